import type { Document, Node } from "#model/document.ts";

/** A word of a command: its text without quotes, as far as it is known before the command runs. */
export interface Word {
  readonly text: string;
  readonly node: Node;
  /** Holds if nothing in it depends on the run. */
  readonly known: boolean;
}

/** One command of a shell text as it is looked at: its words after wrappers, and the commands that it is joined with. */
export interface CommandLine {
  readonly node: Node;
  /** All words, assignments and redirections left out. */
  readonly words: readonly Word[];
  /** The words of what is run in the end: `sudo -u bot env A=1 npx -y gh auth token` runs `gh auth token`. */
  readonly run: readonly Word[];
  /** The name of the program that is run, without folders, version and ending. */
  readonly program: string;
  readonly redirects: readonly Redirect[];
  /** The command whose output it reads. */
  readonly piped: CommandLine | undefined;
  /** The command within a word of which it stands, as a substitution. */
  readonly outer: CommandLine | undefined;
}

/** Where a command writes to or reads from besides its arguments. */
export interface Redirect {
  readonly operator: string;
  readonly word: Word;
}

/** The commands of a shell document in source order. */
export function commandLines(document: Document): CommandLine[] {
  const lines: CommandLine[] = [];
  const open: CommandLine[] = [];
  for (const node of document.root.children) {
    if (node.kind !== "command") continue;
    let before: CommandLine | undefined;
    for (let top = open.at(-1); top && top.node.end <= node.start; top = open.at(-1)) before = open.pop();
    const label = node.label ?? "";
    const within = label === "$(" || label === "<(" ? open.at(-1) : undefined;
    const line = commandLine(node, label === "|" || label === "|&" ? before : undefined, within);
    lines.push(line);
    open.push(line);
  }
  return lines;
}

/** Commands of a pipe that are followed. */
const mostReaders = 20;

/** The commands that the output of a command goes through, nearest first. */
export function readersOf(line: CommandLine, feeds: ReadonlyMap<CommandLine, CommandLine>): CommandLine[] {
  const found: CommandLine[] = [];
  for (let next = feeds.get(line); next && !found.includes(next) && found.length < mostReaders; next = feeds.get(next))
    found.push(next);
  return found;
}

/** What reads the output of each command of a pipe. */
export function feedsOf(lines: readonly CommandLine[]): ReadonlyMap<CommandLine, CommandLine> {
  return new Map(lines.flatMap((line) => (line.piped ? [[line.piped, line] as const] : [])));
}

function commandLine(node: Node, piped: CommandLine | undefined, outer: CommandLine | undefined): CommandLine {
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  for (const child of node.children) {
    const word = wordOf(child);
    if (child.label === undefined) words.push(word);
    else if (child.label !== "assignment") redirects.push({ operator: child.label, word });
  }
  const run = unwrapped(words);
  return { node, words, run, program: programOf(run[0]?.text ?? ""), redirects, piped, outer };
}

/** Of a word that depends on the run only so much is looked at: substitutions within each other repeat what they hold. */
const longestUnknown = 10_000;

