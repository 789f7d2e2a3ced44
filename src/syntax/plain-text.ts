import type { Span } from "#model/location.ts";
import type { CodeSpan } from "#syntax/code-span.ts";

/** What emphasis may start before: a word, a quote, an opening bracket, a code span, a variable. */
const openBefore = /[\p{L}\p{N}"'“‘([{`<@#$!?.&+~\p{S}]/u;
/** What emphasis may end after. */
const closeAfter = /[\p{L}\p{N}"'”’)\]}`>.!?%…:;,~+\p{S}]/u;
const edgeBefore = /[\s([{"'“‘—–\-:,;|]/;
const edgeAfter = /[\s.,;:!?)\]}"'”’—–\-|/]/;

/**
 * The text of a sentence: white space folded and emphasis markers at the edges of words dropped; code spans, links and
 * all else stay as written.
 */
export function plainText(text: string, { start, end }: Span, code: readonly CodeSpan[]): string {
  const whole = text.slice(start, end);
  if (!/[*_\n\t\r]|\s\s/.test(whole)) return whole;
  const parts: string[] = [];
  let from = start;
  for (const span of code) {
    parts.push(withoutEmphasis(text, from, span.start), text.slice(span.start, span.end));
    from = span.end;
  }
  parts.push(withoutEmphasis(text, from, end));
  return parts.join("").replace(/\s+/g, " ").trim();
}

function withoutEmphasis(text: string, from: number, to: number): string {
  const piece = text.slice(from, to);
  if (!piece.includes("*") && !piece.includes("_")) return piece;
  return piece.replace(/[*_]+/g, (run, at: number) => {
    const left = text[from + at - 1] ?? " ";
    const right = text[from + at + run.length] ?? " ";
    const opens = edgeBefore.test(left) && openBefore.test(right);
    return opens || closes(run, left, right) ? "" : run;
  });
}

/** A run after a word closes; a wildcard such as `tool__*` or `git:*` is none. */
function closes(run: string, left: string, right: string): boolean {
  if (!closeAfter.test(left) || !edgeAfter.test(right)) return false;
  if (run.startsWith("__") && run.endsWith("*")) return false;
  return left !== ":" || run.length > 1 || right === " ";
}
