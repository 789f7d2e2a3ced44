import { readFileSync } from "node:fs";
import { readSource } from "#rule/source.ts";
import { isPassed, type Result } from "./conformance-case.ts";

/** The failures that are known, each with its reason. */
export interface Expectations {
  /** Languages without a front-end, and modes that do not exist yet. */
  readonly missing: ReadonlyMap<string, string>;
  /** Case → reason. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Reads the list of expected failures. Throws a `UserError` for an entry without a reason. */
export function readExpectations(path: string): Expectations {
  const file = readSource(path, readFileSync(path, "utf8")).only(["missing", "failures"]);
  const missing = file.need("missing").entries();
  const failures = file
    .need("failures")
    .items()
    .map((item) => item.only(["case", "reason"]));
  return {
    missing: new Map(missing.map(([name, reason]) => [name, reason.text()])),
    failures: new Map(failures.map((item) => [item.need("case").text(), item.need("reason").text()])),
  };
}

/** Where the results and the list disagree, one line each; a narrowed run says nothing of entries that it did not try. */
export function surprises(results: readonly Result[], { missing, failures }: Expectations, isWhole: boolean): string[] {
  const lines: string[] = [];
  const lacked = new Set<string>();
  const tried = new Set<string>();
  for (const { test, outcome } of results) {
    tried.add(test.id);
    const isExpected = failures.has(test.id);
    if (outcome.missing !== undefined) {
      lacked.add(outcome.missing);
      if (!missing.has(outcome.missing)) lines.push(`missing without a reason: ${outcome.missing} (${test.id})`);
    } else if (isPassed(outcome)) {
      if (isExpected) lines.push(`passes now, take it off the list: ${test.id}`);
    } else if (!isExpected) {
      lines.push(`fails: ${test.id}: ${explain(outcome)}`);
    }
  }
  if (!isWhole) return lines;
  for (const name of missing.keys()) if (!lacked.has(name)) lines.push(`nothing lacks it any more: ${name}`);
  for (const name of failures.keys()) if (!tried.has(name)) lines.push(`no such case: ${name}`);
  return lines;
}

/** What went wrong in a case. */
export function explain({ error, expected, found }: Result["outcome"]): string {
  if (error !== undefined) return error;
  const lost = expected.filter((line) => !found.includes(line));
  const beside = found.filter((line) => !expected.includes(line));
  const parts = [
    ...(lost.length > 0 ? [`not found in line ${lost.join(", ")}`] : []),
    ...(beside.length > 0 ? [`found beside in line ${beside.join(", ")}`] : []),
  ];
  return parts.join("; ");
}
