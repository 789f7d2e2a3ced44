import { writeFileSync } from "node:fs";
import { compiledCodeOf, runScript, scriptOf } from "#part.ts";

/** Runs the program's bundle over the real small tree, so that V8 compiles what a scan needs, and keeps that beside it. */
const bundle = new URL(`../dist/${process.argv[2]}.cjs`, import.meta.url);
const script = scriptOf(bundle);
const program = runScript(script, bundle) as typeof import("#program.ts");
for (const format of ["pretty", "sarif"]) {
  await program.run(["scan", "fixtures/support-desk", "--no-config", "--format", format], "0.0.0");
}
writeFileSync(compiledCodeOf(bundle), script.createCachedData());
process.exitCode = 0;
