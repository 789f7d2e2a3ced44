import { isAlphanumeric } from "#secrets/boundary.ts";
import { tieAt, type Tie } from "#secrets/tie.ts";

/** A name in a text and the place where a value that is tied to it may begin. */
export interface NamedPlace {
  /** As written, without dashes before it. */
  readonly name: string;
  readonly nameStart: number;
  /** Where the value may begin, a quote included. */
  readonly valueStart: number;
  /** What ties them: `assignment` also stands for a pair; the others need a quoted value, or white space around. */
  readonly tie: "assignment" | "comma" | "call" | "flag" | "scheme" | "element" | "prose";
}

/** Characters of a name that are looked at on either side of the word in it. */
const longestSide = 80;

/** Words of two that are written apart in prose: `API key`, `access token`. */
const firstWords =
  /(?:^|[^\w.-])(api|access|consumer|secret|private|auth|authentication|bot|app|client|master|service|deploy|user|admin|db|database|root|refresh|personal)[ ]$/i;

/** A word in a name, and where the name ends. */
export interface WordInName {
  readonly start: number;
  readonly end: number;
  readonly nameEnd: number;
}

/** The name that holds a word, if something ties a value to it. */
export function namedPlaceAt(text: string, { start, end, nameEnd: last }: WordInName): NamedPlace | undefined {
  let nameEnd = last;
  while (nameEnd > end && !isWordCode(text.charCodeAt(nameEnd - 1))) nameEnd--;
  const tie = tieAt(text, nameEnd);
  if (!tie) return undefined;
  const nameStart = nameStartAt(text, start);
  if (isOnlyAsked(text, nameStart, nameEnd)) return undefined;
  const written = text.slice(nameStart, nameEnd);
  const before = text.charCodeAt(nameStart - 1);
  const kind = kindOf(tie, written, before === 45, before === 60);
  if (kind === undefined || (kind === "assignment" && isResource(text, nameStart))) return undefined;
  const mayFollow = before === 32 && isAlphanumeric(text.charCodeAt(nameStart - 2)) && !written.includes("_");
  const first = mayFollow ? firstWords.exec(text.slice(Math.max(0, nameStart - 20), nameStart)) : undefined;
  const name = first ? `${first[1]!}_${written}` : written;
  return { name, nameStart, valueStart: tie.at, tie: kind };
}

/** Where the name ends that holds a word which ends at `end`. */
export function nameEndAt(text: string, end: number): number {
  let at = end;
  while (at - end < longestSide && isNameCode(text.charCodeAt(at))) at++;
  return at;
}

/** Where a name begins: with a letter, a digit or `_`, whatever stands before them. */
function nameStartAt(text: string, start: number): number {
  let at = start;
  while (start - at < longestSide && isNameCode(text.charCodeAt(at - 1))) at--;
  while (at < start && !isWordCode(text.charCodeAt(at))) at++;
  // The letter of an escape is none of the name.
  return at < start && text.charCodeAt(at - 1) === 92 && "nrt".includes(text.charAt(at)) ? at + 1 : at;
}

/** Holds within the name of a resource, such as `arn:aws:secretsmanager:…:secret:name` and `urn:acme:auth:…`. */
function isResource(text: string, nameStart: number): boolean {
  return (
    text.charCodeAt(nameStart - 1) === 58 &&
    /(?:arn|urn):[\w:*-]{1,80}$/.test(text.slice(Math.max(0, nameStart - 90), nameStart))
  );
}

/** Holds for `${NAME:+text}`: what a shell puts where the variable is set is another text. */
function isOnlyAsked(text: string, nameStart: number, nameEnd: number): boolean {
  return text.charCodeAt(nameStart - 1) === 123 && text.startsWith(":+", nameEnd);
}

/** The ties that a sign stands for whatever the name is. */
const kinds: ReadonlyMap<Tie["sign"], NamedPlace["tie"]> = new Map([
  ["=", "assignment"],
  [":", "assignment"],
  ["|", "assignment"],
  ["?", "assignment"],
  [",", "comma"],
  ["(", "call"],
  ["is", "prose"],
]);

function kindOf(
  { sign, closesQuote }: Tie,
  name: string,
  isFlag: boolean,
  isElement: boolean,
): NamedPlace["tie"] | undefined {
  if (sign === ">") return isElement ? "element" : undefined;
  if (sign !== " " && sign !== "\n") return kinds.get(sign);
  if (isFlag && !closesQuote) return "flag";
  return sign === " " && /^bearer$/i.test(name) ? "scheme" : undefined;
}

function isNameCode(code: number): boolean {
  return isWordCode(code) || code === 45 || code === 46;
}

function isWordCode(code: number): boolean {
  return isAlphanumeric(code) || code === 95;
}

/** What may stand between a name and the word `value` of a pair. */
const between = "\"'`\\,; \t\r\n";

/** Behind a name that is itself a value: `name: DB_PASSWORD`, then `value: …` on the same line or the next one. */
const pairedValue =
  /\\?["'`]?[ \t]{0,8}(?:[,;][ \t]{0,8})?(?:\r?\n[ \t]{0,60})?(?:\\?["'])?(?:value|default|Value|VALUE)(?:\\?["'])?[ \t]{0,8}[:=][ \t]{0,8}/y;

/** The name that holds a word and its value, if they are a pair of `name` and `value`. */
export function pairedValueAt(text: string, { start, nameEnd }: WordInName): NamedPlace | undefined {
  let at = nameEnd;
  // The first letter behind it decides, before an expression is asked.
  while (at - nameEnd < longestSide && between.includes(text.charAt(at))) at++;
  if (at === nameEnd || !/[vVd]/.test(text.charAt(at))) return undefined;
  pairedValue.lastIndex = nameEnd;
  if (!pairedValue.test(text)) return undefined;
  const nameStart = nameStartAt(text, start);
  const name = text.slice(nameStart, nameEnd);
  return { name, nameStart, valueStart: pairedValue.lastIndex, tie: "assignment" };
}