function wordOf(node: Node): Word {
  const known = node.kind === "string";
  const text = String(node.value ?? "");
  return { text: known ? text : text.slice(0, longestUnknown).replaceAll(/["']/g, ""), node, known };
}

/** `/usr/bin/gh` is `gh`, `gh.exe` too; `@scope/name@1.2.3` is `@scope/name`, and `skills@latest` is `skills`. */
export function programOf(word: string): string {
  const version = word.indexOf("@", 1);
  const named = version > 0 && /^[\w@./-]+$/.test(word) ? word.slice(0, version) : word;
  if (named.startsWith("@")) return named;
  const base = named.slice(Math.max(named.lastIndexOf("/"), named.lastIndexOf("\\")) + 1);
  return base.replace(/\.(exe|cmd|bat|ps1)$/i, "");
}

/** A program that runs the program named after it. */
interface Wrapper {
  /** Words after its name that make it a wrapper. */
  readonly words: readonly string[];
  /** Flags that take the next word. */
  readonly valued: ReadonlySet<string>;
  /** Words of its own before the program. */
  readonly own: number;
}

function wrapper(words: string, valued = "", own = 0): Wrapper {
  return { words: words.split(" ").filter(Boolean), valued: new Set(valued.split(" ").filter(Boolean)), own };
}

/** Programs that run others, by name. Sources: their manual pages. */
const wrappers: ReadonlyMap<string, readonly Wrapper[]> = new Map([
  ["sudo", [wrapper("", "-u --user -g --group -h --host -p --prompt -C -T -U -D -R")]],
  ["doas", [wrapper("", "-u -C")]],
  ["env", [wrapper("", "-u --unset -C --chdir -S --split-string")]],
  ["nohup", [wrapper("")]],
  ["command", [wrapper("")]],
  ["builtin", [wrapper("")]],
  ["exec", [wrapper("", "-a")]],
  ["time", [wrapper("", "-f -o")]],
  ["nice", [wrapper("", "-n --adjustment")]],
  ["ionice", [wrapper("", "-c -n -p")]],
  ["setsid", [wrapper("")]],
  ["stdbuf", [wrapper("", "-i -o -e")]],
  ["timeout", [wrapper("", "-s --signal -k --kill-after", 1)]],
  ["gtimeout", [wrapper("", "-s --signal -k --kill-after", 1)]],
  ["xargs", [wrapper("", "-n -P -I -L -d -a -s -E --max-args --max-procs --replace")]],
  ["watch", [wrapper("", "-n --interval")]],
  ["caffeinate", [wrapper("", "-t -w")]],
  ["npx", [wrapper("", "-p --package -c --call --cache --registry -w --workspace")]],
  ["bunx", [wrapper("", "-p --package")]],
  ["pnpx", [wrapper("", "-p --package")]],
  ["uvx", [wrapper("", "--from --with --python -p --index-url")]],
  ["pnpm", [wrapper("dlx", "--package"), wrapper("exec")]],
  ["yarn", [wrapper("dlx", "-p --package"), wrapper("exec"), wrapper("run")]],
  ["npm", [wrapper("exec", "-p --package -c --call"), wrapper("x", "-p --package -c --call")]],
  ["bun", [wrapper("x", "-p --package")]],
  ["uv", [wrapper("run", "--with --python -p --project --directory --env-file"), wrapper("tool run", "--from --with")]],
  ["pipx", [wrapper("run", "--spec --python")]],
  ["poetry", [wrapper("run")]],
  ["pdm", [wrapper("run")]],
  ["bundle", [wrapper("exec")]],
  ["python", [wrapper("-m")]],
  ["python3", [wrapper("-m")]],
  ["doppler", [wrapper("run", "-p --project -c --config -t --token")]],
  ["op", [wrapper("run", "--env-file --account")]],
  ["infisical", [wrapper("run", "--env --path --projectId --token")]],
  ["dotenvx", [wrapper("run", "-f --env-file")]],
  ["aws-vault", [wrapper("exec", "-d --duration", 1)]],
  ["mise", [wrapper("exec"), wrapper("x")]],
  ["docker", [wrapper("exec", "-e --env -u --user -w --workdir --env-file", 1)]],
]);

/** Wrappers within wrappers: more of them is no command that anybody wrote. */
const maximalWrappers = 8;

function unwrapped(words: readonly Word[]): readonly Word[] {
  let start = 0;
  for (let count = 0; count < maximalWrappers; count++) {
    const next = afterWrapper(words, start);
    if (next === undefined || next >= words.length) break;
    start = next;
  }
  return start === 0 ? words : words.slice(start);
}

/** The index of the program that the wrapper at `start` runs; undefined where there is no wrapper. */
function afterWrapper(words: readonly Word[], start: number): number | undefined {
  const rows = wrappers.get(programOf(words[start]?.text ?? ""));
  const row = rows?.find((candidate) =>
    candidate.words.every((word, index) => words[start + 1 + index]?.text === word),
  );
  if (!row) return undefined;
  let index = start + 1 + row.words.length;
  let own = row.own;
  for (; index < words.length; index++) {
    const { text } = words[index]!;
    if (text === "--") continue;
    if (text.startsWith("-")) {
      if (row.valued.has(text)) index++;
    } else if (!/^[A-Za-z_]\w*=/.test(text) && own-- <= 0) break;
  }
  return index;
}
