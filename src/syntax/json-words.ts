import type { Span } from "#model/location.ts";

/** Words that stand as values: what a template leaves to be filled in, or somebody forgot to quote. */
export function bareWords(text: string): Span[] {
  const token = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[A-Za-z_$][\w$.-]*/g;
  const words: Span[] = [];
  for (const found of text.matchAll(token)) {
    const end = found.index + found[0].length;
    if (/^["']/.test(found[0]) || known.has(found[0]) || isKey(text, end)) continue;
    words.push({ start: found.index, end });
  }
  return words;
}

const known: ReadonlySet<string> = new Set(["true", "false", "null", "NaN", "Infinity"]);

function isKey(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? "")) at++;
  return text[at] === ":";
}

/** The text with every word replaced by a value of the same length that JSON can read. */
export function withoutWords(text: string, words: readonly Span[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of words) {
    parts.push(text.slice(from, start), end - start === 1 ? "0" : `"${"_".repeat(end - start - 2)}"`);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join("");
}
