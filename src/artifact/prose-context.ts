import { frontMatterOf } from "#artifact/prose-document.ts";
import type { Document, Node } from "#model/document.ts";
import { at, textOf } from "#model/tree.ts";
import { isWithinShown } from "#artifact/shown-texts.ts";
import { bansReader, type Heard, speechReader, unquoted } from "#artifact/prose-speech.ts";

/** A sentence of a text for a model, with what the text around it says about how to take it. */
export interface PlacedSentence {
  readonly node: Node;
  readonly text: string;
  /** Name and description of the document: what it says that it is for. */
  readonly about: string;
  /** The headings above the sentence, outermost first, and the sentence with a colon that introduces its list. */
  readonly above: readonly string[];
  /** Holds if the words above the sentence forbid what stands below them. */
  readonly forbidden: boolean;
  /** Holds if a reader is told of the sentence rather than by it: an example, a warning, a thing to look for. */
  readonly quoted: boolean;
  /** Holds if only words nearby say that it is said to somebody, or of a name: an order may be put like that. */
  readonly said: boolean;
  /** Holds if it may stand in a text that is shown as a whole, or is an item to tick off: of a plan, or of a check. */
  readonly shown: boolean;
}

/** Headings and lead-ins below which things are shown, not asked for. */
const showing =
  /\b(?:examples?|e\.g|sample|anti-?patterns?|red flags?|bad|wrong|incorrect|mistakes?|pitfalls?|attacks?|threats?|vulnerab\w*|malicious|exploits?|injections?|suspicious|dangerous|detect\w*|look(?:ing)? for|watch for|scan(?:s|ning)? for|indicators?|signs|signals?|risks?|rationali[sz]ations?|excuses|common issues|troubleshooting|faq|changelog|version history|release notes|what'?s new|limitations|comparison|before(?=\W*(?:$|[:/&|→]|(?:and |vs\.? )?after\b))|triggers?|trigger phrases|user says|says|prompts?|templates?|output format|sample output|transcript|conversation|options?|flags?|parameters?|arguments?)\b|\s\W{0,2}--[a-z]|示例|例子|恶意|错误|反例|攻击|风险|❌|✗|🚫|⛔|👎/i;

/** Lead-ins of what is said to the person, or what they are to do: words for them, and nothing that the model is told. */
const speaking =
  /^\W*(?:ask|instruct|remind|guide|direct|have|walk) (?:the |your )?(?:user|person|customer|human|operator|owner|maintainer|developer|admin) (?:to|through|how to)\b(?![^:]*\bthen\b)[^:,;]{0,60}:\W*$|^\W*(?:say|speak|(?:tell|inform|show) (?:the |your )?(?:user|person|customer|human|operator|owner|maintainer|developer|admin)|reply|respond|answer)\b[^:]{0,60}:\W*$|^\W*(?:look|read|check|review|compare|inspect|go (?:through|over))\b[^:;]{0,80}\b(?:and|then) (?:briefly |also |just )?(?:mention|explain|tell (?:the |your )?(?:user|person|customer|human|operator|owner))\b[^:;]{0,60}:\W*$/i;

/** Headings and lead-ins that forbid. */
const forbidding =
  /\b(?:never|don['’]?ts?|do not|must not|should not|avoid|not to do|not allowed|forbidden|prohibited|refuse|out of scope|prohibitions?|restrictions?|does(?: not|n['’]t)(?: (?:do|cover|handle|support|include|touch|change))?(?=\W*$)|will not|won['’]?t|cannot)\b/i;

/** Words in a sentence itself that make it one about others. */
const reporting =
  /❌|✗|🚫|⛔|👎|\b(?:attackers?|malicious|exploit\w*|vulnerab\w*|adversar\w*|red flags?|anti-?patterns?|suspicious|injection|exfiltration|detects?|detecting|flags? (?:any|when|if)|scans? for|checks? for|look for|watch for|would|could have|might|imagine|suppose|hypothetical\w*|bad practice)\b|^\W*(?:bad|wrong|example|e\.g|incorrect|no)\b\W|^\W*before\W{0,3}[:–—-]|^\W*(?:for example|for instance|user|human|customer|q)\b\s?[:,]|^\S{1,60}\.(?:py|sh|js|ts|mjs)\b\W{0,3}[:–—-]/i;

/** A command or file, and what it does: `` `sync.py`: Update … ``. */
const commandLabel = /^\W{0,3}`[^`]{1,200}`(?:\s(?:on|for|in|with|and|or)\s`[^`]{1,200}`){0,2}\W{0,4}\s?[:–—-]\s/;

/** Files that a tool is allowed, and what else changes them: `` `Edit` on `state/**` — hooks save the state ``. */
const byOthers =
  /^\W{0,3}`[^`]{1,200}`\s(?:on|for|in)\s`[^`]{1,200}`\W{0,4}\s?[:–—-]\s(?:the\s)?(?:hooks?|scripts?|jobs?|servers?|programs?)\s/i;

/** Headings of lists that say what names mean. */
const defining =
  /\b(?:settings?|keys?|fields?|propert(?:y|ies)|values?|modes?|glossary|keywords?|terms?|definitions?|schema)\W*$/i;

/** A name and a few words without an end: `allow: Auto-approve tool patterns`. */
const definition = /^`?[\w.-]{1,60}`?:\s[^.!?]{1,80}$/;

/** An item with a box, which says what holds or what is to come of some work as often as what to do. */
const ticked = /^\s*>?\s*(?:[-*+]|\d{1,4}[.)])\s{1,4}\[[ xX]\]\s/;

