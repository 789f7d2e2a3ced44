import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { compareText } from "#model/location.ts";
import { childSeconds } from "./bench-secrets/peers.ts";

/**
 * `npm run bench:rules -- [--corpus DIR [--rules DIR]] [--rounds 3]`: what rules cost. CPU seconds of the built binary,
 * the best of several rounds: 1,000 rules given as YAML, our own from the built file, and with a corpus of TypeScript
 * how time grows with files and with rules that cannot match. With a folder of rules instead: what those of them that
 * are about scripts cost on the corpus, and our own, beside what reading it alone takes, in turns; the median of ratios.
 */
const { values } = parseArgs({
  options: {
    corpus: { type: "string" },
    rules: { type: "string" },
    rounds: { type: "string", default: "3" },
  },
});
const rounds = Number(values.rounds);
const binary = resolve("bin/countersign.js");
const folder = mkdtempSync(join(tmpdir(), "countersign-bench-rules-"));

/** Rules of the usual kinds over scripts, none of which speaks of anything that real code holds. */
function ruleFile(count: number): string {
  const searches = [
    (id: number) => `    pattern: 'client${id}q.send($X, { mode: "fast" })'`,
    (id: number) => `    patterns:
      - pattern: load${id}q($URL, ...)
      - metavariable-regex: { metavariable: $URL, regex: '^https?:' }
      - pattern-not: load${id}q("https://example.org", ...)`,
    (id: number) => `    patterns:
      - pattern-inside: |
          function handler${id}q($REQ, ...) { ... }
      - pattern-either:
          - pattern: db${id}q.query(<... $REQ.body ...>)
          - pattern: db${id}q.exec(<... $REQ.body ...>)
      - pattern-not-inside: |
          if (check($REQ)) { ... }`,
    (id: number) => `    mode: taint
    pattern-sources: [{ pattern: input${id}q(...) }]
    pattern-sinks: [{ pattern: output${id}q($X) }]`,
  ];
  const rules = Array.from({ length: count }, (_, id) => {
    const search = searches[id % searches.length]!(id);
    return `  - id: made-${id}\n    languages: [typescript, javascript]\n    severity: WARNING\n    message: Value $X.\n${search}\n`;
  });
  const path = join(folder, `rules-${count}.yaml`);
  writeFileSync(path, `rules:\n${rules.join("")}`);
  return path;
}

/** CPU seconds of a scan, the least of all rounds. */
function scanSeconds(place: string, ...more: readonly string[]): number {
  const flags = ["--no-config", "--allow-partial", "--fail-on", "never", "--jobs", "1"];
  const argv = [
    process.execPath,
    binary,
    "scan",
    place,
    ...more,
    ...flags,
    "--format",
    `json=${join(folder, "o.json")}`,
  ];
  const times = Array.from({ length: rounds }, () => {
    const { ended, cpu } = childSeconds('"$@"', argv);
    if (ended !== 0) throw new Error(`the scan of ${place} ended with ${ended}`);
    return cpu;
  });
  return Math.min(...times);
}

/** Bundles a measurement beside a copy of the build's data. */
async function bundled(name: string): Promise<string> {
  cpSync("dist", join(folder, "dist"), { recursive: true });
  const outfile = join(folder, "dist", `${name}.mjs`);
  const names = 'const __filename=__path(import.meta.url),__dirname=__path(new URL(".",import.meta.url));';
  await build({
    entryPoints: [`scripts/bench-rules/${name}.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    minify: true,
    logLevel: "error",
    banner: {
      js: `import{createRequire as __make}from"node:module";import{fileURLToPath as __path}from"node:url";const require=__make(import.meta.url);${names}`,
    },
  });
  return outfile;
}

async function startMilliseconds(): Promise<number> {
  const outfile = await bundled("start");
  const times = Array.from({ length: rounds }, () => {
    const run = spawnSync(process.execPath, [outfile], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
    return Number(run.stdout);
  });
  return Math.min(...times);
}

/** TypeScript of a corpus, evenly spread over it, as one flat folder. */
function filesOf(all: readonly string[], count: number): string {
  const target = join(folder, `files-${count}`);
  mkdirSync(target);
  for (let index = 0; index < count; index++)
    copyFileSync(all[Math.floor((index * all.length) / count)]!, join(target, `file${index}.ts`));
  return target;
}

function row(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.map((cell) => (typeof cell === "number" ? cell.toFixed(2) : cell)).join(" | ")} |`);
}

/** What `over-files.ts` tells. */
interface OverFiles {
  readonly seconds: number;
  readonly megabytes: number;
  readonly files: number;
  readonly parsed: number;
  readonly rules: number;
}

/** Rules over a corpus, each kind in turn with reading alone, so that both have the same machine. */
async function overCorpus(corpus: string, ruleFolder: string): Promise<void> {
  const outfile = await bundled("over-files");
  const measured = (mode: string) => {
    const run = spawnSync(process.execPath, [outfile, mode, resolve(corpus), resolve(ruleFolder)], {
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout) as OverFiles;
  };
  const modes = ["search", "taint", "all", "own"];
  const turns = Array.from({ length: rounds }, () => {
    const read = measured("read");
    return modes.map((mode) => ({ mode, read, found: measured(mode) }));
  });
  row("what", "rules", "files parsed", "CPU s", "× reading", "peak MB");
  row("---", "---", "---", "---", "---", "---");
  const { read } = turns[0]![0]!;
  const reading = Math.min(...turns.map(([first]) => first!.read.seconds));
  row("read", "", `${read.parsed} of ${read.files}`, reading, 1, read.megabytes.toFixed(0));
  for (const [index, mode] of modes.entries()) {
    const own = turns.map((turn) => turn[index]!);
    const ratios = own.map(({ found, read: alone }) => found.seconds / alone.seconds).sort((one, other) => one - other);
    const { rules, parsed, files, megabytes } = own[0]!.found;
    const least = Math.min(...own.map(({ found }) => found.seconds));
    const ratio = ratios[Math.floor(ratios.length / 2)]!;
    row(mode, String(rules), `${parsed} of ${files}`, least, ratio, megabytes.toFixed(0));
  }
}

if (values.corpus !== undefined && values.rules !== undefined) {
  await overCorpus(values.corpus, values.rules);
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}
row("what", "CPU s");
row("---", "---");
const empty = join(folder, "empty.ts");
writeFileSync(empty, "");
const bare = scanSeconds(empty);
row("an empty file", bare);
for (const count of [10, 100, 1000])
  row(`${count} rules given as YAML, more than that`, scanSeconds(empty, "--rules", ruleFile(count)) - bare);
row("our own rules from the built file", (await startMilliseconds()) / 1000);
if (values.corpus !== undefined) {
  const corpus = values.corpus;
  const all = readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((path) => /(?<!\.d)\.ts$/.test(path))
    .sort(compareText)
    .map((path) => join(corpus, path));
  const counts = [100, 1000, 10_000].filter((count) => count <= all.length);
  const trees = counts.map((count) => filesOf(all, count));
  for (const [index, tree] of trees.entries()) row(`${counts[index]} files of TypeScript`, scanSeconds(tree));
  const tree = trees.at(-1)!;
  for (const count of [10, 100, 1000])
    row(
      `${counts.at(-1)} files and ${count} more rules`,
      scanSeconds(tree, "--rules", join(folder, `rules-${count}.yaml`)),
    );
}
rmSync(folder, { recursive: true, force: true });
