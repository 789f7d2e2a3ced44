/** An inline code span: where its backticks start and end, and where its content lies between them. */
export interface CodeSpan {
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
}

const none: readonly CodeSpan[] = [];

/** The code spans of `text` in source order: a run of backticks and the next run of the same length. Linear. */
export function codeSpansOf(text: string): readonly CodeSpan[] {
  if (!text.includes("`")) return none;
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ start: match.index, length: match[0].length }));
  const next = nextOfSameLength(runs);
  const spans: CodeSpan[] = [];
  for (let index = 0; index < runs.length; index++) {
    const open = runs[index];
    const closing = next[index];
    const close = closing === undefined ? undefined : runs[closing];
    if (!open || !close || closing === undefined || isEscaped(text, open.start)) continue;
    spans.push(spanBetween(text, open.start + open.length, close.start, open.length));
    index = closing;
  }
  return spans;
}

function nextOfSameLength(runs: readonly { readonly length: number }[]): (number | undefined)[] {
  const latest = new Map<number, number>();
  const next: (number | undefined)[] = [];
  for (let index = runs.length - 1; index >= 0; index--) {
    const length = runs[index]?.length ?? 0;
    next[index] = latest.get(length);
    latest.set(length, index);
  }
  return next;
}

function isEscaped(text: string, at: number): boolean {
  return text[at - 1] === "\\" && text[at - 2] !== "\\";
}

/** One space at each end is padding, where the content is more than spaces. */
function spanBetween(text: string, from: number, to: number, ticks: number): CodeSpan {
  const padded = to - from > 2 && isSpace(text, from) && isSpace(text, to - 1);
  const pad = padded && text.slice(from, to).trim() !== "" ? 1 : 0;
  return { start: from - ticks, end: to + ticks, contentStart: from + pad, contentEnd: to - pad };
}

function isSpace(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 32 || unit === 10;
}
