import { controlPlaneTarget } from "#artifact/permission-pattern.ts";
import { secretFileOf } from "#artifact/secret-files.ts";
import { programOf, type CommandLine, type Word } from "#artifact/command-words.ts";

/** A test on one word. */
type WordTest = (text: string) => boolean;

/** A test on the words of a command after those that name it. */
export type WordsTest = (words: readonly Word[]) => boolean;

/** Compiles a `|`-separated set of words, each of which may have `*` for any characters. */
export function wordTest(pattern: string): WordTest {
  const tests = pattern.split("|").map(alternativeTest);
  return (text) => tests.some((test) => test(text));
}

function alternativeTest(alternative: string): WordTest {
  if (!alternative.includes("*")) return (text) => text === alternative;
  const parts = alternative.split("*");
  return (text) => matchesParts(parts, text);
}

/** Holds if the text is the parts in order with anything between them: every part is looked for once, left to right. */
function matchesParts(parts: readonly string[], text: string): boolean {
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}

/**
 * Compiles one entry of `with` or `without`. `/re/` holds of a word; `$control`, `$control-last` and `$secret` of a
 * path that is part of an agent's control plane, or a file of credentials; the rest are alternatives: flags, flags with
 * values, words.
 */
export function wordsTest(entry: string): WordsTest {
  const regex = /^\/(.*)\/(i?)$/s.exec(entry);
  if (regex) {
    const expression = new RegExp(regex[1]!, `u${regex[2]!}`);
    return (words) => words.some(({ text }) => expression.test(text));
  }
  if (entry === "$control") return (words) => words.some(({ text }) => controlledPart(text) !== undefined);
  if (entry === "$control-last") return (words) => controlledPart(lastOperand(words)) !== undefined;
  if (entry === "$secret") return (words) => words.some(({ text }) => secretFileOf(text) !== undefined);
  const tests = flagAlternatives(entry);
  return (words) => tests.some((test) => test(words));
}

/** The part of an agent's control plane that a path names, unless it is a copy put aside. */
export function controlledPart(path: string): string | undefined {
  return /\.(bak|backup|orig|old|tmp)([.\-_~].{0,100})?$/i.test(path) ? undefined : controlPlaneTarget(path);
}

/** The last word that is no flag. */
export function lastOperand(words: readonly Word[]): string {
  return words.findLast(({ text }) => !text.startsWith("-"))?.text ?? "";
}

/** An alternative that is no flag goes on with the values of the flag before it: `--role=owner|editor`. */
function flagAlternatives(entry: string): WordsTest[] {
  const tests: WordsTest[] = [];
  let valued: { readonly flag: string; readonly values: WordTest[] } | undefined;
  for (const alternative of entry.split("|")) {
    const split = alternative.startsWith("-") ? alternative.indexOf("=") : -1;
    if (split > 0) {
      const values = [alternativeTest(alternative.slice(split + 1))];
      const flag = alternative.slice(0, split);
      valued = { flag, values };
      tests.push((words) => flagValues(words, flag).some((value) => values.some((test) => test(value))));
    } else if (alternative.startsWith("-")) {
      valued = undefined;
      tests.push(hasFlag(alternative));
    } else if (valued) valued.values.push(alternativeTest(alternative));
    else {
      const test = alternativeTest(alternative);
      tests.push((words) => words.some(({ text }) => test(text)));
    }
  }
  return tests;
}

/** A flag by its name, with a value behind `=` or not; a letter also within a group of letters (`-anm`). */
function hasFlag(flag: string): WordsTest {
  if (flag.includes("*")) {
    const test = alternativeTest(flag);
    return (words) => words.some(({ text }) => test(text));
  }
  const letter = /^-([A-Za-z])$/.exec(flag)?.[1];
  return (words) =>
    words.some(
      ({ text }) =>
        text === flag ||
        text.startsWith(`${flag}=`) ||
        (letter !== undefined && /^-[A-Za-z]{2,4}$/.test(text) && text.includes(letter)),
    );
}

/** The values of a flag: behind `=`, or the next word. */
export function flagValues(words: readonly Word[], flag: string): string[] {
  const values: string[] = [];
  words.forEach(({ text }, index) => {
    if (text.startsWith(`${flag}=`)) values.push(text.slice(flag.length + 1));
    else if (text === flag && words[index + 1]) values.push(words[index + 1]!.text);
  });
  return values;
}

/** One part of `argv`: the program and its sub-commands, as tests. */
export interface Segment {
  /** Names of the program; undefined where one has a wildcard. */
  readonly programs: readonly string[] | undefined;
  readonly program: WordTest;
  /** The words that must follow in this order; undefined stands for `...`. */
  readonly rest: readonly (WordTest | undefined)[];
}

/** Compiles the words of one command in `argv`. */
export function segmentOf(words: readonly string[]): Segment {
  const [program = "", ...rest] = words;
  const names = program.split("|");
  return {
    programs: names.some((name) => name.includes("*")) ? undefined : names,
    program: wordTest(program),
    rest: rest.map((word) => (word === "..." ? undefined : wordTest(word))),
  };
}

/** The words after those that the segment names; undefined if the command is another one. */
export function matchSegment(segment: Segment, { program, run }: CommandLine): readonly Word[] | undefined {
  if (!segment.program(program)) return undefined;
  let at = 1;
  let anywhere = false;
  for (const test of segment.rest) {
    if (!test) {
      anywhere = true;
      continue;
    }
    const found = nextWord(run, at, test, anywhere);
    if (found === undefined) return undefined;
    at = found + 1;
    anywhere = false;
  }
  return run.slice(at);
}

/** The index of the awaited word: next, but for flags and one value after each, or anywhere further on. */
function nextWord(words: readonly Word[], from: number, test: WordTest, anywhere: boolean): number | undefined {
  let value = false;
  for (let index = from; index < words.length; index++) {
    const { text } = words[index]!;
    if (test(text) || (index === 0 && test(programOf(text)))) return index;
    if (text.startsWith("-")) value = !text.includes("=");
    else if (anywhere) continue;
    else if (value) value = false;
    else return undefined;
  }
  return undefined;
}
