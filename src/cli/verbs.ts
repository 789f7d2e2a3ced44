/** All verbs in one module, loaded when the first of them runs: `--version` and `--help` do without. */
import { explain } from "#cli/explain.ts";
import { inventory } from "#cli/inventory.ts";
import { rules } from "#cli/rules.ts";
import { scanVerb } from "#cli/scan.ts";
import type { Verb } from "#cli/verb.ts";
import { why } from "#cli/why.ts";

/** Name on the command line → what it does. */
export const verbs: Readonly<Record<"scan" | "inventory" | "why" | "explain" | "rules", Verb>> = {
  scan: scanVerb,
  inventory,
  why,
  explain,
  rules,
};
