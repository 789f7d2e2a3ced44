import { isThere, readOwnFile, yamlFilesOf, type OwnFile } from "#cli/own-file.ts";
import { tellMistake, type Terminal } from "#cli/terminal.ts";
import { compileRule, type CompiledRule } from "#compile-rule.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { type Check, openRuleFile, readOpenFile, type RuleFile } from "#rule/load.ts";
import { redactValue } from "#secrets/redact-value.ts";

/** A file of rules. */
export interface RuleText {
  readonly name: string;
  readonly text: string;
}

/** Rules to run, and how many of the user's are not understood: each of those has been told. */
export interface UserRules {
  readonly rules: Rule[];
  readonly refused: number;
}

/** A file, or every YAML file below a folder, sorted. */
export function ruleFilesAt(given: OwnFile): RuleText[] {
  if (!isThere(given.path)) throw new UserError(`the rules '${given.name}' do not exist`);
  return yamlFilesOf(given).map((file) => ({ name: file.name, text: readOwnFile(file) }));
}

/**
 * The rules of one file of the user's, compiled in full once, so that what is wrong is known before anything runs. What
 * they say of themselves is redacted: a scanned tree can supply them. What the prefilter needs of them is kept, so that
 * threads compile nothing before they know which front-ends their files need.
 */
export async function checkedRules({ name, text }: RuleText): Promise<RuleFile> {
  const open = openRuleFile(name, text);
  const compiled = new Map<Rule, CompiledRule>();
  const check: Check = (rule) => {
    const made = compileRule(rule);
    made.validate();
    compiled.set(rule, made);
  };
  const file = await withSyntaxes(() => readOpenFile(open, "user", check));
  const rules = file.rules.map((rule): Rule => {
    const metadata = redactValue(rule.metadata);
    if (rule.mode !== "search" && rule.mode !== "taint") return { ...rule, metadata };
    // Rules of several languages were checked one by one, before they were joined.
    return { ...rule, metadata, literals: (compiled.get(rule) ?? compileRule(rule)).literals };
  });
  return { ...file, rules };
}

/** The rules of the user's files; an id that is taken, there or among `builtIn`, is a mistake like any other. */
export async function readUserRules(
  files: readonly RuleText[],
  builtIn: readonly Rule[],
  terminal: Terminal,
): Promise<UserRules> {
  const ids = new Set(builtIn.map((rule) => rule.metadata.id));
  const rules: Rule[] = [];
  const mistakes: UserError[] = [];
  for (const file of files) {
    const read = await checkedRules(file);
    for (const note of read.notes) terminal.note(`note: ${note}`);
    mistakes.push(...read.mistakes);
    for (const rule of read.rules) {
      const { id } = rule.metadata;
      if (ids.has(id)) mistakes.push(takenId(id, file.name));
      else rules.push(rule);
      ids.add(id);
    }
  }
  for (const mistake of mistakes) tellMistake(mistake, terminal);
  return { rules, refused: mistakes.length };
}

function takenId(id: string, where: string): UserError {
  return new UserError(`two rules are called '${id}'`, { where, suggestion: "Give this one another id." });
}
