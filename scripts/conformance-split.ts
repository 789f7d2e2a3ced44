import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { compileRule } from "#compile-rule.ts";
import { defaultConfig } from "#config.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { Rule } from "#model/rule.ts";
import { readRuleFile } from "#rule/load.ts";
import { scan } from "#scan.ts";
import { syntaxes } from "#syntax/table.ts";
import { boardLanguage, type SuiteCase } from "./conformance-case.ts";
import { coreCases } from "./conformance-collect.ts";
import { noKnowledge } from "./conformance-run.ts";
import { splitProgram } from "./split-program.ts";

const usage = `usage: npm run conformance:split -- --core DIR --manifest FILE [--only TEXT]

The cases of cross_function_tainting, each function and class in a module of its own, with rules that follow taint over
files: what is found must be what is found in the one file.
`;

const { values } = parseArgs({
  options: { core: { type: "string" }, manifest: { type: "string" }, only: { type: "string", default: "" } },
});
if (values.core === undefined || values.manifest === undefined) {
  console.error(usage);
  process.exit(2);
}
const cases = coreCases(values.core, values.manifest).filter(
  ({ id, language = "" }) =>
    id.includes("cross_function_tainting") &&
    id.includes(values.only) &&
    ["javascript", "typescript", "python"].includes(boardLanguage(language)),
);
const scores = new Map<string, { passed: number; all: number }>();
for (const test of cases) {
  const language = boardLanguage(test.language ?? "") === "python" ? "python" : "javascript and typescript";
  const score = scores.get(language) ?? { passed: 0, all: 0 };
  scores.set(language, score);
  const { found, moved } = await split(test);
  const isPassed = found.join() === (test.expected ?? []).join();
  score.all++;
  if (isPassed) score.passed++;
  else console.log(`${test.id}: expected ${(test.expected ?? []).join()}; found ${found.join()}; ${moved} modules`);
}
for (const [language, { passed, all }] of scores)
  console.log(`${language}: ${passed} of ${all}, ${((100 * passed) / all).toFixed(1)} %`);

/** The lines that are found once each function has a module of its own. */
async function split({ rule, target = "", language = "" }: SuiteCase): Promise<{ found: number[]; moved: number }> {
  const syntax = boardLanguage(language) === "python" ? "python" : target.endsWith("ts") ? "typescript" : "javascript";
  const text = readFileSync(target, "utf8");
  const { files, header, moved } = await withSyntaxes(() => splitProgram(syntaxes[syntax](basename(target), text)));
  const rules = await withSyntaxes(() =>
    readRuleFile(rule, readFileSync(rule, "utf8"), "user", (each) => compileRule(each).validate()),
  );
  const root = mkdtempSync(join(tmpdir(), "split-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
    const { findings } = await scan({
      place: { kind: "folder", root },
      include: [],
      config: defaultConfig,
      rules: rules.rules.map(overFiles),
      knowledge: noKnowledge,
      threshold: { severity: "info", confidence: "low" },
      today: "2026-01-01",
      fullRun: true,
      limits: { maxFileSize: 1_048_576, maxFiles: 1_000, deadline: Infinity, jobs: 1 },
      version: "0.0.0",
      searchPath: "",
    });
    const lines = findings.map(({ location }) => location.region.startLine - header);
    return { found: [...new Set(lines)].sort((one, other) => one - other), moved };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** As it is scanned: whatever files the rule is for, and whatever it follows by itself. */
function overFiles(rule: Rule): Rule {
  if (rule.mode !== "taint") return rule;
  return {
    ...rule,
    scope: { ...rule.scope, include: [], exclude: [] },
    options: { ...rule.options, taint_intrafile: true, interfile: true },
  };
}
