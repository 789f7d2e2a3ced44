import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { leaf } from "#syntax/node.ts";

/** The parts of a code block, as offsets of one text. */
export interface FenceParts extends Span {
  /** Its lines without what the blocks around it put before them, in order. */
  readonly code: Span[];
  /** What stands after the opening fence. */
  info: Span | undefined;
}

/** The node of a fenced or indented code block of `text`, which stands at `base` of its file. */
export function fenceOf(text: string, base: number, parts: FenceParts): Node {
  const indent = indentOf(text, parts);
  let value = parts.code.map(({ start, end }) => text.slice(start, end)).join("");
  if (value.includes("\r")) value = value.replaceAll("\r\n", "\n").replace(/\r$/, "");
  if (indent > 0) value = value.replace(new RegExp(`(^|\\n) {1,${indent}}`, "g"), "$1");
  const label = parts.info ? labelOf(text.slice(parts.info.start, parts.info.end)) : "";
  return { ...leaf("fence", { start: base + parts.start, end: base + parts.end }, value), label };
}

/** The language an info string names: its first word, without the braces and attributes that some dialects put around it. */
function labelOf(info: string): string {
  const word = info.slice(0, 200).replace(/^[{.\s]+/, "");
  return (/^[^\s{}:,=]*/.exec(word)?.[0] ?? "").toLowerCase();
}

/** Spaces that the opening fence is indented by, which its lines need not carry. */
function indentOf(text: string, { start, code }: FenceParts): number {
  const first = code[0];
  if (!first || (text.charCodeAt(start) !== 96 && text.charCodeAt(start) !== 126)) return 0;
  let from = first.start;
  while (from < first.end && text.charCodeAt(from) === 10) from++;
  const column = start - text.lastIndexOf("\n", start - 1);
  return Math.max(0, Math.min(3, column - (from - text.lastIndexOf("\n", from - 1))));
}
