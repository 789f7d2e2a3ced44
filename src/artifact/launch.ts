import { maskCommand } from "#secrets/command-text.ts";

/** What a command line starts, as far as one can tell without running it. */
export interface Launch {
  /** The program that fetches or starts it: `npx`, `uvx`, `docker`, `node`, … */
  readonly runner: string;
  /** Package, image or repository, where the runner fetches one. */
  readonly package?: string;
  /** The version as written: `latest`, `1.4.2`, a commit, a tag. */
  readonly version?: string;
  /** Holds if the same artifact starts every time; absent where nothing is fetched. */
  readonly pinned?: boolean;
  /** Index into the words at which the package stands. */
  readonly packageWord?: number;
}

type RunnerKind = "npm" | "python" | "container" | "go" | "deno";

/** Runner words → what kind of package they fetch. Two-word runners come first where they share a first word. */
const runners: readonly (readonly [readonly string[], RunnerKind])[] = [
  [["npm", "exec"], "npm"],
  [["npm", "x"], "npm"],
  [["pnpm", "dlx"], "npm"],
  [["yarn", "dlx"], "npm"],
  [["bun", "x"], "npm"],
  [["npx"], "npm"],
  [["dnx"], "npm"],
  [["pnpx"], "npm"],
  [["bunx"], "npm"],
  [["uv", "tool", "run"], "python"],
  [["uv", "x"], "python"],
  [["uvx"], "python"],
  [["pipx", "run"], "python"],
  [["docker", "run"], "container"],
  [["docker", "container", "run"], "container"],
  [["podman", "run"], "container"],
  [["nerdctl", "run"], "container"],
  [["go", "run"], "go"],
  [["deno", "run"], "deno"],
];

/** Flags of runners that take the next word as their value; a boolean flag is skipped alone. */
const valueFlags: Readonly<Record<RunnerKind, ReadonlySet<string>>> = {
  npm: new Set(["-c", "--call", "--cache", "--registry", "-w", "--workspace", "--prefix", "--userconfig"]),
  python: new Set([
    "--python",
    "-p",
    "--with",
    "--index-url",
    "-i",
    "--index",
    "--extra-index-url",
    "--with-requirements",
    "--cache-dir",
    "--directory",
    "--pip-args",
  ]),
  go: new Set(["-C", "-exec", "-mod", "-tags", "-ldflags"]),
  deno: new Set(["-c", "--config", "--import-map", "--lock", "--env-file"]),
  container: new Set([
    "-e",
    "--env",
    "-v",
    "--volume",
    "-p",
    "--publish",
    "--name",
    "--network",
    "--net",
    "-u",
    "--user",
    "-w",
    "--workdir",
    "--entrypoint",
    "--env-file",
    "--mount",
    "--add-host",
    "--platform",
    "-m",
    "--memory",
    "--cpus",
    "--pull",
    "-h",
    "--hostname",
    "--label",
    "-l",
    "--restart",
    "--log-driver",
    "--device",
    "--dns",
    "--security-opt",
    "--cap-add",
    "--cap-drop",
    "--ulimit",
    "--tmpfs",
    "--ipc",
    "--pid",
    "--shm-size",
    "--gpus",
    "--runtime",
  ]),
};

/** Characters of one word that are looked at: no package, image or repository has a longer name. */
const wordLength = 500;

/** Reads the words of a command line; looks through `sh -c`, `cmd /c`, `env`, `sudo` and leading assignments. */
export function launchOf(words: readonly string[]): Launch | undefined {
  const start = skipWrappers(words);
  if (start.words.length === 0) return undefined;
  const program = programName(start.words[0]!);
  for (const [names, kind] of runners) {
    if (!names.every((name, index) => (index === 0 ? program : start.words[index]) === name)) continue;
    return packageLaunch({ runner: names.join(" "), kind, ...start, from: names.length });
  }
  return { runner: program };
}

interface Wrapped {
  readonly words: readonly string[];
  /** Index of `words[0]` in the list given. */
  readonly offset: number;
  /** Index of the word in the list given that holds all the words: the text after `sh -c`. */
  readonly script?: number;
}

function skipWrappers(words: readonly string[]): Wrapped {
  let offset = 0;
  while (offset < words.length) {
    const word = words[offset]!;
    const program = programName(word);
    const next = words[offset + 1] ?? "";
    if (/^[A-Za-z_]\w*=/.test(word)) offset++;
    else if (program === "cmd" && /^\/[ck]$/i.test(next)) offset += 2;
    else if (/^(ba|z|da|k)?sh$/.test(program) && /^-\w*c$/.test(next)) {
      // The words of a text hold no white space, so that a shell inside it ends the descent.
      const inner = skipWrappers(lastCommand(maskCommand(words[offset + 2] ?? "")));
      return { words: inner.words, offset: 0, script: offset + 2 };
    } else if (/^(env|sudo|exec|nohup|command)$/.test(program)) offset = skipFlags(words, offset + 1);
    else break;
  }
  return { words: words.slice(offset), offset };
}

function skipFlags(words: readonly string[], from: number): number {
  let index = from;
  while (index < words.length && words[index]!.startsWith("-")) index++;
  return index;
}

