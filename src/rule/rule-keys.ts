import { cutShort, nearest } from "#model/user-error.ts";
import { formulaKeys } from "#rule/formula.ts";
import type { SourceNode } from "#rule/source.ts";
import { taintKeys } from "#rule/taint.ts";

/** Keys of a rule besides its formula. `artifacts` is ours: Semgrep passes over it. */
const ruleKeys = [
  "id",
  "mode",
  "languages",
  "severity",
  "message",
  "metadata",
  "paths",
  "options",
  "min-version",
  "max-version",
  "fix",
  "fix-regex",
  "artifacts",
  "match",
  "once-for",
];

/** Keys that say what a rule finds, and that nobody reads yet: silence would be a rule that does not run. */
const refusedKeys: ReadonlyMap<string, string> = new Map([
  ["join", "rules that join others are not supported"],
  ["extract", "rules that extract code are not supported"],
  ["steps", "rules in steps are not supported"],
  ["validators", "rules that ask a server are not supported: a scan sends nothing"],
  ["r2c-internal-project-depends-on", "rules about dependencies are not supported"],
]);

/** Keys that nobody knows are passed over, as Semgrep does, unless they look like an operator or like a known key. */
export function checkKey(key: string, value: SourceNode): void {
  const reason = refusedKeys.get(key);
  if (reason !== undefined) throw value.error(reason, "Write it as a search rule, or take it out.");
  if ([...ruleKeys, ...formulaKeys, ...taintKeys].includes(key)) return;
  const near = nearest(key, [...ruleKeys, ...formulaKeys]);
  if (near !== undefined) throw value.error(`the key '${cutShort(key)}' is not known`, `Did you mean '${near}'?`);
  if (/^(?:pattern|metavariable|focus|semgrep-internal|r2c-internal)/.test(key))
    throw value.error(`the operator '${cutShort(key)}' is not known`, `Known: ${formulaKeys.join(", ")}.`);
}
