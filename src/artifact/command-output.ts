import type { CommandLine, Redirect } from "#artifact/command-words.ts";

/** Programs that do nothing with a file but print it: none that takes a second one as where to write to. */
const printers: ReadonlySet<string> = new Set(
  "cat bat less more head tail base64 strings jq yq grep rg egrep fgrep".split(" "),
);

/**
 * Holds if the command asks only whether there is a credential: what it would print goes nowhere, or what reads it
 * leaves the credential out. `value` is what a row says of the credential, `readers` what the command is piped to in turn. What a command makes is there whoever reads
 * the answer, and a file that is sent or copied is read without being printed.
 */
export function onlyAsks(
  line: CommandLine,
  value: Readonly<Record<string, unknown>>,
  readers: readonly CommandLine[],
): boolean {
  const printed =
    value["source"] === "vault" ||
    (value["source"] === "command" && value["authority"] === "human-session") ||
    (value["source"] === "file" && printers.has(line.program));
  const isUnread = isDiscarded(line.redirects) || isQuietSearch(line) || leavesOutSecrets(line, value, readers);
  return printed && isUnread && !writesFile(line);
}

/** Files of settings in which the lines of secrets are known by what they are called. */
const lineFiles = /(?:^|\/)\.(?:npmrc|yarnrc)$/;
const secretLines = /(?:^|[^\w])_?(?:auth|authToken|password)(?:$|[^\w])/i;

/** Programs that read what is left without passing it to anybody but the one who asked. */
const viewers: ReadonlySet<string> = new Set("head tail less more cat sort uniq wc cut grep egrep fgrep rg".split(" "));

/** Holds for a file of lines of which a search lets those pass that are about no credential: `grep -v authToken`. */
function leavesOutSecrets(
  line: CommandLine,
  value: Readonly<Record<string, unknown>>,
  readers: readonly CommandLine[],
): boolean {
  const { source, name } = value;
  if (source !== "file" || typeof name !== "string" || !lineFiles.test(name)) return false;
  if (!readers.every(({ program, redirects }) => viewers.has(program) && redirects.every(isOfErrors))) return false;
  return [line, ...readers.slice(0, 1)].some(({ program, run }) => {
    if (!searches.test(program)) return false;
    const isInverted = run.some(({ text }) => inverting.test(text));
    return isInverted && run.slice(1).some(({ text }) => secretLines.test(text));
  });
}

function isOfErrors({ operator, word }: Redirect): boolean {
  return operator.startsWith("2") || word.text === "/dev/null";
}

const searches = /^(?:[ef]?grep|rg)$/;
const inverting = /^(?:--invert-match|-(?:(?![efmdABCD])[A-Za-z]){0,5}v[A-Za-z]{0,5})$/;

/**
 * Holds if the last redirection of the standard output leads nowhere: `>/dev/null`, `&>/dev/null`, `1>>/dev/null`. With
 * `2>&1` before it, what a program prints as an error is read in its place, and some print secrets there.
 */
function isDiscarded(redirects: readonly Redirect[]): boolean {
  const last = redirects.findLastIndex(({ operator }) => /^(?:1?>(?:>|\||&)?|&>>?)$/.test(operator));
  const swapped = redirects.slice(0, last).some(({ operator, word }) => operator === "2>&" && word.text === "1");
  return redirects[last]?.word.text === "/dev/null" && !swapped;
}

/** Letters of a search that take what follows them, and may so make a value of `q`. */
const quiet = /^(?:--quiet|--silent|-(?:(?![efmdABCD])[A-Za-z]){0,5}q[A-Za-z]{0,5})$/;

function isQuietSearch({ program, run }: CommandLine): boolean {
  if (!searches.test(program)) return false;
  const end = run.findIndex(({ text }) => text === "--");
  return run
    .slice(0, end < 0 ? undefined : end)
    .some(({ text }, index) => quiet.test(text) && !/^(?:-[ef]|--regexp|--file)$/.test(run[index - 1]?.text ?? ""));
}

/** Holds if a flag has the answer written to a file beside the standard output. */
function writesFile({ run }: CommandLine): boolean {
  return run.some(
    ({ text }, index) =>
      /^--(?:out-file|output-file|file)(?:=|$)/.test(text) ||
      /^-o.*[./]/s.test(text) ||
      (text === "-o" && /[./]/.test(run[index + 1]?.text ?? "")),
  );
}
