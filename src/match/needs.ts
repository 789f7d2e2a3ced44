import type { Needs } from "#model/needs.ts";
import { unescapedText } from "#model/unescaped.ts";

/** Begins a literal of which the case of ASCII letters does not count; what follows is in lower case. */
const anyCase = "(?i)";

/** A text holds a word in upper, lower or mixed case: the word, or a letter beyond ASCII that folds into one of it. */
export function inAnyCase(word: string): Needs {
  const folded = word.toLowerCase();
  const letters = [...(folded.includes("k") ? ["\u212A"] : []), ...(folded.includes("s") ? ["\u017F"] : [])];
  return letters.length === 0 ? anyCase + folded : { any: [anyCase + folded, ...letters] };
}

/** A literal as a text is searched for it. */
export function readLiteral(literal: string): { readonly text: string; readonly ignoreCase: boolean } {
  const ignoreCase = literal.startsWith(anyCase);
  return { text: ignoreCase ? literal.slice(anyCase.length) : literal, ignoreCase };
}

/** Shorter literals are in nearly every text. */
export const shortestLiteral = 3;

/** Nothing is known of what a text must hold. */
export const noNeeds: Needs = { all: [] };

/** What no text meets. */
export const unmeetable: Needs = { any: [] };

/** The needs of a conjunction. What rules out most is asked first. */
export function allOf(parts: readonly Needs[]): Needs {
  const known = new Map<string, Needs>();
  for (const part of parts.flatMap((each) => (isAll(each) ? each.all : [each]))) known.set(keyOf(part), part);
  const all = [...known.values()].sort((left, right) => worth(right) - worth(left));
  return all.length === 1 ? all[0]! : { all };
}

/** The needs of a disjunction; of none of which nothing is known. */
export function anyOf(parts: readonly Needs[]): Needs {
  const known = new Map<string, Needs>();
  for (const part of parts.flatMap((each) => (isAny(each) ? each.any : [each]))) {
    if (isAll(part) && part.all.length === 0) return noNeeds;
    known.set(keyOf(part), part);
  }
  const any = [...known.values()];
  if (any.length === 0) return noNeeds;
  return any.length === 1 ? any[0]! : { any };
}

/** The needs as far as case counts in them. */
export function exactly(needs: Needs): Needs {
  if (typeof needs === "string") return needs.startsWith(anyCase) ? noNeeds : needs;
  return isAll(needs) ? allOf(needs.all.map(exactly)) : anyOf(needs.any.map(exactly));
}

/** Holds if all is there that is needed. Recursive, as deep as formulas and expressions nest. */
export function areMet(needs: Needs, isThere: (literal: string) => boolean): boolean {
  if (isAll(needs)) return needs.all.every((each) => areMet(each, isThere));
  if (isAny(needs)) return needs.any.some((each) => areMet(each, isThere));
  return isThere(needs);
}

/** Holds if a text may be one that meets the needs: as it is written, or as it reads where it writes letters with escapes. */
export function textMeets(needs: Needs, text: string): boolean {
  return areMet(needs, (literal) => {
    const { text: word, ignoreCase } = readLiteral(literal);
    const { exact, lower } = soughtIn(text);
    return (ignoreCase ? lower() : exact).includes(word);
  });
}

let sought = { text: "", exact: "", lower: () => "" };

/** A text as it is searched; every rule asks for that of the same one. */
function soughtIn(text: string): typeof sought {
  if (sought.text === text) return sought;
  const exact = `${text}\0${unescapedText(text) ?? ""}`;
  let lower: string | undefined;
  sought = { text, exact, lower: () => (lower ??= exact.toLowerCase()) };
  return sought;
}

function isAll(needs: Needs): needs is { readonly all: readonly Needs[] } {
  return typeof needs === "object" && needs !== null && "all" in needs;
}

function isAny(needs: Needs): needs is { readonly any: readonly Needs[] } {
  return typeof needs === "object" && needs !== null && "any" in needs;
}

function keyOf(needs: Needs): string {
  return typeof needs === "string" ? needs : JSON.stringify(needs);
}

/** Words of nearly every program, which rule out little however long they are. */
const everywhere: ReadonlySet<string> = new Set(
  (
    "addEventListener class console constructor content data default error event export function import index items length " +
    "message module name object options params process prototype push request require response result self status " +
    "string text then this toString true type value"
  ).split(" "),
);

/** How much a need rules out: the longer its shortest literal, the more. Letters beyond ASCII do not count. */
function worth(needs: Needs): number {
  if (isAll(needs)) return Math.max(0, ...needs.all.map(worth));
  if (isAny(needs)) return Math.min(...needs.any.map(worth));
  const { text } = readLiteral(needs);
  if (/^[\u017F\u212A]/.test(text)) return Infinity;
  return everywhere.has(text) ? 0 : text.length;
}
