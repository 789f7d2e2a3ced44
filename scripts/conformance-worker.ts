import type { Mode, SuiteCase } from "./conformance-case.ts";
import { runCase } from "./conformance-run.ts";

// One case at a time, so that whoever waits knows which one this process fell over.
process.on("message", ({ test, mode }: { readonly test: SuiteCase; readonly mode: Mode }) => {
  process.send?.(runCase(test, mode));
});