/** What sends something away, or runs what lies elsewhere, is told wherever it stands. */
const outgoing = /https?:|\b(?:posts?|sends?|uploads?|shares?|pastes?|publish(?:es)?|mails?|ignore|curl|wget)\b/i;

/** Words that stand above others: a heading, or the sentence before them. */
export interface Words {
  readonly isHeading: boolean;
  readonly text: string;
}

/** Words that stand above sentences, and what they make of them. */
interface Title extends Words {
  readonly level: number;
  readonly shows: boolean;
  readonly speaks: boolean;
  readonly forbids: boolean;
}

/** Titles are short; of a longer one only the start is read. */
export const longestTitle = 300;

function titleOf(level: number, words: string, isHeading = true): Title {
  const text = words.slice(0, longestTitle);
  return {
    level,
    isHeading,
    text,
    shows: showing.test(text),
    speaks: speaking.test(text),
    forbids: forbidding.test(text),
  };
}

/** The sentences of a Markdown document in order, each with its context. */
export function* placedSentences(document: Document): Generator<PlacedSentence> {
  const about = aboutOf(document);
  const lines = lineReader(document.text);
  const titles = hostTitles(document);
  let above: readonly Title[] = [...titles];
  /** What introduces the quotation that is being read. */
  let outer: Title | undefined;
  let wasQuotation = false;
  const spoken = speechReader(document.text);
  const isBanned = bansReader(document.text);
  for (const node of document.root.children) {
    const text = String(node.value ?? "").trim();
    if (node.kind === "heading") {
      addTitle(titleOf(levelIn(lines(node.start)), text), titles);
      above = [...titles];
    }
    if (node.kind !== "sentence") continue;
    const line = lines(node.start);
    const listed = /^\s*>?\s*(?:[-*+]\s|\d{1,4}[.)]\s)|^\s{2,}/.test(line);
    // A quotation below a lead-in belongs to it as a list does, with the lead-ins within it.
    const isQuotation = /^\s*>/.test(line);
    if (isQuotation !== wasQuotation) outer = isQuotation ? above[titles.length] : undefined;
    wasQuotation = isQuotation;
    if (!listed && !isQuotation && above.length > titles.length) above = [...titles];
    const banned = isBanned(node, text) || above.some(({ forbids }) => forbids);
    yield* placed(
      { node, about, above: above.map((title) => title.text), forbidden: banned },
      {
        heard: spoken(node, text.slice(0, longestSentence)),
        quoted: isQuoted(text, line) || above.some(({ shows }) => shows),
        said: commandLabel.test(text.slice(0, longestSentence)) || isSaidBelow(above, text),
        shown: isShown(document, node, line),
      },
    );
    if (listed || !leadsIn(text)) continue;
    above = [...titles, ...(outer ? [outer] : []), titleOf(7, text, false)];
  }
}

/** Holds for what may be shown as a whole, and for an item with a box. */
function isShown(document: Document, { start }: Node, line: string): boolean {
  return (ticked.test(line) && !outgoing.test(line)) || isWithinShown(document, start);
}

type Place = Pick<PlacedSentence, "node" | "about" | "above" | "forbidden">;
type Taken = Pick<PlacedSentence, "quoted" | "said" | "shown"> & { readonly heard: Heard };

/** A sentence without what is said in it, and that by itself. */
function placed(place: Place, { heard, ...taken }: Taken): PlacedSentence[] {
  const sentence = { ...place, ...taken, text: unquoted(heard.rest.replaceAll("`", "")) };
  if (heard.said === "") return [sentence];
  return [sentence, { ...sentence, text: heard.said.replaceAll("`", ""), said: true }];
}

/** A heading ends those of its level and of deeper ones. */
function addTitle(title: Title, titles: Title[]): void {
  while ((titles.at(-1)?.level ?? 0) >= title.level) titles.pop();
  titles.push(title);
}

/** Holds if a sentence introduces the list after it: it ends in a colon, or is a few words without an end. */
function leadsIn(text: string): boolean {
  return text.endsWith(":") || (text.length <= 60 && !/[.!?)]\W*$/.test(text));
}

/** Longer sentences are tables, logs or attacks on the reader; only their start is read. */
const longestSentence = 1500;

