import { warnsOf, wordsAbove } from "#artifact/prose-context.ts";
import type { Document, Node } from "#model/document.ts";

/**
 * Tells which commands of a shell text are shown rather than asked for: those below a heading, sentence or comment that
 * forbids or warns. A comment speaks of the commands that follow it up to an empty line. The function that is returned
 * is to be asked in source order; it is linear over all of them.
 */
export function warnedCommands(document: Document): (command: Node) => boolean {
  if (wordsAbove(document).some(warnsOf)) return () => true;
  const { text, comments } = document;
  let next = 0;
  let cursor = 0;
  let warned = false;
  return ({ start }) => {
    if (start < cursor) return warned;
    if (/\n[ \t]*\r?\n/.test(text.slice(cursor, start))) warned = false;
    for (; next < comments.length && comments[next]!.start < start; next++) {
      const comment = comments[next]!;
      if (comment.start < cursor) continue;
      warned = warnsOf(text.slice(comment.start, comment.end)) && !/\n[ \t]*\r?\n/.test(text.slice(comment.end, start));
    }
    cursor = start;
    return warned;
  };
}
