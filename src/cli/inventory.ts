import { exitCodes } from "#cli/exit-code.ts";
import { inspectTree } from "#cli/tree.ts";
import type { Verb } from "#cli/verb.ts";
import { inventoryReporters } from "#report/table.ts";

/** `countersign inventory [PATH…]`: what the tree encodes, whether or not a rule minds it. */
export const inventory: Verb = async (invocation) => {
  const { report } = await inspectTree(invocation, "facts");
  const format = invocation.flags.format === "json" ? "json" : "table";
  const reporter = await inventoryReporters[format]();
  const { color, width } = invocation.terminal;
  invocation.terminal.out(reporter(report, { color, width, showSuppressed: false }));
  return report.summary.partial && invocation.flags.allowPartial !== true ? exitCodes.partial : exitCodes.clean;
};
