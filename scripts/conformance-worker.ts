import type { Mode, SuiteCase } from "./conformance-case.ts";
import { withSyntaxes } from "#load-syntax.ts";
import { runCase } from "./conformance-run.ts";

// One case at a time, so that whoever waits knows which one this process fell over.
process.on("message", ({ test, mode }: { readonly test: SuiteCase; readonly mode: Mode }) => {
  void withSyntaxes(() => runCase(test, mode)).then((outcome) => process.send?.(outcome));
});
