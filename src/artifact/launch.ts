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

type RunnerKind = "npm" | "python" | "container";

/** Runner words → what kind of package they fetch. Two-word runners come first where they share a first word. */
const runners: readonly (readonly [readonly string[], RunnerKind])[] = [
  [["npm", "exec"], "npm"],
  [["npm", "x"], "npm"],
  [["pnpm", "dlx"], "npm"],
  [["yarn", "dlx"], "npm"],
  [["bun", "x"], "npm"],
  [["npx"], "npm"],
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

/** Reads the words of a command line; looks through `sh -c`, `cmd /c`, `env` and leading assignments. */
export function launchOf(words: readonly string[]): Launch | undefined {
  const start = skipWrappers(words);
  if (start.words.length === 0) return undefined;
  const program = programName(start.words[0]!);
  for (const [names, kind] of runners) {
    if (!names.every((name, index) => (index === 0 ? program : start.words[index]) === name)) continue;
    return packageLaunch({
      runner: names.join(" "),
      kind,
      words: start.words,
      from: names.length,
      offset: start.offset,
    });
  }
  return { runner: program };
}

interface Wrapped {
  readonly words: readonly string[];
  /** Index of `words[0]` in the original list; -1 where the words come from inside a `-c` string. */
  readonly offset: number;
}

function skipWrappers(words: readonly string[]): Wrapped {
  let offset = 0;
  while (offset < words.length) {
    const program = programName(words[offset]!);
    if (program === "env" || /^[A-Za-z_]\w*=/.test(words[offset]!)) offset++;
    else if (program === "cmd" && /^\/[ck]$/i.test(words[offset + 1] ?? "")) offset += 2;
    else if (/^(ba|z|da|k)?sh$/.test(program) && /^-\w*c$/.test(words[offset + 1] ?? "")) {
      return { words: lastCommand(words[offset + 2] ?? ""), offset: -1 };
    } else break;
  }
  return { words: words.slice(offset), offset };
}

/** The words of the last simple command of a `-c` string: what it ends up running after `cd … &&`. */
function lastCommand(script: string): string[] {
  const last = script.split(/&&|;|\|\|/).findLast((part) => part.trim() !== "") ?? "";
  const words = last
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ""));
  return words[0] === "exec" ? words.slice(1) : words;
}

function programName(word: string): string {
  const name = word.slice(Math.max(word.lastIndexOf("/"), word.lastIndexOf("\\")) + 1).toLowerCase();
  return name.replace(/\.(exe|cmd|bat|ps1)$/, "");
}

interface PackageScan {
  readonly runner: string;
  readonly kind: RunnerKind;
  readonly words: readonly string[];
  readonly from: number;
  readonly offset: number;
}

function packageLaunch({ runner, kind, words, from, offset }: PackageScan): Launch {
  let index = from;
  let named: number | undefined;
  for (; index < words.length; index++) {
    const word = words[index]!;
    if (word === "--") continue;
    if (kind === "npm" && (word === "--package" || word === "-p")) named ??= index + 1;
    if (kind === "python" && (word === "--from" || word === "--spec")) named ??= index + 1;
    const inline = /^--(?:package|from|spec)=(.+)$/.exec(word);
    if (inline)
      return { runner, ...packageOf(kind, inline[1]!), ...(offset < 0 ? {} : { packageWord: offset + index }) };
    if (!word.startsWith("-")) break;
    if (valueFlags[kind].has(word) || named === index + 1) index++;
  }
  const at = named ?? index;
  const spec = words[at];
  if (spec === undefined) return { runner };
  return { runner, ...packageOf(kind, spec), ...(offset < 0 ? {} : { packageWord: offset + at }) };
}

function packageOf(kind: RunnerKind, spec: string): Omit<Launch, "runner"> {
  if (/[$%]|\{\{/.test(spec)) return { package: spec };
  if (/^(\.{0,2}\/|~|file:|[A-Za-z]:\\)/.test(spec)) return { package: spec, pinned: true };
  if (kind === "container") return imageOf(spec);
  if (/^(git\+|git@|github:|https?:\/\/|ssh:)/.test(spec)) return sourceOf(spec);
  return kind === "npm" ? npmPackageOf(spec) : pythonPackageOf(spec);
}

function npmPackageOf(spec: string): Omit<Launch, "runner"> {
  const split = spec.indexOf("@", 1);
  if (split < 0) return { package: spec, pinned: false };
  const version = spec.slice(split + 1);
  return { package: spec.slice(0, split), version, pinned: /^v?\d+\.\d+\.\d+(-[\w.]+)?(\+[\w.]+)?$/.test(version) };
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
  return { package: spec.slice(0, colon), version, pinned: /\d/.test(version) };
}

function sourceOf(spec: string): Omit<Launch, "runner"> {
  const commit = /[@#]([0-9a-f]{40}|[0-9a-f]{64})$/i.exec(spec);
  if (commit) return { package: spec.slice(0, commit.index), version: commit[1]!, pinned: true };
  const reference = /[@#]([\w.\-/]+)$/.exec(spec.replace(/^\w+:\/\/[^/]*@?/, (host) => host.replaceAll("@", " ")));
  return { package: spec, ...(reference ? { version: reference[1]! } : {}), pinned: false };
}
