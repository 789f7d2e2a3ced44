/**
 * What a text must hold for a rule to match at all: of every group at least one literal, verbatim. No groups: nothing is
 * known, and the rule must always run.
 */
export type Literals = readonly (readonly string[])[];

/** Begins a literal of which the case of ASCII letters does not count; what follows is in lower case. */
const anyCase = "(?i)";

/** What a text holds that holds a word in upper, lower or mixed case: the word, or a letter beyond ASCII that folds into one of it. */
export function inAnyCase(word: string): readonly string[] {
  const folded = word.toLowerCase();
  return [anyCase + folded, ...(folded.includes("k") ? ["\u212A"] : []), ...(folded.includes("s") ? ["\u017F"] : [])];
}

/** A literal as a text is searched for it. */
export function readLiteral(literal: string): { readonly text: string; readonly ignoreCase: boolean } {
  const ignoreCase = literal.startsWith(anyCase);
  return { text: ignoreCase ? literal.slice(anyCase.length) : literal, ignoreCase };
}

/** Holds if case counts in all of a group. */
export function isExact(group: readonly string[]): boolean {
  return !group.some((literal) => literal.startsWith(anyCase));
}

/** Shorter literals are in nearly every text. */
export const shortestLiteral = 3;
/** More groups cost more than they save. */
const mostGroups = 8;
/** What is asked of several things at once stays apart in each of the ways to say it; more words than that rule out little. */
const mostJoined = 4;

/** The literals of a conjunction. */
export function allOf(parts: readonly Literals[]): Literals {
  const groups = new Map(parts.flat().map((group) => [keyOf(group), group]));
  return [...groups.values()].sort((left, right) => worth(right) - worth(left)).slice(0, mostGroups);
}

/** The literals of a disjunction: groups that all parts share, and groups that hold one of each part, the best of each first. */
export function anyOf(parts: readonly Literals[]): Literals {
  const [first = [], ...others] = parts;
  if (others.length === 0) return first;
  const keys = others.map((part) => new Set(part.map(keyOf)));
  const shared = first.filter((group) => keys.every((known) => known.has(keyOf(group))));
  const known = new Set(shared.map(keyOf));
  const sorted = parts.map((part) =>
    part.filter((group) => !known.has(keyOf(group))).sort((left, right) => worth(right) - worth(left)),
  );
  const count = Math.min(mostJoined, ...sorted.map(({ length }) => length));
  const joined = Array.from({ length: count }, (_, index) => [...new Set(sorted.flatMap((part) => part[index]!))]);
  return [...shared, ...joined];
}

function keyOf(group: readonly string[]): string {
  return group.join("\0");
}

/** Holds if a text may be one that the rule matches. */
export function holdsLiterals(literals: Literals, text: string): boolean {
  return literals.every((group) =>
    group.some((literal) => {
      const { text: word, ignoreCase } = readLiteral(literal);
      return (ignoreCase ? lowerOf(text) : text).includes(word);
    }),
  );
}

let lowered = { text: "", lower: "" };

/** A text in lower case; every rule asks for that of the same one. */
function lowerOf(text: string): string {
  if (lowered.text !== text) lowered = { text, lower: text.toLowerCase() };
  return lowered.lower;
}

/** Words of nearly every program, which rule out little however long they are. */
const everywhere: ReadonlySet<string> = new Set(
  (
    "addEventListener class console constructor content data default error event export function import index items length " +
    "message module name object options params process prototype push request require response result self status " +
    "string text then this toString true type value"
  ).split(" "),
);

/** How much a group rules out: the longer its shortest literal, the more. Escapes and letters beyond ASCII do not count. */
function worth(group: readonly string[]): number {
  const words = group.map((literal) => readLiteral(literal).text);
  const told = words.filter((word) => /^[^\\\u017F\u212A]/.test(word));
  return Math.min(...told.map((word) => (everywhere.has(word) ? 0 : word.length)));
}
