/** A word, or one character that is neither of a word nor blank. Offsets are UTF-16 offsets into the text. */
export interface TextToken {
  readonly start: number;
  readonly end: number;
  /** 0-based. */
  readonly line: number;
  readonly text: string;
}

/** A run of tokens that belong together: lines indented further than the one before, or what a pair of brackets holds. */
export interface TextBlock {
  /** Index of the first token. */
  readonly start: number;
  /** Index after the last token. */
  readonly end: number;
  readonly parent: number;
}

/** A text as nested blocks of tokens. Block 0 is the whole text. */
export interface TextBlocks {
  readonly tokens: readonly TextToken[];
  readonly blocks: readonly TextBlock[];
  /** By token: the innermost block that holds it. */
  readonly blockOf: readonly number[];
  /** By token: the block that starts with it, other than the whole text; -1 if none does. */
  readonly startsBlock: readonly number[];
}

/** The tokens of one line, and how far it is indented. */
interface TextLine {
  readonly indent: number;
  readonly first: number;
  readonly end: number;
}

/** A block while its end is not known. */
interface OpenBlock {
  readonly start: number;
  end: number;
}

/** Reads `text` as blocks; `tokenPattern` is global and finds one token at a time, or a line break. */
export function readBlocks(text: string, tokenPattern: RegExp, pairsBrackets: boolean): TextBlocks {
  const tokens: TextToken[] = [];
  const lines: TextLine[] = [];
  let line = 0;
  let lineStart = 0;
  let first = 0;
  const endLine = () => {
    const token = tokens[first];
    if (token) lines.push({ indent: indentOf(text, lineStart), first, end: tokens.length });
    first = tokens.length;
    line++;
  };
  for (const found of text.matchAll(tokenPattern)) {
    const end = found.index + found[0].length;
    if (found[0].endsWith("\n")) {
      endLine();
      lineStart = end;
    } else {
      tokens.push({ start: found.index, end, line, text: found[0] });
    }
  }
  endLine();
  const open = blocksOfIndentation(lines);
  if (pairsBrackets) for (const each of lines) for (const block of blocksOfBrackets(tokens, each)) open.push(block);
  return nest(tokens, open);
}

/** A tab counts as eight. */
function indentOf(text: string, from: number): number {
  let indent = 0;
  for (let index = from; text[index] === " " || text[index] === "\t"; index++) indent += text[index] === "\t" ? 8 : 1;
  return indent;
}

/** Lines that are indented further than the line that the block before began with, up to one that is not. */
function blocksOfIndentation(lines: readonly TextLine[]): OpenBlock[] {
  const closed: OpenBlock[] = [];
  const open: (OpenBlock & { readonly indent: number })[] = [];
  for (const { indent, first, end } of lines) {
    while (open.length > 0 && open.at(-1)!.indent > indent) open.pop();
    if (indent > (open.at(-1)?.indent ?? 0)) {
      const block = { start: first, end, indent };
      open.push(block);
      closed.push(block);
    }
    for (const block of open) block.end = end;
  }
  return closed;
}

const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/** What stands between brackets that close in their own line; brackets that do not pair are ordinary characters. */
function blocksOfBrackets(tokens: readonly TextToken[], { first, end }: TextLine): OpenBlock[] {
  const blocks: OpenBlock[] = [];
  const open: { readonly closer: string; readonly at: number }[] = [];
  for (let index = first; index < end; index++) {
    const { text } = tokens[index]!;
    const closer = closers.get(text);
    if (closer !== undefined) open.push({ closer, at: index });
    else if (open.at(-1)?.closer === text) {
      const { at } = open.pop()!;
      if (at + 1 < index) blocks.push({ start: at + 1, end: index });
    }
  }
  return blocks;
}

/** Numbers the blocks from the outside in and says for each token where it belongs. */
function nest(tokens: readonly TextToken[], found: OpenBlock[]): TextBlocks {
  found.sort((left, right) => left.start - right.start || right.end - left.end);
  const blocks: TextBlock[] = [{ start: 0, end: tokens.length, parent: -1 }];
  const blockOf: number[] = [];
  const startsBlock: number[] = [];
  let current = 0;
  let next = 0;
  for (let index = 0; index < tokens.length; index++) {
    while (blocks[current]!.end <= index) current = blocks[current]!.parent;
    startsBlock.push(-1);
    for (let block = found[next]; block?.start === index; block = found[++next]) {
      blocks.push({ start: block.start, end: block.end, parent: current });
      current = blocks.length - 1;
      startsBlock[index] = current;
    }
    blockOf.push(current);
  }
  return { tokens, blocks, blockOf, startsBlock };
}
