import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Mode, SuiteCase } from "./conformance-case.ts";
import { chainCases } from "./conformance-chains.ts";
import { collectionCases, coreCases } from "./conformance-collect.ts";
import { explain, readExpectations, surprises } from "./conformance-expectations.ts";
import { runAll } from "./conformance-pool.ts";
import { scoresOf, tableOf } from "./conformance-score.ts";

const usage = `usage: npm run conformance -- [--core DIR --manifest FILE] [--rules DIR] [--chains] [--cut] [--json] [--only TEXT] [--jobs N]

  --core DIR       a checkout of opengrep/opengrep, with --manifest FILE: the cases in it
  --rules DIR      a checkout of opengrep/opengrep-rules
  --chains         endless chains of every operator instead
  --cut            cut every target in the middle: nothing is expected but that the engine survives it
  --only TEXT      only cases whose name holds TEXT
  --seconds N      how long one case may take (default: 120)
`;

const { values } = parseArgs({
  options: {
    core: { type: "string" },
    manifest: { type: "string" },
    rules: { type: "string" },
    chains: { type: "boolean", default: false },
    cut: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    jobs: { type: "string", default: "2" },
    seconds: { type: "string", default: "120" },
  },
});

const collected = collect().filter(({ id }) => id.includes(values.only));
const cases = collected.filter(({ target }) => target === undefined || existsSync(target));
const absent = collected.length - cases.length;
if (cases.length === 0) {
  console.error(usage);
  process.exit(2);
}
const mode: Mode = values.cut ? "cut" : "whole";
const started = performance.now();
const results = await runAll(cases, { mode, jobs: Number(values.jobs), deadline: Number(values.seconds) });
const scores = scoresOf(results);
const isSurvival = values.chains || mode === "cut";
const list = fileURLToPath(new URL("../test/conformance/expected-failures.yaml", import.meta.url));
const whole = values.only === "" && values.core !== undefined && values.rules !== undefined;
const wrong = isSurvival
  ? results.flatMap(({ test, outcome }) => (outcome.error === undefined ? [] : [`${test.id}: ${outcome.error}`]))
  : surprises(results, readExpectations(list), whole);

if (values.json) {
  const all = results.map(({ test, outcome }) => ({ case: test.id, ...outcome, explanation: explain(outcome) }));
  console.log(JSON.stringify({ scores, surprises: wrong, cases: all }, null, 1));
} else {
  console.log(tableOf(scores));
  for (const line of wrong) console.log(line.slice(0, 400));
  const [slowest] = [...results].sort((one, other) => other.outcome.milliseconds - one.outcome.milliseconds);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${cases.length} cases in ${seconds} s, ${wrong.length} surprises; ${absent} without a target in the checkout`,
  );
  if (slowest) console.log(`slowest: ${slowest.outcome.milliseconds.toFixed(0)} ms, ${slowest.test.id}`);
}
process.exitCode = wrong.length > 0 ? 1 : 0;

function collect(): SuiteCase[] {
  if (values.chains) return chainCases();
  const needed = [values.core, values.manifest, values.rules].filter((path) => path !== undefined);
  for (const path of needed) if (!existsSync(path)) throw new Error(`'${path}' does not exist`);
  return [
    ...(values.core !== undefined && values.manifest !== undefined ? coreCases(values.core, values.manifest) : []),
    ...(values.rules === undefined ? [] : collectionCases(values.rules)),
  ];
}
