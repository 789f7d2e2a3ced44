import { controlledPart, flagValues, lastOperand, wordsTest } from "#artifact/command-pattern.ts";
import type { CommandMatch } from "#artifact/command-model.ts";
import type { CommandLine, Word } from "#artifact/command-words.ts";
import { hostOf } from "#artifact/credential-facts.ts";
import { isStandInReference } from "#artifact/installed-name.ts";
import { secretFileOf } from "#artifact/secret-files.ts";
import { excerpt } from "#artifact/subject.ts";
import { maskCommand, maskWords } from "#secrets/command-text.ts";

/** A placeholder of a row, resolved. */
interface Filling {
  readonly value: string | boolean;
  /** Holds if it is only known when the command runs. */
  readonly open: boolean;
}

/** A fact's key and value with the words of the command filled in. */
export interface Filled {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Holds if a word that was filled in depends on the run. */
  readonly open: boolean;
}

const placeholder = /\$(--?[\w-]+(?:\|--?[\w-]+)*|[1-9]|[a-z]+(?:-[a-z]+)*)/g;

/**
 * Fills in what `$…` stands for. What the command does not say is left out of the value and is `*` in the key.
 * `source` is the text that the command is written in.
 */
export function filled(match: CommandMatch, line: CommandLine, source: string): Filled {
  const { fact } = match.model;
  const fillings = new Map<string, Filling | undefined>();
  const resolve = (name: string) => {
    if (!fillings.has(name)) fillings.set(name, fillingOf(name, { match, line, source }));
    return fillings.get(name);
  };
  const key = fact.key.replace(placeholder, (_, name: string) => String(resolve(name)?.value ?? "*"));
  const value = Object.entries(fact.value).flatMap(([name, template]) => {
    const text = fill(template, resolve) ?? (needed.has(name) ? "*" : undefined);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    key,
    value: Object.fromEntries(value),
    open: [...fillings.values()].some((filling) => filling?.open === true),
  };
}

/** What a value of its kind cannot do without. */
const needed: ReadonlySet<string> = new Set(["name", "target"]);

type Resolve = (name: string) => Filling | undefined;

function fill(template: unknown, resolve: Resolve): unknown {
  if (Array.isArray(template)) {
    const items = template.map((item: unknown) => fill(item, resolve)).filter((item) => item !== undefined);
    return items.length > 0 ? items : ["*"];
  }
  if (typeof template !== "string") return template;
  const whole = new RegExp(`^(?:${placeholder.source})$`).exec(template)?.[1];
  if (whole !== undefined) return resolve(whole)?.value;
  return template.replace(placeholder, (_, name: string) => String(resolve(name)?.value ?? "*"));
}

interface Place {
  readonly match: CommandMatch;
  readonly line: CommandLine;
  readonly source: string;
}

function fillingOf(name: string, { match, line, source }: Place): Filling | undefined {
  const words = [...(match.other?.words ?? []), ...line.words];
  if (name.startsWith("-")) return flagFilling(name, line);
  if (/^[1-9]$/.test(name)) return wordFilling(harmlessOf(operandsOf(match.rest)[Number(name) - 1], line));
  switch (name) {
    case "line":
      return textFilling(maskCommand(lineText(match, line, source)));
    case "host":
      return hostFilling(words);
    case "git":
      return wordFilling(words.find(({ text }) => /^(git\+|github:|gitlab:)|@git\+/.test(text)));
    case "control":
      return textFilling(controlledPart(lastOperand(match.rest)) ?? firstOf(words, controlledPart));
    case "secret":
      return textFilling(firstOf(words, (text) => secretFileOf(text)?.name));
    case "secret-issuer":
      return textFilling(firstOf(words, (text) => secretFileOf(text)?.issuer));
    case "unpinned":
      return isUnpinned(match.rest) ? { value: true, open: false } : undefined;
    case "with":
      return wordFilling(writtenFlag(match, line));
    default:
      return undefined;
  }
}

function textFilling(text: string | undefined): Filling | undefined {
  return text === undefined ? undefined : { value: excerpt(text), open: false };
}

function wordFilling(word: Word | undefined): Filling | undefined {
  return word && { value: excerpt(word.text), open: !word.known };
}

/** The word without the credential that it may be by its place among the others. */
function harmlessOf(word: Word | undefined, { words }: CommandLine): Word | undefined {
  const at = word ? words.indexOf(word) : -1;
  return word && at >= 0 ? { ...word, text: maskWords(words.map(({ text }) => text))[at]! } : word;
}

function firstOf(words: readonly Word[], of: (text: string) => string | undefined): string | undefined {
  for (const { text } of words) {
    const found = of(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function flagFilling(names: string, { run }: CommandLine): Filling | undefined {
  for (const flag of names.split("|")) {
    const [value] = flagValues(run, flag);
    if (value !== undefined) return { value: excerpt(value), open: /[$`]/.test(value) };
  }
  return undefined;
}

/** The word that fulfils the first `with` of a row, as it is written. */
function writtenFlag({ model }: CommandMatch, { run }: CommandLine): Word | undefined {
  const test = wordsTest(model.with?.[0] ?? "");
  return run.slice(1).find((word) => test([word]));
}

/** Holds if something is brought in and nothing says which version; a name that the reader is to put brings in nothing. */
function isUnpinned(words: readonly Word[]): boolean {
  const named = words.filter((word, index) => !isFlag(word) && !isFlag(words[index - 1]));
  if (named.length > 0 && named.every(({ text }) => isStandInReference(text))) return false;
  return !operandsOf(words).some(({ text }) => isFixed(text));
}

function isFlag(word: Word | undefined): boolean {
  return word?.text.startsWith("-") === true;
}

/** The words that are neither flags nor, as far as one can tell, values of flags. */
function operandsOf(words: readonly Word[]): Word[] {
  const operands = words.filter(({ text }) => !text.startsWith("-"));
  if (!words[0]?.text.startsWith("-")) return operands;
  return words.filter(({ text }, index) => {
    const before = words[index - 1]?.text ?? "";
    return !text.startsWith("-") && (!before.startsWith("-") || before.includes("="));
  });
}

function hostFilling(words: readonly Word[]): Filling | undefined {
  const address = words.find(({ text }) => /^https?:\/\//i.test(text));
  if (address) return { value: hostOf(address.text) ?? excerpt(address.text), open: !address.known };
  const named = words.find(({ text }) => /^[\w-]+(\.[\w-]+)+(\/|:\d|$)/.test(text));
  if (named) return { value: named.text.split(/[/:]/, 1)[0]!.toLowerCase(), open: !named.known };
  return wordFilling(words.find(({ known }) => !known));
}

/** The text of the command, from the start of the pipe that it ends. */
function lineText({ other }: CommandMatch, line: CommandLine, source: string): string {
  let start = Math.min(line.node.start, other?.node.start ?? line.node.start);
  let before = line.piped;
  for (let count = 0; before && count < maximalPipe; count++, before = before.piped) start = before.node.start;
  const end = Math.max(line.node.end, other?.node.end ?? line.node.end);
  return source.slice(start, end).replaceAll("\\\n", " ").replaceAll(/\s+/g, " ");
}

/** Commands of a pipe that are shown before the one that counts. */
const maximalPipe = 6;

/** Holds if a reference always names the same thing: a commit, an exact version, a digest, a path of this machine. */
function isFixed(reference: string): boolean {
  return (
    /(^|[@#])([0-9a-f]{40}|[0-9a-f]{64})$/i.test(reference) ||
    /(^|@)v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(reference) ||
    /^(\.{1,2}([/\\]|$)|\/|~|file:|[A-Za-z]:\\)/.test(reference) ||
    isFolderOfRun(reference)
  );
}

/** A variable that holds a folder, by its name, with what stands for it where it is unset. */
const folderVariable =
  /^\$(?:(?<name>\w{1,80})|\{(?<braced>\w{1,80})(?:%[^{}]{0,80}|:?\?[^{}]{0,200}|:?[-=](?<fallback>[^{}]{0,200}(?:\{[^{}]{0,80}\}[^{}]{0,200})?))?\})(?=[/\\]|$)/;
const folderName = /(?:^|_)(?:PWD|HOME|ROOT|DIR|DIRECTORY|PATH|FOLDER|WORKSPACE|CHECKOUT|WORKTREE)$/i;

/** A command that prints a folder, as the whole of a reference or as where it starts. */
const folderCommand =
  /^(?:\$\((?<inner>[^()]{0,300}(?:\([^()]{0,200}\)[^()]{0,200})?)\)|`(?<quoted>[^`]{0,300})`)(?=[/\\]|$)/;

/** A folder of this machine that only the run tells: `$PWD`, `$(pwd)/x`, `${REPO_ROOT}/plugins`, `$(mktemp -d)`. */
function isFolderOfRun(reference: string): boolean {
  const variable = folderVariable.exec(reference)?.groups;
  if (variable) {
    const { name = variable["braced"]!, fallback = "" } = variable;
    return folderName.test(name) && (fallback === "" || isFixed(fallback));
  }
  const command = folderCommand.exec(reference)?.groups;
  const text = (command?.["inner"] ?? command?.["quoted"] ?? "").trim();
  // What is printed there is the folder that was gone to.
  const prints = text.startsWith("cd ") ? text.replace(/\s*&&\s*pwd(?:\s+-[LP])?$/, "") : text;
  return (
    /^(?:pwd|mktemp|dirname|realpath|git rev-parse --show-toplevel|cd)(?:\s|$)/.test(prints) &&
    !/[;|&\n]|\b(?:curl|wget)\b/.test(prints)
  );
}
