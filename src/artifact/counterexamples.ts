import type { Words } from "#artifact/prose-context.ts";

/** What words make of the commands below them: what must not be done, what is to be done, or neither. */
type Showing = "counterexample" | "example";

/** Marks, numbers and words of emphasis that stand before a title. */
const lead = String.raw`^(?:[^\p{L}\p{N}]|\d{1,3}[.):]|(?:fail|common|typical|known)\b)*`;
const end = String.raw`[^\p{L}\p{N}]*$`;

/** A label that says of what follows that it is wrong: `Bad: …`, `❌ …`, `Anti-patterns to avoid`. */
const wrong = new RegExp(
  [
    String.raw`^[^\p{L}\p{N}]*(?:❌|✗|🚫|⛔|👎)`,
    String.raw`${lead}(?:bad|wrong|incorrect|don['’]?ts?|anti-?patterns?|counter-?examples?)(?:${end}|\s*[:—–(-]|\s(?:examples?|practices?|usages?|ways?|commands?|approach(?:es)?|patterns?|to avoid|do this)\b)`,
    String.raw`${lead}(?:[\p{L}-]{1,20}\s){0,2}(?:anti-?patterns?|counter-?examples?)${end}`,
    String.raw`${lead}(?:[\p{L}-]{1,20}\s){0,2}(?:commands|flags|operations|actions|things|patterns) to avoid${end}`,
    String.raw`${lead}(?:instead of|rather than)${end}`,
    String.raw`${lead}what (?:not to (?:do|run|use)|to avoid)${end}`,
    String.raw`${lead}(?:what is |what['’]s )?(?:blocked|forbidden|prohibited|disallowed|denied|banned)\s(?:[\p{L}-]{1,20}\s)?(?:commands?|flags?|operations?|actions?|patterns?|usages?)${end}`,
  ].join("|"),
  "iu",
);

/** Nothing but a prohibition: `Never do this`, `Do not run these commands`. */
const forbidden = new RegExp(
  String.raw`${lead}(?:you\s|please\s|must\s|should\s){0,2}(?:never|don['’]?t|do not|must not|not|avoid)(?:\sever)?(?:\s(?:do(?:ing)?|run(?:ning)?|us(?:e|ing)|execut(?:e|ing)|writ(?:e|ing)|try(?:ing)?|call(?:ing)?))?(?:\s(?:this|these|those|that|it|any of (?:these|them|this)|the following))?(?:\s(?:commands?|flags?|steps?|patterns?))?${end}`,
  "iu",
);

const refused =
  "(?:blocked|rejected|denied|refused|prevented|intercepted|forbidden|disallowed|not allowed|caught by|stopped by)";
const those = String.raw`(?:this|these|those|that|it|both|each|all|everything below|the following|(?:all|each|any) of (?:these|them|the following))(?:\s(?:commands?|calls?|attempts?|lines?|two|three))?`;

/** An order to try something. */
const trying = String.raw`^(?:[^\p{L}\p{N}]|\d{1,3}[.):]|(?:then|now|next|finally)\b)*(?:test|verify|check|confirm|ensure|make sure|try out)\b`;

/** What is told of commands that are tried to see that something stops them. */
const stopped = new RegExp(
  [
    String.raw`^[^\p{L}\p{N}]*(?:${those}\s)?(?:should|must|will|would|ought to)\s(?:(?:now|always|all|both|then|also|be|get|still)\s){0,3}(?:${refused}|fail|error out|not (?:work|succeed|pass))\b`,
    String.raw`^[^\p{L}\p{N}]*${those}\s(?:is|are|gets?|fails?)\s?(?:(?:now|always|all|both|already)\s){0,2}${refused}`,
    String.raw`\(\s?(?:should|must|will) (?:be ${refused}|fail)\b`,
    String.raw`^[^\p{L}\p{N}]*(?:expect(?:ed)?|result|output)\b[^\p{L}]{1,4}(?:${refused}|failure|an? (?:error|refusal|denial))\b`,
    String.raw`${trying}[^.;]{0,80}\b(?:that|whether|if)\b[^.;]{0,60}\b(?:blocks?|rejects?|denies|refuses|prevents?|intercepts?|stops|catches|(?:is|are|gets?) ${refused})`,
    String.raw`^[^\p{L}\p{N}]*(?:these|those|the following|such)(?:\s[\p{L}-]{1,20}){0,2}\s(?:skip|bypass|circumvent|defeat|evade|violate|compromise)\b`,
  ].join("|"),
  "iu",
);

