import { codeSpansOf } from "#syntax/code-span.ts";
import { addComment, addSentences, type ProseSink } from "#syntax/sentence.ts";

/** Tags at which what was said ends; all other tags stand within a sentence. */
const blockTag =
  /^<\/?(?:address|article|aside|blockquote|br|caption|center|dd|details|dialog|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)\b/i;

/** The sentences of an HTML block: tags dropped, comments kept as what they are. A comment without end hides the rest. */
export function addHtml(text: string, base: number, sink: ProseSink): void {
  let from = 0;
  for (let open = text.indexOf("<!--"); open >= 0; open = text.indexOf("<!--", from)) {
    addMarkup(text.slice(from, open), base + from, sink);
    const close = text.indexOf("-->", open + 4);
    const end = close < 0 ? text.length : close;
    from = close < 0 ? end : close + 3;
    addComment(text.slice(open + 4, end), { start: base + open, end: base + from }, sink);
  }
  addMarkup(text.slice(from), base + from, sink);
}

function addMarkup(text: string, base: number, sink: ProseSink): void {
  const code = codeSpansOf(text);
  let from = 0;
  let passed = 0;
  let piece = "";
  const flush = (next: number): void => {
    if (piece.trim() !== "") addSentences({ text: piece, base: base + next - piece.length }, sink);
    piece = "";
  };
  for (const match of text.matchAll(/<[/?!]?[A-Za-z][^<>]*>/g)) {
    while ((code[passed]?.end ?? text.length) <= match.index) passed++;
    if ((code[passed]?.start ?? text.length) < match.index) continue;
    piece += text.slice(from, match.index);
    from = match.index + match[0].length;
    if (blockTag.test(match[0])) flush(match.index);
    else piece += " ".repeat(match[0].length);
  }
  piece += text.slice(from);
  flush(text.length);
}
