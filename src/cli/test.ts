import { existsSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { exitCodes, type ExitCode } from "#cli/exit-code.ts";
import { readOwnFile } from "#cli/own-file.ts";
import { checkedRules } from "#cli/rule-files.ts";
import { tellMistake } from "#cli/terminal.ts";
import type { Invocation, Verb } from "#cli/verb.ts";
import { loadKnowledge, loadSecrets } from "#knowledge.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { visible } from "#report/visible.ts";
import { type Disagreement, findRuleTests, type RuleTests, testCase, testTarget, type TestTools } from "#rule-tests.ts";

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

/** `countersign test [DIR]`: do the rules below a folder find what the files beside them announce, and nothing else? */
export const testVerb: Verb = async (invocation) => {
  const [folder = "."] = invocation.arguments;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UserError(`'${folder}' is no folder`);
  const tests = findRuleTests(folder);
  if (tests.length === 0)
    throw new UserError(`no rules lie below '${folder}'`, {
      suggestion: "A file of rules is YAML with a list under 'rules'; its tests lie beside it under its name.",
    });
  const tally: Tally = { tried: 0, failed: 0, unmade: 0, refused: 0, untested: [] };
  const tools: TestTools = {
    knowledge: { ...loadKnowledge(), secrets: loadSecrets() },
    today: new Date().toISOString().slice(0, 10),
    version: invocation.version,
    searchPath: process.env["PATH"] ?? "",
  };
  for (const one of tests) await testFile(one, tools, invocation, tally);
  invocation.terminal.out(summary(tally));
  return exitCodeOf(tally);
};

function exitCodeOf({ refused, failed }: Tally): ExitCode {
  if (refused > 0) return exitCodes.usage;
  return failed > 0 ? exitCodes.findings : exitCodes.clean;
}

async function testFile(tests: RuleTests, tools: TestTools, { terminal }: Invocation, tally: Tally): Promise<void> {
  const { ruleFile, targets, cases } = tests;
  const text = readOwnFile({ path: resolve(ruleFile), name: ruleFile });
  const { rules, mistakes, notes } = await checkedRules({ name: ruleFile, text });
  for (const note of notes) terminal.note(`note: ${note}`);
  for (const mistake of mistakes) tellMistake(mistake, terminal);
  tally.refused += mistakes.length;
  if (targets.length + cases.length === 0 && rules.length > 0) tally.untested.push(ruleFile);
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
  if (found.some(({ kind }) => kind === "missed" || kind === "unexpected")) tally.failed++;
  for (const { file, line, ruleId, kind } of found) {
    terminal.out(`${visible(relative(".", file))}:${line}: ${visible(ruleId)}: ${words[kind]}\n`);
  }
}

const words: Readonly<Record<Disagreement["kind"], string>> = {
  missed: "missed: the line is announced by 'ruleid', and nothing is found",
  unexpected: "unexpected: nothing announces a finding on this line",
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