/** A condition makes of a refusal what is done about it: `If the push is rejected: …`. */
const conditional =
  /\b(?:if|when|whenever|in case|because|since|unless|once|until|otherwise|without|so|then|first time)\b/i;
const tried = new RegExp(trying, "iu");

/** What is to be done, or done instead. */
const right =
  /^[^\p{L}\p{N}]*(?:✅|✓|✔|👍)|^(?:[^\p{L}\p{N}]|\d{1,3}[.):]|pass\b)*(?:good|right|correct|better|best|preferred|recommended|instead|fix|solution|resolution|do|safe|safer|proper|allowed|workaround)\b(?!\s(?:not|of)\b)|\binstead\b(?!\sof[^\p{L}\p{N}]*$)|\b(?:should|must|will)\s(?:(?:now|still|always|also)\s){0,2}(?:succeed|work|pass|be (?:allowed|permitted|accepted))\b/iu;

/** The heading of what is amiss; below it stand headings that may say what to do about it. */
const problem = /^[^\p{L}\p{N}]*(?:\d{1,3}[.):]\s?)?(?:the )?problem(?: statement)?[^\p{L}\p{N}]*$/iu;

/** How much of a title or comment is read. */
const longest = 200;

/** What words above commands make of them, if they say so. */
export function showingOf(words: string): Showing | undefined {
  const text = words.slice(0, longest).trim();
  const isRight = right.test(text);
  const isWrong = wrong.test(text) || forbidden.test(text) || isStopped(text);
  if (isRight === isWrong) return undefined;
  return isRight ? "example" : "counterexample";
}

function isStopped(text: string): boolean {
  return stopped.test(text) && (tried.test(text) || !conditional.test(text));
}

/** A label alone on its line: `**WRONG:**`, `✅ Correct way`. */
const label = /^[^\p{L}\p{N}]*(?:[\p{L}’']{1,20}\s?){1,3}[^\p{L}\p{N}]*$/u;

/** Orders what follows: a label above it is about something else. */
const ordering =
  /^[^\p{L}]*(?:(?:so|then|now|next|finally|and|please|you|should|must|can)\s){0,3}(?:run|use|execute|do|call|try|deploy|publish|push|install|start)\b/iu;

/**
 * What a label says of commands where something stands between the two: mostly what explains it, but it may as well
 * begin something else. `paragraphs` are the sentences right above the commands, nearest first.
 */
export function labelledFromAfar(paragraphs: readonly string[]): Showing | undefined {
  const [before = "", ...earlier] = paragraphs;
  if (showingOf(before) || ordering.test(before)) return undefined;
  const labelled = earlier.find((text) => label.test(text) && showingOf(text));
  return labelled === undefined ? undefined : showingOf(labelled);
}

/**
 * Holds if the nearest of the words above commands that say anything of it say that they are not to be run. A label that
 * something stands between is not enough to leave them out.
 */
export function areCounterexamples(above: readonly Words[], paragraphs: readonly string[]): boolean {
  if (labelledFromAfar(paragraphs)) return false;
  const nearest = above.findLast(({ isHeading }) => isHeading);
  for (const words of above.toReversed()) {
    const showing = showingOf(words.text) ?? ((words === nearest || !words.isHeading) && problem.test(words.text));
    if (showing) return showing !== "example";
  }
  return false;
}

/** Words with which a text says that it stops something. */
const guarding = /\b(?:prevent|block|reject|den(?:y|ies)|forbid|disallow|intercept|refus|guard(?:s|ing)? against)\w*/gi;

/** Holds if a text that tells what it is for says that it stops a flag: where it shows the flag, it shows what it stops. */
export function stopsFlag(about: string, flag: string): boolean {
  const name = flag.replace(/^-+/, "").replace(/=.*$/s, "").toLowerCase();
  if (name.length < 4) return false;
  return about
    .toLowerCase()
    .split(/[.!?;]\s/)
    .some((sentence) => {
      const at = sentence.lastIndexOf(name);
      return at >= 0 && [...sentence.matchAll(guarding)].some(({ index }) => index < at);
    });
}
