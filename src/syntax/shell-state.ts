import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import type { ProblemSink } from "#syntax/problem.ts";

/** A word being read. */
export interface Word {
  readonly start: number;
  /** Its text without quotes, as far as it is known. */
  value: string;
  /** Holds until something in it depends on what the shell finds when it runs. */
  known: boolean;
  /** Holds if a part of it is quoted, so that it is no reserved word. */
  quoted: boolean;
  /** The variables that it is made of. */
  readonly variables: Node[];
}

/** A command being read. */
export interface Command {
  readonly start: number;
  readonly label: string;
  readonly words: Node[];
  /** Holds once it has a word that is neither an assignment before it nor a redirection: its name. */
  named: boolean;
  /** Holds if what looked like a command is none: the name of a function being defined. */
  dropped: boolean;
}

/** A here-document whose text starts after the next line break. */
export interface Heredoc {
  readonly command: Command | undefined;
  readonly delimiter: string;
  /** Holds for `<<-`, which strips tabs at the start of lines. */
  readonly tabs: boolean;
  /** Holds if variables in it are replaced: no part of the delimiter is quoted. */
  readonly expands: boolean;
}

/** A list of commands: the script, a subshell, what stands in `$(…)`, in backquotes, or between `case` and `esac`. */
export interface ListFrame {
  readonly kind: "list";
  readonly start: number;
  /** What ends it: `)`, a backquote, `esac`; empty for the script. */
  readonly close: string;
  /** Holds for the elements of an array, which are words of no command. */
  readonly array: boolean;
  /** The operator before the next command. */
  label: string;
  word: Word | undefined;
  command: Command | undefined;
  /** The operator that the next word is the target of, and where it stands. */
  redirect: { readonly operator: string; readonly start: number } | undefined;
  /** What is done with the next words: those of a `for` head are passed over, as are a function's name and a `case` head. */
  head: "for" | "case" | "function" | undefined;
  /** Holds between `case … in` or `;;` and the `)` that ends a pattern. */
  pattern: boolean;
  heredocs: Heredoc[];
}

/** A place within a word where other rules hold: double quotes, `${…}`, arithmetic up to a known offset. */
export interface InnerFrame {
  readonly kind: "quote" | "brace" | "arithmetic";
  readonly start: number;
  readonly end: number;
  /** The list whose word it is part of. */
  readonly list: ListFrame;
}

export type Frame = ListFrame | InnerFrame;

/** The state of reading one script. */
export interface Shell {
  readonly text: string;
  readonly problems: ProblemSink;
  readonly commands: Command[];
  readonly comments: Span[];
  readonly frames: Frame[];
  at: number;
  tooDeep: boolean;
  /** Offset of an opening parenthesis that follows another → offset of its closing one; made when first asked for. */
  parentheses: ReadonlyMap<number, number> | undefined;
  /** The offset of the last `}}`; no expression of a workflow that starts after it has an end. */
  readonly lastExpressionEnd: number;
}

/** Frames that may be open at once: beyond them, openers are taken as text. */
const deepestFrame = 100;

/** A fresh list of commands that starts at `start`. */
export function listFrame(start: number, close: string, label: string, array = false): ListFrame {
  return {
    kind: "list",
    start,
    close,
    array,
    label,
    word: undefined,
    command: undefined,
    redirect: undefined,
    head: undefined,
    pattern: false,
    heredocs: [],
  };
}

/** The list that the innermost frame is, or is part of. */
export function currentList(shell: Shell): ListFrame {
  const frame = shell.frames.at(-1);
  if (!frame) return listFrame(0, "", "");
  return frame.kind === "list" ? frame : frame.list;
}

/** Opens a frame; false, with a problem, where too many are open already. */
export function push(shell: Shell, frame: Frame): boolean {
  if (shell.frames.length >= deepestFrame) {
    const span = { start: frame.start, end: frame.start + 1 };
    if (!shell.tooDeep) shell.problems.add("too-deep", span, "Quotes or substitutions nested too deep");
    shell.tooDeep = true;
    return false;
  }
  shell.frames.push(frame);
  return true;
}

/** The word being read in `list`, begun at `start` if there is none. */
export function wordAt(list: ListFrame, start: number): Word {
  list.word ??= { start, value: "", known: true, quoted: false, variables: [] };
  return list.word;
}

/** The command being read in `list`, begun at `start` if there is none; none where words belong to no command. */
export function commandAt(shell: Shell, list: ListFrame, start: number): Command | undefined {
  if (list.array || list.head) return undefined;
  if (!list.command) {
    list.command = { start, label: list.label, words: [], named: false, dropped: false };
    shell.commands.push(list.command);
  }
  return list.command;
}

/** Adds source text that stands for itself to the word being read. */
export function addText(shell: Shell, from: number, to: number): void {
  const word = wordAt(currentList(shell), from);
  if (word.known) word.value += shell.text.slice(from, to);
}

/** Says that the word being read is not fully known; its command comes before the commands within it. */
export function addUnknown(shell: Shell, start: number): void {
  const list = currentList(shell);
  const word = wordAt(list, start);
  word.known = false;
  word.value = "";
  if (!list.redirect) commandAt(shell, list, word.start);
  else commandAt(shell, list, list.redirect.start);
}
