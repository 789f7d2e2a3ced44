import { existsSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { exitCodes, type ExitCode } from "#cli/exit-code.ts";
import { checkedRules, layout, ruleTextOf } from "#cli/rule-files.ts";
import { tellMistake } from "#cli/terminal.ts";
import type { Invocation, Verb } from "#cli/verb.ts";
import { loadKnowledge, loadSecrets } from "#knowledge.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { visible } from "#report/visible.ts";
import {
  type Disagreement,
  findRuleTests,
  type RuleTests,
  ruleTestsOf,
  testCase,
  testTarget,
  type TestTools,
} from "#rule-tests.ts";
import type { RuleFile } from "#rule/load.ts";

/** What testing came to. */
interface Tally {
  /** Targets and cases that were tried. */
  tried: number;
  failed: number;
  /** Cases whose secrets are made by the project's own tests. */
  unmade: number;
  refused: number;
  readonly untested: string[];
}

/** `countersign test [PATH]`: do the rules of a file, or below a folder, find what files beside them announce? */
export const testVerb: Verb = async (invocation) => {
  const [path = "."] = invocation.arguments;
  const files: TestedFile[] = [];
  const builtIn = loadKnowledge();
  for (const tests of testsAt(path)) files.push(await readTested(tests, builtIn));
  const tally: Tally = { tried: 0, failed: 0, unmade: 0, refused: 0, untested: [] };
  const tools: TestTools = {
    knowledge: { ...builtIn, secrets: loadSecrets() },
    today: new Date().toISOString().slice(0, 10),
    version: invocation.version,
    searchPath: process.env["PATH"] ?? "",
    ids: new Set([
      ...builtIn.rules.map(({ metadata }) => metadata.id),
      ...files.flatMap(({ rules }) => rules.ids.map(({ id }) => id)),
    ]),
  };
  for (const file of files) await testFile(file, tools, invocation, tally);
  invocation.terminal.out(summary(tally));
  return exitCodeOf(tally);
};

function testsAt(path: string): RuleTests[] {
  if (!existsSync(path)) throw new UserError(`the path '${path}' does not exist`);
  if (!statSync(path).isDirectory()) return [ruleTestsOf(path)];
  const tests = findRuleTests(path);
  if (tests.length > 0) return tests;
  throw new UserError(`no rules lie below '${path}'`, { suggestion: layout, names: [path] });
}

/** Nothing tried is nothing proved: a test that was left out, or lies elsewhere, must not look like one that passed. */
function exitCodeOf({ refused, failed, tried, unmade }: Tally): ExitCode {
  if (refused > 0) return exitCodes.usage;
  if (tried + unmade === 0) throw new UserError("no rule has a test", { suggestion: layout });
  return failed > 0 ? exitCodes.findings : exitCodes.clean;
}

/** A file of rules that has been read. */
interface TestedFile {
  readonly tests: RuleTests;
  readonly rules: RuleFile;
}

async function readTested(tests: RuleTests, knowledge: Knowledge): Promise<TestedFile> {
  const { ruleFile } = tests;
  const text = ruleTextOf({ path: resolve(ruleFile), name: ruleFile }, true);
  return { tests, rules: await checkedRules(text, knowledge) };
}

async function testFile(file: TestedFile, tools: TestTools, { terminal }: Invocation, tally: Tally): Promise<void> {
  const { ruleFile, targets, cases } = file.tests;
  const { rules, ids, mistakes, notes } = file.rules;
  const names = [ruleFile, ...ids.map(({ id }) => id)];
  for (const note of notes) terminal.note(`note: ${note}`, names);
  for (const mistake of mistakes) tellMistake(mistake, terminal);
  tally.refused += mistakes.length;
  if (targets.length + cases.length === 0 && rules.length > 0) {
    tally.untested.push(ruleFile);
    terminal.note(`note: ${ruleFile} has no test beside it`, names);
  }
  for (const target of targets) tell(await withSyntaxes(() => testTarget(rules, target, tools)), terminal, tally);
  const [rule] = rules;
  for (const folder of rule ? cases : []) await testOneCase(rule!, folder, { tools, terminal, tally });
}

interface Testing {
  readonly tools: TestTools;
  readonly terminal: Invocation["terminal"];
  readonly tally: Tally;
}

async function testOneCase(rule: Rule, folder: string, { tools, terminal, tally }: Testing): Promise<void> {
  const found = await testCase(rule, folder, tools);
  if (found) tell(found, terminal, tally);
  else tally.unmade++;
}

function tell(found: readonly Disagreement[], terminal: Invocation["terminal"], tally: Tally): void {
  tally.tried++;
  if (found.some(({ kind }) => failures.has(kind))) tally.failed++;
  for (const { file, line, ruleId, kind, flow = [] } of found) {
    terminal.out(`${visible(relative(".", file))}:${line}: ${visible(ruleId)}: ${words[kind]}\n`);
    for (const [index, { message = "", region }] of flow.entries())
      terminal.out(`  step ${index + 1}: ${visible(message)} (${region.startLine}:${region.startColumn})\n`);
  }
}

const failures: ReadonlySet<Disagreement["kind"]> = new Set(["missed", "unexpected", "unknown"]);

const words: Readonly<Record<Disagreement["kind"], string>> = {
  missed: "missed: the line is announced by 'ruleid', and nothing is found",
  unexpected: "unexpected: nothing announces a finding on this line",
  unknown: "unknown: the comment above this line speaks of a rule that is not there",
  "found-now": "found now: 'todoruleid' may become 'ruleid'",
  "gone-now": "gone now: 'todook' may become 'ok'",
};

function summary({ tried, failed, unmade, refused, untested }: Tally): string {
  const parts = [
    `${tried} tried, ${failed} failed`,
    ...(refused > 0 ? [`${refused} ${refused === 1 ? "rule is" : "rules are"} not understood`] : []),
    ...(untested.length > 0 ? [`${untested.length} without a test`] : []),
    ...(unmade > 0 ? [`${unmade} passed over, whose secrets only the project's own tests make`] : []),
  ];
  return `${parts.join("; ")}\n`;
}
