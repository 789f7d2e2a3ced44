import { readFileSync, writeFileSync } from "node:fs";
import { compiledCodeOf, runScript, scriptOf } from "#part.ts";

/**
 * Runs a part of the build over a real skill, so that V8 compiles what every scan needs, and keeps that beside it. More
 * would cost small scans more than it saves large ones. With `check`, says instead whether V8 takes what was kept.
 */
const [, , part, step] = process.argv;
const bundle = new URL(`../dist/${part}.cjs`, import.meta.url);
if (step === "check") {
  const { cachedDataRejected } = scriptOf(bundle, readFileSync(compiledCodeOf(bundle)));
  if (cachedDataRejected !== false) throw new Error(`V8 refuses the compiled code of '${part}'`);
} else {
  const script = scriptOf(bundle);
  const exported = runScript(script, bundle);
  if (part === "program") await warmProgram(exported as typeof import("#program.ts"));
  else warmFrontEnd(exported as typeof import("#syntax/script.ts"));
  writeFileSync(compiledCodeOf(bundle), script.createCachedData());
}
process.exitCode = 0;

async function warmProgram(program: typeof import("#program.ts")): Promise<void> {
  for (const format of ["pretty", "sarif"]) {
    await program.run(["scan", "fixtures/support-desk/.claude/skills", "--no-config", "--format", format], "0.0.0");
  }
}

function warmFrontEnd({ parseTypescript }: typeof import("#syntax/script.ts")): void {
  for (const file of ["src/program.ts", "src/part.ts", "src/scan.ts"])
    parseTypescript(file, readFileSync(file, "utf8"));
}
