import { exitCodes } from "#cli/exit-code.ts";
import { outputsOf, reportOptions, writeOutput } from "#cli/output.ts";
import { inspectTree } from "#cli/tree.ts";
import type { Verb } from "#cli/verb.ts";
import { inventoryReporters, type InventoryFormat } from "#report/table.ts";

/** `countersign inventory [PATH…]`: what the tree encodes, whether or not a rule minds it. */
export const inventory: Verb = async (invocation) => {
  const outputs = outputsOf(invocation.flags.format, Object.keys(inventoryReporters) as InventoryFormat[], "table");
  const { report } = await inspectTree(invocation, "facts");
  for (const { format, file } of outputs) {
    const reporter = await inventoryReporters[format]();
    writeOutput(reporter(report, reportOptions(invocation, format, file)), file, invocation.terminal);
  }
  return report.summary.partial && invocation.flags.allowPartial !== true ? exitCodes.partial : exitCodes.clean;
};
