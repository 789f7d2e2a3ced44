import { headingLevel, longestTitle, markdownHost } from "#artifact/prose-context.ts";
import type { Document, Node } from "#model/document.ts";

const agreement = "(?:approval|confirmation|permission|consent|go-ahead|sign-off)";
const person = "(?:users?|maintainers?|humans?|persons?|people|reviewers?|owners?|they)";

/** Words that have a person agree to what follows. */
const asking = new RegExp(
  [
    `\\bask\\b[^.;:]{0,60}\\b(?:before|first|whether to|if you may|${agreement})\\b`,
    `\\b(?:check|confirm)(?: this| it)? with (?:the |your )?${person}\\b`,
    `\\b(?:after|once|when|until|only if)\\s(?:the |your |a )?${person}\\s(?:has |have )?(?:explicitly )?(?:approv|confirm|agree|consent|sign)`,
    `\\bonly\\s(?:after|once|with)\\b[^.;:]{0,40}\\b(?:reviews?|reviewed|approved|confirmed|${agreement})\\b`,
    `\\b(?:after|once|upon)\\s(?:[\\w'’]+\\s){0,3}${agreement}\\b`,
    `\\b(?:wait|pause|stop)\\b[^.;:]{0,30}\\bfor\\b[^.;:]{0,40}\\b${agreement}\\b`,
    `\\b(?:get|obtain|requires?|request|only with)\\s(?:[\\w'’]+\\s){0,3}${agreement}\\b`,
  ].join("|"),
  "i",
);