/** The words of the last simple command of a `-c` string: what it ends up running after `cd … &&`. */
function lastCommand(script: string): string[] {
  const last = script.split(/&&|;|\|\|/).findLast((part) => part.trim() !== "") ?? "";
  return last
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ""));
}

function programName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf("/"), word.lastIndexOf("\\")) + 1).toLowerCase();
  return name.replace(/\.(exe|cmd|bat|ps1)$/, "");
}

interface PackageScan extends Wrapped {
  readonly runner: string;
  readonly kind: RunnerKind;
  readonly from: number;
}

function packageLaunch({ runner, kind, words, from, offset, script }: PackageScan): Launch {
  const at = packageIndex(kind, words, from);
  const word = words[at];
  if (word === undefined) return { runner };
  const spec = /^--(?:package|from|spec)=(.+)$/s.exec(word)?.[1] ?? word;
  return { runner, ...packageOf(kind, spec.slice(0, wordLength)), packageWord: script ?? offset + at };
}

/** Index of the word that names the package: the value of a flag that does, else the first word that is no flag. */
function packageIndex(kind: RunnerKind, words: readonly string[], from: number): number {
  let named: number | undefined;
  let index = from;
  for (; index < words.length; index++) {
    const word = words[index]!;
    if (/^--(?:package|from|spec)=./.test(word)) return index;
    if (kind === "npm" && (word === "--package" || word === "-p")) named ??= index + 1;
    if (kind === "python" && (word === "--from" || word === "--spec")) named ??= index + 1;
    if (word !== "--" && !word.startsWith("-")) break;
    if (valueFlags[kind].has(word) || named === index + 1) index++;
  }
  return named ?? index;
}

function packageOf(kind: RunnerKind, spec: string): Omit<Launch, "runner"> {
  if (/[$%]|\{\{/.test(spec)) return { package: spec };
  if (/^(\.{0,2}\/|~|file:|[A-Za-z]:\\)|^\.{1,2}$/.test(spec)) return { package: spec, pinned: true };
  if (kind === "container") return imageOf(spec);
  if (kind === "deno") return denoPackageOf(spec);
  if (kind === "go") return /^[\w-]+\.[\w.-]+\//.test(spec) ? npmPackageOf(spec) : { package: spec, pinned: true };
  if (/^(git\+|git@|github:|https?:\/\/|ssh:)/.test(spec)) return sourceOf(spec);
  return kind === "npm" ? npmPackageOf(spec) : pythonPackageOf(spec);
}

/** Deno runs `npm:` and `jsr:` packages, addresses, and files. */
function denoPackageOf(spec: string): Omit<Launch, "runner"> {
  const named = /^(?:npm|jsr):\/?(.+)$/.exec(spec)?.[1];
  if (named !== undefined) return npmPackageOf(named);
  return /^https?:/.test(spec) ? sourceOf(spec) : { package: spec, pinned: true };
}

function npmPackageOf(spec: string): Omit<Launch, "runner"> {
  const split = spec.indexOf("@", 1);
  if (split < 0) return { package: spec, pinned: false };
  const version = spec.slice(split + 1);
  return { package: spec.slice(0, split), version, pinned: /^v?\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version) };
}

function pythonPackageOf(spec: string): Omit<Launch, "runner"> {
  const split = /^([^=<>!~@[]+(?:\[[^\]]*\])?)\s*(===?|@)\s*(.+)$/.exec(spec);
  if (split) {
    const version = split[3]!;
    if (/^(git\+|https?:)/.test(version)) return { ...sourceOf(version), package: split[1]! };
    return { package: split[1]!, version, pinned: /^\d+(\.\d+)+([a-z]+\d+)?(\.post\d+)?$/.test(version) };
  }
  const loose = /^([^=<>!~[]+(?:\[[^\]]*\])?)([<>!~].*)?$/.exec(spec);
  return { package: loose?.[1] ?? spec, ...(loose?.[2] ? { version: loose[2] } : {}), pinned: false };
}

function imageOf(spec: string): Omit<Launch, "runner"> {
  const digest = spec.indexOf("@sha256:");
  if (digest > 0) return { package: spec.slice(0, digest), version: spec.slice(digest + 1), pinned: true };
  const colon = spec.lastIndexOf(":");
  if (colon < spec.lastIndexOf("/") || colon < 0) return { package: spec, pinned: false };
  const version = spec.slice(colon + 1);
  // A tag can be moved; one that names a release, a date or a commit customarily is not.
  const exact = /^v?\d+\.\d+|\d{6,}|(^|-)[0-9a-f]{7,40}$/.test(version);
  return { package: spec.slice(0, colon), version, pinned: exact };
}

function sourceOf(spec: string): Omit<Launch, "runner"> {
  const commit = /[@#]([0-9a-f]{40}|[0-9a-f]{64})$/i.exec(spec);
  if (commit) return { package: spec.slice(0, commit.index), version: commit[1]!, pinned: true };
  const reference = /[@#]([\w.\-/]+)$/.exec(spec.replace(/^\w+:\/\/[^/]*@?/, (host) => host.replaceAll("@", " ")));
  return { package: spec, ...(reference ? { version: reference[1]! } : {}), pinned: false };
}
