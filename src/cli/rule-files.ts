import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { tellMistake, type Terminal } from "#cli/terminal.ts";
import { compileSearchRule } from "#match/compile.ts";
import { compareText } from "#model/location.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { readRuleFile, type RuleFile } from "#rule/load.ts";
import { syntaxes } from "#syntax/table.ts";

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

/** Names of files that may hold rules. */
export const isYaml = /\.ya?ml$/;

/** A file that the user names: unreadable is a mistake, not a problem. */
export function readOwnFile(path: string, name: string): string {
  try {
    if (!statSync(path).isFile()) throw new Error("it is no file");
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(`cannot read '${name}': ${(error as Error).message.split(",", 1)[0]!}`);
  }
}

/** A file, or every YAML file below a folder, sorted. */
export function ruleFilesAt(path: string): RuleText[] {
  if (!existsSync(path)) throw new UserError(`the rules '${path}' do not exist`);
  const names = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: "utf8" })
        .filter((name) => isYaml.test(name))
        .sort(compareText)
        .map((name) => join(path, name))
    : [path];
  return names.map((name) => ({ name, text: readOwnFile(name, name) }));
}

/** The rules of one file of the user's, compiled in full once, so that what is wrong is known before anything runs. */
export function checkedRules({ name, text }: RuleText): RuleFile {
  return readRuleFile(name, text, "user", (rule) => compileSearchRule(rule, syntaxes).validate());
}

/** The rules of the user's files; an id that is taken, there or among `builtIn`, is a mistake like any other. */
export function readUserRules(files: readonly RuleText[], builtIn: readonly Rule[], terminal: Terminal): UserRules {
  const ids = new Set(builtIn.map((rule) => rule.metadata.id));
  const rules: Rule[] = [];
  const mistakes: UserError[] = [];
  for (const file of files) {
    const read = checkedRules(file);
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