/** Words that take that back, and those that forbid what nobody agreed to. */
const notAsking =
  /\bwithout\b|\b(?:not|n['’]t|never|no need to)\s(?:\w+\s){0,2}(?:ask|wait|pause|stop|confirm|check|require|get|request)/i;
const notUnasked = new RegExp(
  `\\b(?:never|not|n['’]t)\\b[^.;:]{0,80}\\bwithout\\b[^.;:]{0,40}\\b(?:asking|${agreement})\\b`,
  "i",
);

/** Holds if a sentence or a comment has a person agree to what follows. */
export function hasAskedFor(words: string): boolean {
  const text = words.slice(0, longestTitle);
  return notUnasked.test(text) || (asking.test(text) && !notAsking.test(text));
}

const standing = /\balways\b|\bnever\b/i;

/**
 * A rule without a verb, as lists of what is required have them: `Manual approval before each release`, `Control:
 * sign-off for every deployment`, `Human approval is required to publish`. Somebody's, or one for each time: a plain
 * `approval before the merge` may tell what is done already.
 */
const requirement = new RegExp(
  [
    String.raw`^(?:\W{0,6}[\w */-]{1,40}[:–—]\W{1,6}|\W{0,6})(?:(?:explicit|mandatory|required|a|an|the|one|prior|written|final)\s){0,3}`,
    String.raw`(?:(?:manual|human|users?|owners?|maintainers?|reviewers?|team|admins?|person)(?:['’]s?)?\s${agreement}(?:\s(?:step|gate|checkpoint|check))?(?:\s(?:is\s)?(?:required|needed|mandatory))?\s(?:before|prior to|ahead of|for|to)\s\w`,
    String.raw`|${agreement}(?:\s(?:step|gate|checkpoint|check))?(?:\s(?:is\s)?(?:required|needed|mandatory))?\s(?:before|prior to|ahead of|for)\s(?:each|every|any|all)\s\w)`,
  ].join(""),
  "i",
);

/** Words that tell a requirement off, or tell of one that is met: `Manual approval for releases is not needed`. */
const noRequirement =
  /\b(?:no|not|never|without|optional(?:ly)?|removed|skip\w*|unless|previously|obtained|granted|given)\b|n['’]t\b|\?\W*$/i;

/** Headings of what is not asked for; a rule without a verb says no more than they do. */
const waiving =
  /\b(?:not|no|never|optional|future|planned|roadmap|removed|forbidden|avoid|examples?|anti-?patterns?)\b/i;

function isStandingSentence(text: string): boolean {
  return standing.test(text) && hasAskedFor(text);
}

function isRequirement(text: string): boolean {
  return requirement.test(text) && !noRequirement.test(text);
}

/** How many nodes of a host are looked at for rules. */
const mostRuled = 5_000;

const rulesOf = new WeakMap<Document, readonly string[]>();

/** The sentences of the text that a document is embedded in that always have a person agree to something. */
export function standingRules(document: Document): readonly string[] {
  const host = markdownHost(document);
  if (!host) return [];
  const known = rulesOf.get(host.document);
  if (known) return known;
  const found: string[] = [];
  let waived = false;
  for (const { kind, value } of host.document.root.children.slice(0, mostRuled)) {
    const text = String(value ?? "").slice(0, longestTitle);
    if (kind === "heading") waived = waiving.test(text);
    if (kind === "sentence" && (isStandingSentence(text) || (!waived && isRequirement(text)))) found.push(text);
  }
  rulesOf.set(host.document, found);
  return found;
}

/** A plan as a whole, or what is released; `the test plan` is one of something else. */
const wholePlan =
  /\b(?:the|this|your|whole|full|entire|complete|releas\w*|deploy\w*|publish\w*|rollout)\s(?:whole\s|full\s|entire\s|complete\s)?plans?\b/i;
/** Not only a question: which version is meant is no agreement to it. */
const agreeing = /\b(?:approv\w{1,5}|confirm\w{0,7}|permission|consent|go-ahead|sign-off|agree\w{0,5})\b/i;

/** Agreement in some cases is none in the others. */
const inSomeCases = /\b(?:if|when|whenever|unless|otherwise|in case|optional(?:ly)?)\b/i;

/** How far behind the words about a plan somebody may be asked. */
const mostBetween = 2;

/** Headings of steps that follow upon each other: `### 4. Confirm`, `## Step 2: Plan`. */
const step = /^\W*(?:(?:step|phase|stage|part)\s)?\d{1,2}[a-z]?\b/i;

/** Where in a text a plan is agreed to: from the agreement to the end of its section, or of the steps it is one of. */
interface Agreed {
  /** What is agreed to: the sentence, with those before it and its heading. */
  readonly about: readonly string[];
  readonly from: number;
  /** Level of the heading above it. */
  readonly level: number;
  readonly isStep: boolean;
  to: number;
}

function ends({ level, isStep }: Agreed, heading: Node, own: number): boolean {
  return own < level || (own === level && !(isStep && step.test(String(heading.value ?? ""))));
}

/** Agreement to what is said of something, or to something else than to do it. */
const ofWords = /\b(?:wording|spelling|title|text|tone|name|naming|which|installed|agenda|schedule)\b/i;

/** Holds if a sentence always has a person agree, and to no more than words. */
function isAgreement(sentence: string): boolean {
  if (!hasAskedFor(sentence) || !agreeing.test(sentence)) return false;
  return !inSomeCases.test(sentence) && !ofWords.test(sentence);
}

const agreedOf = new WeakMap<Document, readonly Agreed[]>();

function agreedParts(document: Document): readonly Agreed[] {
  const known = agreedOf.get(document);
  if (known) return known;
  const found: Agreed[] = [];
  let heading: Node | undefined;
  const before: string[] = [];
  for (const node of document.root.children.slice(0, mostRuled)) {
    const text = String(node.value ?? "").slice(0, longestTitle);
    if (node.kind === "heading") {
      const level = headingLevel(document, node);
      for (const agreed of found) if (ends(agreed, node, level)) agreed.to = Math.min(agreed.to, node.start);
      heading = node;
      before.length = 0;
    }
    if (node.kind !== "sentence") continue;
    before.push(text);
    const title = String(heading?.value ?? "");
    if (!isAgreement(text)) continue;
    const level = heading === undefined ? 0 : headingLevel(document, heading);
    found.push({
      about: [title, ...before.slice(-1 - mostBetween)],
      from: node.end,
      level,
      isStep: step.test(title),
      to: Infinity,
    });
  }
  agreedOf.set(document, found);
  return found;
}

/**
 * Holds if the text that a document is embedded in has a person agree, in a step before it, to the plan it is part of:
 * one that speaks of what its commands do, or of all that follows. `doing` is what they do.
 */
export function carriesOutPlan(document: Document, doing: RegExp): boolean {
  const host = markdownHost(document);
  if (!host) return false;
  const at = host.offsets.outer[0] ?? 0;
  return agreedParts(host.document).some(
    ({ about, from, to }) => from <= at && at < to && about.some((words) => doing.test(words) || wholePlan.test(words)),
  );
}

const given = "(?:provided|given|passed|present|set|specified|supplied|used|included|requested)";

/** A condition upon what the caller writes: `If -y is given`, `When called with --force`, `If the yes flag is set`. */
const uponFlag = new RegExp(
  [
    String.raw`\b(?:if|when|where)\s(?:(?:the|an?|user|users|caller|person|they|you|command|skill|it|this|is|was|are|called|invoked|run|started|passes|passed|gives|gave|given|provides|provided|specifies|specified|contains?|includes?|has|have|with|either|flags?|options?|arguments?|\$ARGUMENTS)[\s:]+){0,8}["']?-{1,2}[a-z][\w-]{0,40}(?![\w-])`,
    String.raw`\b(?:if|when|where)\b[^.;,:]{0,40}\b(?:flags?|options?|arguments?|parameters?)\s(?:(?:is|are|was|were)\s)?${given}\b`,
  ].join("|"),
  "i",
);

/** What a flag does, as lists of what the caller may write have it: `--yes or --force → proceed`. */
const flagEntry =
  /^\W*-{1,2}[a-z][\w-]{0,40}(?:\s?(?:,|\/|\||or)\s?-{1,2}[a-z][\w-]{0,40}){0,4}\s?(?:→|->|=>|:|–|—)\s/i;

/** Says of a flag that it is given, and so ends what is said of it. */
const givenWord = new RegExp(
  String.raw`\b(?:${given}|with|passes|gives|gave|provides|specifies|contains?|includes?|has|have)\b`,
  "i",
);
const conditionEnd = new RegExp(String.raw`\b${given}\b|[.,;:→]|->`, "i");

/** Turns a condition round: what holds without the flag holds unless the caller asks for something else. */
const absent =
  /(?<![\w-])(?:not|no|without|never|neither|absent|missing|omitted|unset)(?![\w-])|n['’]t(?!\w)|\bcannot\b/i;

/** Holds if what a sentence says depends on a flag or an argument that whoever calls it gives. */
export function isUponFlag(sentence: string): boolean {
  const text = sentence.slice(0, longestTitle).replaceAll(/[`*]/g, "");
  if (flagEntry.test(text)) return true;
  const found = uponFlag.exec(text);
  if (!found) return false;
  const after = givenWord.test(found[0]) ? "" : text.slice(found.index + found[0].length).split(conditionEnd, 1)[0]!;
  return !absent.test(found[0] + after);
}
