import { areReference, leavesToPerson, namesKinds } from "#artifact/command-audience.ts";
import { areCounterexamples, labelledFromAfar, showingOf, stopsFlag } from "#artifact/counterexamples.ts";
import { carriesOutPlan, hasAskedFor, standingRules } from "#artifact/prose-agreement.ts";
import { aboutOf, markdownHost, paragraphsAbove, warnsOf, wordsAbove } from "#artifact/prose-context.ts";
import { isWithinShown } from "#artifact/shown-texts.ts";
import type { CommandLine } from "#artifact/command-words.ts";
import type { Document, Node } from "#model/document.ts";

/** Says something of a command; to be asked in source order, linear over all of them. */
type OfCommands = (command: Node) => boolean;

/**
 * Tells which commands of a shell text are shown rather than asked for: those below a heading, sentence or comment that
 * forbids or warns, or below a label and what explains it, those that a person is told to run, those of a reference that name no
 * thing, and those of a text that is shown as a whole.
 */
export function warnedCommands(document: Document): OfCommands {
  const host = markdownHost(document);
  if (host && !runsUnread(host) && isWithinShown(host.document, host.offsets.outer[0] ?? 0)) return () => true;
  const words = wordsAbove(document);
  const nearest = [words.findLast(({ isHeading }) => isHeading), words.at(-1)];
  if (words.some(({ text }) => warnsOf(text)) || nearest.some((one) => one && leavesToPerson(one.text)))
    return () => true;
  const below = belowComments(document, (comment) => warnsOf(comment) || leavesToPerson(comment));
  const isReference = areReference(words);
  const isLabelled = labelledWrong(document);
  return (command) =>
    isLabelled(command) ||
    below(command) === true ||
    (isReference && namesKinds(document.text.slice(command.start, command.end)));
}

/** Tells which commands a label further above calls wrong, unless a comment in their block calls them right. */
function labelledWrong(document: Document): OfCommands {
  const host = markdownHost(document);
  if (!host || runsUnread(host) || labelledFromAfar(paragraphsAbove(document)) !== "counterexample") return () => false;
  const showing = commentsShowing(document);
  return (command) => showing(command) !== "example";
}

/** What the comments beside or above a command make of it. */
function commentsShowing(document: Document): SaidOf<ReturnType<typeof showingOf>> {
  const below = belowComments<ReturnType<typeof showingOf>>(document, (words, before) => showingOf(words) ?? before);
  const beside = besideComments(document, showingOf);
  return (command) => [beside(command), below(command)].find((said) => said !== undefined);
}

/**
 * Tells which commands of a block in a Markdown text are shown as what must not be run: the nearest comment, sentence or
 * heading that judges them says so. Scripts run what they hold, whatever they say of it, and so do blocks that run before
 * anybody reads them. To be asked in source order.
 */
export function counterexamples(document: Document): OfCommands {
  const host = markdownHost(document);
  if (!host || runsUnread(host)) return () => false;
  const above = areCounterexamples(wordsAbove(document), paragraphsAbove(document));
  const said = commentsShowing(document);
  return (command) => {
    const showing = said(command);
    return showing === undefined ? above : showing === "counterexample";
  };
}

/** Tells which commands have a flag that the text around them says it is there to stop; its author says so, nobody else. */
export function stoppedCommands(document: Document): (line: CommandLine) => boolean {
  const host = markdownHost(document);
  if (!host) return () => false;
  const about = aboutOf(host.document);
  return ({ words }) => words.some(({ text }) => text.startsWith("--") && stopsFlag(about, text));
}

/** Holds for code that runs before the model sees the text: a fence labelled `!`, and code behind one. */
function runsUnread({ document, offsets }: NonNullable<Document["host"]>): boolean {
  const start = offsets.outer[0] ?? 0;
  return /!`{1,3}$|```!\s*$/.test(document.text.slice(Math.max(start - 20, 0), start));
}

/**
 * Tells which commands a person has to agree to first: those below a sentence or a comment that says so, or with one on
 * their line, those of which a rule of the text does that holds for all of it, and those that carry out a plan which was
 * agreed to before. `doing` is what the commands do.
 */
export function askedCommands(document: Document, doing: RegExp): OfCommands {
  const above = wordsAbove(document).at(-1)?.text;
  const isAsked =
    (above !== undefined && hasAskedFor(above)) ||
    standingRules(document).some((rule) => doing.test(rule)) ||
    carriesOutPlan(document, doing);
  if (isAsked) return () => true;
  const below = belowComments(document, hasAskedFor);
  const beside = besideComments(document, hasAskedFor);
  return (command) => [below(command), beside(command)].includes(true);
}

/** What is said of a command; to be asked in source order, linear over all of them. */
type SaidOf<Said> = (command: Node) => Said | undefined;

/** What the comment behind a command on its line says of it. */
function besideComments<Said>({ text, comments }: Document, says: (words: string) => Said): SaidOf<Said> {
  let next = 0;
  return ({ end }) => {
    while (next < comments.length && comments[next]!.start < end) next++;
    const comment = comments[next];
    if (!comment || text.slice(end, comment.start).includes("\n")) return undefined;
    return says(text.slice(comment.start, comment.end));
  };
}

/**
 * What the comments above a command say of it: one speaks of the commands that follow it up to an empty line. `before`
 * is what the comment before says, where no command stands between the two.
 */
function belowComments<Said>(
  { text, comments }: Document,
  says: (words: string, before: Said | undefined) => Said | undefined,
): SaidOf<Said> {
  let next = 0;
  let cursor = 0;
  let said: Said | undefined;
  return ({ start }) => {
    if (start < cursor) return said;
    if (/\n[ \t]*\r?\n/.test(text.slice(cursor, start))) said = undefined;
    let before: Said | undefined;
    for (; next < comments.length && comments[next]!.start < start; next++) {
      const comment = comments[next]!;
      if (comment.start < cursor || isBeside(comment, text)) continue;
      before = says(text.slice(comment.start, comment.end), before);
      said = /\n[ \t]*\r?\n/.test(text.slice(comment.end, start)) ? undefined : before;
    }
    cursor = start;
    return said;
  };
}

/** How much of a line is looked at for what stands before a comment. */
const lineHead = 300;

/** Holds for a comment behind a command: it speaks of that one. */
function isBeside({ start }: Document["comments"][number], text: string): boolean {
  const head = text.slice(Math.max(start - lineHead, 0), start);
  return /\S/.test(head.slice(head.lastIndexOf("\n") + 1));
}
