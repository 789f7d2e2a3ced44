import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What another scanner needed for a corpus, and said. */
interface PeerResult {
  readonly name: string;
  /** CPU seconds, user and system. */
  readonly cpu: number;
  readonly findings: number;
}

interface Skipped {
  readonly name: string;
  readonly why: string;
}

/** Seconds of wall clock after which a peer is stopped and counts as skipped. */
const patience = 1800;

interface Peer {
  readonly name: string;
  /** What is run in the corpus' folder; its report goes to `out`. */
  readonly argv: (corpus: string, out: string) => readonly string[];
  readonly reportsOnStdout: boolean;
  readonly count: (report: string) => number;
}

const peers: readonly Peer[] = [
  {
    name: "gitleaks",
    argv: (corpus, out) => [
      "gitleaks",
      "dir",
      corpus,
      "--no-banner",
      "--redact",
      "-f",
      "json",
      "-r",
      out,
      "--exit-code",
      "0",
    ],
    reportsOnStdout: false,
    count: (report) => (JSON.parse(report) as unknown[]).length,
  },
  {
    name: "trufflehog",
    argv: (corpus) => [
      "trufflehog",
      "--json",
      "--no-verification",
      "--no-update",
      "--concurrency=1",
      "filesystem",
      corpus,
    ],
    reportsOnStdout: true,
    count: (report) => report.split("\n").filter((line) => line.includes('"DetectorName"')).length,
  },
  {
    name: "secretlint",
    argv: (_corpus, out) => [
      "secretlint",
      "--no-color",
      "--format",
      "json",
      "--secretlintrc",
      join(dirname(out), "secretlintrc.json"),
      "**/*",
    ],
    reportsOnStdout: true,
    count: (report) =>
      (JSON.parse(report) as { messages: unknown[] }[]).reduce((sum, { messages }) => sum + messages.length, 0),
  },
];

/** Runs the peers that are on the PATH, on one thread where they can be told so. Their reports stay in `folder`. */
export function measurePeers(
  corpus: string,
  folder: string,
): { readonly measured: readonly PeerResult[]; readonly skipped: readonly Skipped[] } {
  mkdirSync(folder, { recursive: true });
  const rules = [{ id: "@secretlint/secretlint-rule-preset-recommend" }];
  writeFileSync(join(folder, "secretlintrc.json"), JSON.stringify({ rules }));
  const outcomes = peers.map((peer) => runPeer(peer, corpus, folder));
  return {
    measured: outcomes.filter((outcome) => "cpu" in outcome),
    skipped: outcomes.filter((outcome) => "why" in outcome),
  };
}

function runPeer({ name, argv, reportsOnStdout, count }: Peer, corpus: string, folder: string): PeerResult | Skipped {
  if (spawnSync(name, ["--version"]).error) return { name, why: "not on the PATH" };
  const out = join(folder, `${name}.json`);
  const errors = join(folder, `${name}.txt`);
  const script = 'GOMAXPROCS=1 "$@" > "$STDOUT" 2> "$STDERR"';
  const run = childSeconds(script, argv(corpus, out), {
    cwd: corpus,
    timeout: patience * 1000,
    env: { ...process.env, STDOUT: reportsOnStdout ? out : "/dev/null", STDERR: errors },
  });
  if (run.ended === undefined) return { name, why: `not done after ${patience} s` };
  if (!existsSync(out)) return { name, why: `ended with ${run.ended}: ${readFileSync(errors, "utf8").slice(0, 200)}` };
  try {
    return { name, cpu: run.cpu, findings: count(readFileSync(out, "utf8")) };
  } catch (error) {
    return { name, why: `ended with ${run.ended}, without a report: ${(error as Error).message.slice(0, 200)}` };
  }
}

/**
 * Runs a shell script with these arguments: its exit code, if it came to an end, and the CPU seconds of all that it
 * started, as the shell's `times` tells them.
 */
export function childSeconds(
  script: string,
  argv: readonly string[],
  options: { readonly cwd?: string; readonly timeout?: number; readonly env?: NodeJS.ProcessEnv } = {},
): { readonly ended?: number; readonly cpu: number } {
  const run = spawnSync("sh", ["-c", `${script}; printf '\n%s\n' $?; times`, "sh", ...argv], {
    ...options,
    encoding: "utf8",
  });
  if (run.error) return { cpu: Number.NaN };
  const [ended = "", , children = ""] = run.stdout.trim().split("\n").slice(-3);
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
  return { ended: Number(ended), cpu };
}
