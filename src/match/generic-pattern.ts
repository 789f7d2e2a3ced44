import { type TextBlocks, readBlocks } from "#match/text-blocks.ts";

/** What a text must hold next. */
export type TextPattern =
  | { readonly type: "word"; readonly text: string }
  | { readonly type: "metavariable"; readonly name: string }
  /** Any tokens; `name` binds their text. */
  | { readonly type: "dots"; readonly name?: string }
  /** Lines indented further: they match a block of the text as a whole. */
  | { readonly type: "block"; readonly items: readonly TextPattern[] };

/** Reads a pattern of generic mode: words, punctuation, `...`, `$X`, `$...X`; indentation nests, brackets do not. */
export function readTextPattern(source: string): readonly TextPattern[] {
  const token = /\r?\n|\.{4,}|\.\.\.|\$\.\.\.[A-Z]\w*|\$[A-Z]\w*|\w+|[^ \t]/g;
  const blocks = readBlocks(source, token, false);
  return itemsOf(blocks, 0);
}

/** The items of one block; patterns are short, so its inner blocks are read by recursion. */
function itemsOf(source: TextBlocks, block: number): TextPattern[] {
  const { start, end } = source.blocks[block]!;
  const items: TextPattern[] = [];
  for (let index = start; index < end;) {
    const inner = source.startsBlock[index]!;
    if (inner > block && source.blocks[inner]!.parent === block) {
      items.push({ type: "block", items: itemsOf(source, inner) });
      index = source.blocks[inner]!.end;
    } else {
      items.push(...readToken(source.tokens[index]!.text));
      index++;
    }
  }
  return items;
}

function readToken(text: string): TextPattern[] {
  if (text === "...") return [{ type: "dots" }];
  if (text.startsWith("$...")) return [{ type: "dots", name: text }];
  if (/^\$[A-Z]/.test(text)) return [{ type: "metavariable", name: text }];
  if (text.startsWith("....")) return Array.from(text, () => ({ type: "word", text: "." }));
  return [{ type: "word", text }];
}

/** Holds if a pattern has two ellipses side by side of which the second binds: where the first ends nobody could say. */
export function hasAmbiguousDots(items: readonly TextPattern[]): boolean {
  return items.some((item, index) => {
    if (item.type === "block") return hasAmbiguousDots(item.items);
    return item.type === "dots" && item.name !== undefined && items[index - 1]?.type === "dots";
  });
}

/** The words and characters that a text must hold to match. */
export function constantsOf(items: readonly TextPattern[]): string[] {
  return items.flatMap((item) => {
    if (item.type === "block") return constantsOf(item.items);
    return item.type === "word" ? [item.text] : [];
  });
}

/** Holds if the pattern matches no text at all. */
export function matchesNothing(items: readonly TextPattern[]): boolean {
  return items.every((item) => item.type === "dots" || (item.type === "block" && matchesNothing(item.items)));
}