/** Holds if the sentence itself says so, or is the cell of a table: those say what things are. */
function isQuoted(text: string, line: string): boolean {
  const start = text.slice(0, longestSentence);
  return /^\s*>?\s*\|/.test(line) || reporting.test(start) || byOthers.test(start);
}

/** Holds below words for the person, and for an entry of a list that says what names mean. */
function isSaidBelow(above: readonly Title[], text: string): boolean {
  if (above.some(({ speaks }) => speaks)) return true;
  return definition.test(text) && defining.test(above.at(-1)?.text ?? "");
}

/** Words above a block of commands that show them as what not to do. */
const warning =
  /\b(?:anti-?patterns?|bad|wrong|incorrect|mistakes?|pitfalls?|attacks?|malicious|vulnerab\w*|exploits?|dangerous|bypass(?:es|ing)?|blocks?|blocked)\b|^(?:the )?problem$|❌|✗|🚫|⛔|👎/i;

/** Holds if what stands above a text embedded in Markdown, or a comment in it, forbids what follows or warns of it. */
export function warnsOf(words: string): boolean {
  const text = words.slice(0, longestTitle).trim();
  return forbidding.test(text) || warning.test(text);
}

/** The words above a text embedded in Markdown: its headings, outermost first, and the sentence before it. */
export function wordsAbove(document: Document): readonly Words[] {
  return hostTitles(document);
}

/** The Markdown text that a document stands in, by itself or as a script within one, and where. */
export function markdownHost({ host }: Document): Document["host"] {
  let outer = host;
  while (outer?.document.syntax === "shell") outer = outer.document.host;
  return outer?.document.syntax === "markdown" ? outer : undefined;
}

/** How many sentences may stand between a label and the block that it is about. */
const mostLabelled = 4;

/** The sentences of the paragraphs right above a text embedded in Markdown, nearest first, up to a list or another block. */
export function paragraphsAbove(document: Document): string[] {
  const host = markdownHost(document);
  if (!host) return [];
  const nodes = host.document.root.children;
  const found: string[] = [];
  // What holds the text begins before it.
  for (let index = firstAtOrAfter(nodes, host.offsets.outer[0] ?? 0) - 2; index >= 0; index--) {
    const { kind, start, value } = nodes[index]!;
    if (kind !== "sentence" || found.length === mostLabelled) break;
    if (/^\s*(?:[-*+]|\d{1,4}[.)])\s/.test(lineBefore(host.document.text, start))) break;
    found.push(String(value ?? "").trim());
  }
  return found;
}

/** How many nodes of a host are looked at for what stands above a text embedded in it. */
const mostAbove = 200;

/** What stands above a text embedded in another Markdown text: its headings, and the sentence before it. */
function hostTitles(document: Document): Title[] {
  const host = markdownHost(document);
  if (!host) return [];
  const nodes = host.document.root.children;
  let index = firstAtOrAfter(nodes, host.offsets.outer[0] ?? 0) - 1;
  const found: Title[] = [];
  let level = 0;
  for (const end = Math.max(index - mostAbove, 0); index >= end && level !== 1; index--) {
    const node = nodes[index]!;
    const text = String(node.value ?? "").trim();
    // Level 0: no heading of the embedded text ends what stands above all of it.
    if (node.kind === "sentence" && found.length === 0) found.unshift(titleOf(0, text, false));
    if (node.kind !== "heading") continue;
    const own = levelIn(lineBefore(host.document.text, node.start));
    if (level > 0 && own >= level) continue;
    level = own;
    found.unshift(titleOf(0, text));
  }
  return found;
}

/** Index of the first node that starts at `offset` or after it; nodes are in source order. */
function firstAtOrAfter(nodes: readonly Node[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Name and description of a text: what it says that it is for. */
export function aboutOf(document: Document): string {
  const matter = frontMatterOf(document);
  return [textOf(at(matter, "name")), textOf(at(matter, "description"))].filter(Boolean).join(" ").slice(0, 2000);
}

/** `#` to `######`; an underlined heading counts as one of the second level. */
function levelIn(line: string): number {
  return /^\s*>?\s*(#{1,6})/.exec(line)?.[1]?.length ?? 2;
}

/** The level of a heading of a document. */
export function headingLevel({ text }: Document, { start }: Node): number {
  return levelIn(lineBefore(text, start));
}

/** How much of the start of a line is looked at. */
const lineHead = 80;

/** Gives the start of the line that holds an offset; offsets must not decrease. Linear over all of them. */
function lineReader(text: string): (offset: number) => string {
  let start = 0;
  let end = text.indexOf("\n");
  return (offset) => {
    while (end >= 0 && end < offset) {
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    return text.slice(start, Math.min(start + lineHead, end < 0 ? text.length : end));
  };
}

function lineBefore(text: string, offset: number): string {
  const from = Math.max(offset - lineHead, 0);
  const window = text.slice(from, offset + 7);
  return window.slice(window.lastIndexOf("\n", offset - from - 1) + 1);
}
