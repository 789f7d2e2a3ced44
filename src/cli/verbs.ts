/** All verbs in one module, loaded when the first of them runs: `--version` and `--help` do without. */
import { approve } from "#cli/approve.ts";
import { diffVerb } from "#cli/diff.ts";
import { explain } from "#cli/explain.ts";
import { hook } from "#cli/hook.ts";
import { init } from "#cli/init.ts";
import { inventory } from "#cli/inventory.ts";
import { rules } from "#cli/rules.ts";
import { scanVerb } from "#cli/scan.ts";
import { testVerb } from "#cli/test.ts";
import type { Verb } from "#cli/verb.ts";
import { verify } from "#cli/verify.ts";
import { why } from "#cli/why.ts";

/** Name on the command line → what it does. */
export const verbs = {
  scan: scanVerb,
  inventory,
  why,
  diff: diffVerb,
  approve,
  verify,
  hook,
  init,
  explain,
  rules,
  test: testVerb,
} as const satisfies Readonly<Record<string, Verb>>;
