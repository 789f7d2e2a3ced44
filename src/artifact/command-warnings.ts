import { hasAskedFor, standingRules, warnsOf, wordsAbove } from "#artifact/prose-context.ts";
import type { Document, Node } from "#model/document.ts";

/** Says something of a command; to be asked in source order, linear over all of them. */
type OfCommands = (command: Node) => boolean;

/** Tells which commands of a shell text are shown rather than asked for: those below a heading, sentence or comment that forbids or warns. */
export function warnedCommands(document: Document): OfCommands {
  return wordsAbove(document).some(warnsOf) ? () => true : belowComments(document, warnsOf);
}

/**
 * Tells which commands a person has to agree to first: those below a sentence or a comment that says so, or with one on
 * their line, and those of which a rule of the text does that holds for all of it. `doing` is what the commands do.
 */
export function askedCommands(document: Document, doing: RegExp): OfCommands {
  const above = wordsAbove(document).at(-1);
  const isAsked =
    (above !== undefined && hasAskedFor(above)) || standingRules(document).some((rule) => doing.test(rule));
  if (isAsked) return () => true;
  const below = belowComments(document, hasAskedFor);
  const { text, comments } = document;
  let next = 0;
  return (command) => {
    const isBelow = below(command);
    while (next < comments.length && comments[next]!.start < command.end) next++;
    const beside = comments[next];
    if (isBelow || !beside || text.slice(command.end, beside.start).includes("\n")) return isBelow;
    return hasAskedFor(text.slice(beside.start, beside.end));
  };
}

/** A comment speaks of the commands that follow it up to an empty line. */
function belowComments({ text, comments }: Document, says: (words: string) => boolean): OfCommands {
  let next = 0;
  let cursor = 0;
  let holds = false;
  return ({ start }) => {
    if (start < cursor) return holds;
    if (/\n[ \t]*\r?\n/.test(text.slice(cursor, start))) holds = false;
    for (; next < comments.length && comments[next]!.start < start; next++) {
      const comment = comments[next]!;
      if (comment.start < cursor) continue;
      holds = says(text.slice(comment.start, comment.end)) && !/\n[ \t]*\r?\n/.test(text.slice(comment.end, start));
    }
    cursor = start;
    return holds;
  };
}
