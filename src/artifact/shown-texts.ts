import type { Document } from "#model/document.ts";

/** A line that opens or closes a block of code: its marks, and what the block is called. */
const fence = /^[ \t>]*(`{3,20}|~{3,20})[ \t]*([\w+.-]{0,30})[^`\n]{0,200}$/;

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
 * Holds if a place of a Markdown text is within a Markdown text that it shows. Blocks within one are often written with
 * as many marks as it has, so that by the letter the first of them ends it: here it ends where its own marks do.
 */
export function isWithinShown(document: Document, offset: number): boolean {
  let shown = shownOf.get(document);
  if (!shown) {
    shown = document.text.includes("markdown") || /[`~]{3}md\b/.test(document.text) ? shownTexts(document.text) : [];
    shownOf.set(document, shown);
  }
  return shown.some(({ from, to }) => from <= offset && offset < to);
}

/** The block that is read: where it starts, whether it is Markdown, and whether a block within it is open. */
interface Block {
  readonly from: number;
  readonly marks: string;
  readonly isMarkdown: boolean;
  isInner: boolean;
}

interface Title {
  readonly level: number;
  readonly shows: boolean;
}

function shownTexts(text: string): Shown[] {
  const found: Shown[] = [];
  const titles: Title[] = [];
  let block: Block | undefined;
  let start = 0;
  for (const line of text.split("\n")) {
    const [, marks, label] = fence.exec(line) ?? [];
    const end = start + line.length;
    if (marks !== undefined) {
      const next = afterFence(block, { marks, label: label ?? "", from: start });
      if (block?.isMarkdown && !next && titles.some(({ shows }) => shows)) found.push({ from: block.from, to: end });
      block = next;
    } else if (!block) {
      addTitle(heading.exec(line), titles);
    }
    start = end + 1;
  }
  return found;
}

/** A heading ends those of its level and of deeper ones. */
function addTitle(found: RegExpExecArray | null, titles: Title[]): void {
  if (!found) return;
  const [, { length: level }, words] = found as unknown as readonly [string, string, string];
  while ((titles.at(-1)?.level ?? 0) >= level) titles.pop();
  titles.push({ level, shows: showing.test(words) });
}

/** The block that is open after a line of marks. */
function afterFence(
  block: Block | undefined,
  { marks, label, from }: { readonly marks: string; readonly label: string; readonly from: number },
): Block | undefined {
  if (!block) return { from, marks, isMarkdown: /^(?:md|markdown)$/i.test(label), isInner: false };
  if (label !== "") return block.isMarkdown ? { ...block, isInner: true } : block;
  if (block.isInner) return { ...block, isInner: false };
  const closes = marks[0] === block.marks[0] && marks.length >= block.marks.length;
  return closes ? undefined : block;
}
