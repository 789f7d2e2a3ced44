import type { Node } from "#model/document.ts";
import { stringsOf } from "#model/tree.ts";

/**
 * The entries of a list: the items of a sequence, each of which may be several separated by commas; or those of one
 * string, separated by commas or white space. Neither separates inside parentheses.
 */
export function permissionEntries(node: Node | undefined): { readonly text: string; readonly node: Node }[] {
  const separator = node?.kind === "sequence" ? /,/ : /[,\s]/;
  return stringsOf(node).flatMap(({ text, node: entry }) =>
    splitEntries(text, separator).map((part) => ({ text: part.text, node: partOf(entry, text, part) })),
  );
}

/** The place of an entry inside a string that holds several; the whole string where it is not written as it is read. */
function partOf(node: Node, text: string, { text: part, start }: Entry): Node {
  const quotes = node.end - node.start - text.length;
  if (part.length === text.length || (quotes !== 0 && quotes !== 2)) return node;
  const from = node.start + quotes / 2 + start;
  return { kind: "string", value: part, start: from, end: from + part.length, children: [] };
}

interface Entry {
  readonly text: string;
  /** Offset in the text that holds it. */
  readonly start: number;
}

function splitEntries(text: string, separator: RegExp): Entry[] {
  const entries: Entry[] = [];
  let depth = 0;
  let start = 0;
  const end = (index: number) => {
    const raw = text.slice(start, index);
    const entry = raw.trim();
    if (entry !== "") entries.push({ text: entry, start: start + raw.indexOf(entry) });
    start = index + 1;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === "(") depth++;
    else if (character === ")" && depth > 0) depth--;
    else if (depth === 0 && separator.test(character)) end(index);
  }
  end(text.length);
  return entries;
}
