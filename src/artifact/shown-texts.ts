import type { Document } from "#model/document.ts";

/** A line that opens or closes a block of code: its marks, and what the block is called. */
const fence = /^[ \t>]{0,40}(`{3,20}|~{3,20})[ \t]{0,40}([\w+.-]{0,30})[^`\n]{0,200}$/;

const heading = /^(#{1,6})[ \t]+(.{0,200})/;

/** Headings of whole texts that are shown. */
const showing = /\b(?:examples?|samples?|outputs?|templates?|transcripts?)\b/i;

/** A text within a text: a block of Markdown that stands below a heading which says that it is shown. */
interface Shown {
  readonly from: number;
  readonly to: number;
}

const shownOf = new WeakMap<Document, readonly Shown[]>();

/**
 * Holds if a place of a Markdown text may be within a Markdown text that it shows. Blocks within one are often written
 * with as many marks as it has, so that by the letter the first of them ends it: here it ends where its own marks do,
 * unless words stand between the two outside of any block. Those are told.
 */
export function isWithinShown(document: Document, offset: number): boolean {
  let shown = shownOf.get(document);
  if (!shown) {
    shown = document.text.includes("markdown") || /[`~]{3}md\b/.test(document.text) ? shownTexts(document.text) : [];
    shownOf.set(document, shown);
  }
  return shown.some(({ from, to }) => from <= offset && offset < to);
}

/** A line of a text: of marks, or of words. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly marks?: string;
  readonly label: string;
}

/** The block that is read: where it starts, whether it is Markdown, and whether a block within it is open. */
interface Block {
  readonly from: number;
  readonly marks: string;
  readonly isMarkdown: boolean;
  readonly isInner: boolean;
  /** Marks of the block that is open by the letter, if one is. */
  readonly open: string | undefined;
}

interface Title {
  readonly level: number;
  readonly shows: boolean;
}

function shownTexts(text: string): Shown[] {
  const found: Shown[] = [];
  const titles: Title[] = [];
  let block: Block | undefined;
  for (const line of linesOf(text)) {
    if (block) {
      const next = afterLine(block, line);
      if (!next && block.isMarkdown && titles.some(({ shows }) => shows))
        found.push({ from: block.from, to: line.end });
      block = next === "told" ? undefined : next;
      if (next !== "told") continue;
    }
    if (line.marks === undefined) addTitle(heading.exec(line.text), titles);
    else block = opened(line, line.marks);
  }
  return found;
}

function* linesOf(text: string): Generator<Line> {
  let start = 0;
  for (const line of text.split("\n")) {
    const [, marks, label = ""] = fence.exec(line) ?? [];
    const end = start + line.length;
    yield { start, end, text: line, label, ...(marks === undefined ? {} : { marks }) };
    start = end + 1;
  }
}

/** A heading ends those of its level and of deeper ones. */
function addTitle(found: RegExpExecArray | null, titles: Title[]): void {
  if (!found) return;
  const [, { length: level }, words] = found as unknown as readonly [string, string, string];
  while ((titles.at(-1)?.level ?? 0) >= level) titles.pop();
  titles.push({ level, shows: showing.test(words) });
}

function opened({ start, label }: Line, marks: string): Block {
  return { from: start, marks, isMarkdown: /^(?:md|markdown)$/i.test(label), isInner: false, open: marks };
}

function closes(marks: string, open: string): boolean {
  return marks[0] === open[0] && marks.length >= open.length;
}

/** The block that is open after a line, none where it ends there, or `told` where by the letter the line is in none. */
function afterLine(block: Block, { text, marks, label }: Line): Block | "told" | undefined {
  if (marks === undefined) return block.open === undefined && /\S/.test(text) ? "told" : block;
  const ending = block.open !== undefined && label === "" && closes(marks, block.open);
  const open = ending ? undefined : (block.open ?? marks);
  if (label !== "") return block.isMarkdown ? { ...block, open, isInner: true } : block;
  if (block.isInner) return { ...block, open, isInner: false };
  return closes(marks, block.marks) ? undefined : { ...block, open };
}
