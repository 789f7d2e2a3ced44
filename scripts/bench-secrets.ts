import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import type { SecretData } from "#model/detector.ts";
import { adversarialInputs } from "./bench-secrets/adversarial.ts";
import { childSeconds, measurePeers } from "./bench-secrets/peers.ts";
import { compileSecrets, secretSamples } from "./compile-secrets.ts";

/**
 * `npm run bench:secrets -- [--corpus DIR]… [--rounds 3]`: how fast the detection of secrets alone is beside the other
 * scanners on the PATH, on the same files in one run; what it adds to a start; how it bears hostile input. Without a
 * corpus only the last two are measured. Times are CPU seconds of one thread, reading included.
 */
const { values } = parseArgs({
  options: { corpus: { type: "string", multiple: true }, rounds: { type: "string", default: "3" } },
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), "countersign-bench-secrets-"));

/** The detection of secrets alone, bundled as the product bundles it, beside its data. */
async function bundleOurs(data: SecretData): Promise<string> {
  writeFileSync(join(folder, "secrets.json"), JSON.stringify(data));
  const outfile = join(folder, "ours.mjs");
  await build({
    entryPoints: ["scripts/bench-secrets/ours.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    minify: true,
    logLevel: "error",
  });
  return outfile;
}

function runOurs(argv: readonly string[]): unknown {
  const run = spawnSync(process.execPath, [bundle, ...argv], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

function median(all: readonly number[]): number {
  return [...all].sort((left, right) => left - right)[all.length >> 1]!;
}

/** What one pass over a corpus gave. */
interface Pass {
  readonly files: number;
  readonly bytes: number;
  /** CPU seconds of the process, and of the one thread that does the work. */
  readonly seconds: number;
  readonly thread: number;
  readonly findings: number;
}

function measureCorpus(corpus: string): void {
  const passes = [runOurs(["scan", corpus]) as Pass];
  const { measured, skipped } = measurePeers(corpus, join(folder, "peers"));
  while (passes.length < rounds) passes.push(runOurs(["scan", corpus]) as Pass);
  const { files, bytes, findings } = passes[0]!;
  const cpu = median(passes.map(({ seconds }) => seconds));
  const thread = median(passes.map((pass) => pass.thread));
  const ours = { name: "Countersign, secrets alone", cpu, findings };
  console.log(`\n${corpus}: ${files} files of text, ${(bytes / 1e6).toFixed(1)} MB\n`);
  console.log("| scanner | CPU s | MB/s | findings |\n|---|---|---|---|");
  for (const { name, cpu: seconds, findings: count } of [
    ours,
    { ...ours, name: "– its one thread, without what V8 does beside it", cpu: thread },
    ...measured,
  ])
    console.log(`| ${name} | ${seconds.toFixed(2)} | ${(bytes / 1e6 / seconds).toFixed(1)} | ${count} |`);
  for (const { name, why } of skipped) console.log(`\nskipped: ${name} (${why})`);
}

const starts = 10;

/** What a start with the detection of secrets costs over a start of bare node, interleaved with that. */
function measureStart(): void {
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "process.stdout.write('{}');");
  const repeat = `for i in ${"x ".repeat(starts)}; do "$@"; done`;
  const milliseconds = (argv: readonly string[]) =>
    (1000 * childSeconds(repeat, [process.execPath, ...argv]).cpu) / starts;
  const pairs = Array.from({ length: rounds }, () => ({
    bare: milliseconds([empty]),
    ours: milliseconds([bundle, "start"]),
  }));
  const [bare, ours] = [median(pairs.map((pair) => pair.bare)), median(pairs.map((pair) => pair.ours))];
  const { load, make, first } = runOurs(["start"]) as { load: number; make: number; first: number };
  console.log(`\nstart-up: ${(ours - bare).toFixed(1)} ms of CPU over bare node (${bare.toFixed(0)} ms), of which`);
  console.log(`data ${load.toFixed(1)} ms, detector ${make.toFixed(1)} ms, first file ${first.toFixed(1)} ms`);
}

const slowestShown = 10;

function measureAdversaries(data: SecretData): void {
  const inputs = adversarialInputs(data, secretSamples("rules"));
  const list = join(folder, "adversarial.json");
  writeFileSync(list, JSON.stringify(inputs));
  const measured = runOurs(["each", list]) as { seconds: number; findings: number }[];
  const rows = inputs.map((input, index) => ({ ...input, ...measured[index]! }));
  rows.sort((left, right) => right.seconds - left.seconds);
  console.log(`\nadversarial inputs of 1 MB, the slowest ${slowestShown} of ${rows.length}:\n`);
  console.log("| input | read as | CPU s | findings |\n|---|---|---|---|");
  for (const { name, path, seconds, findings } of rows.slice(0, slowestShown))
    console.log(`| ${name} | ${path} | ${seconds.toFixed(3)} | ${findings} |`);
}

const data = compileSecrets("rules");
const bundle = await bundleOurs(data);
for (const corpus of values.corpus ?? []) measureCorpus(resolve(corpus));
measureStart();
measureAdversaries(data);
rmSync(folder, { recursive: true, force: true });
