import { readFileSync } from "node:fs";
import type { Finding } from "#model/finding.ts";

/**
 * A seeded random sample of the findings of several JSON reports, for reading: `npm run sample -- SEED COUNT REPORT…`.
 * Prints one line a finding: report, path, line, rule, fingerprint, message.
 */
const [seedText = "1", countText = "60", ...reports] = process.argv.slice(2);
let state = Number(seedText) >>> 0;

/** Mulberry32: a small generator whose sequence every machine agrees on. */
function random(): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

const pool = reports.flatMap((report) => {
  const { findings } = JSON.parse(readFileSync(report, "utf8")) as { findings: Finding[] };
  return findings.map((finding) => ({ report, finding }));
});
for (let index = pool.length - 1; index > 0; index--) {
  const other = Math.floor(random() * (index + 1));
  [pool[index], pool[other]] = [pool[other]!, pool[index]!];
}
for (const { report, finding } of pool.slice(0, Number(countText))) {
  const { path, region } = finding.location;
  console.log([report, path, region.startLine, finding.ruleId, finding.fingerprint, finding.message].join("\t"));
}
