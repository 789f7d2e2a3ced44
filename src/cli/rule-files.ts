import { isThere, isYaml, readOwnFile, yamlFilesOf, type OwnFile } from "#cli/own-file.ts";
import { RuleReading } from "#cli/rule-bounds.ts";
import { tellMistake, type Terminal } from "#cli/terminal.ts";
import { compileRule, type CompiledRule } from "#compile-rule.ts";
import { withSyntaxes } from "#load-syntax.ts";
import { checkTime, never } from "#match/fuel.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { createOutliner } from "#outline-file.ts";
import { firstMistakes } from "#rule/first-told.ts";
import { type Check, openRuleFile, readOpenFile, type RuleFile } from "#rule/load.ts";
import { valueRedactor } from "#secrets/redact-value.ts";
import { createStatedFacts } from "#stated-facts.ts";

/** A file of rules. */
export interface RuleText {
  readonly name: string;
  readonly text: string;
}

/** The user's rules, and how many of them are not understood: each of those has been told. */
export interface UserRules {
  readonly rules: readonly Rule[];
  readonly refused: number;
  /** Every id in the files, also of those that are not understood. */
  readonly written: ReadonlySet<string>;
}

/** A file, or every YAML file below a folder, sorted; `reading` knows those that were read before. */
export function ruleFilesAt(given: OwnFile, reading = new RuleReading<RuleText>()): RuleText[] {
  if (!isThere(given.path)) throw new UserError(`the rules '${given.name}' do not exist`);
  return yamlFilesOf(given).map((file) =>
    reading.take(file.path, () => ({ name: file.name, text: readOwnFile(file) })),
  );
}

/**
 * The rules of one file of the user's, compiled in full once, so that what is wrong is known before anything runs. What
 * they say of themselves is redacted: a scanned tree can supply them. What the prefilter needs of them is kept, so that
 * threads compile nothing before they know which front-ends their files need. Throws `OutOfTime` after the deadline, in
 * milliseconds since 1970.
 */
export async function checkedRules(
  { name, text }: RuleText,
  { apis }: Pick<Knowledge, "apis">,
  deadline = never,
): Promise<RuleFile> {
  const facts = createStatedFacts(apis, createOutliner(apis));
  const open = openRuleFile(name, text);
  const compiled = new Map<Rule, CompiledRule>();
  const check: Check = (rule) => {
    checkTime(deadline);
    const made = compileRule(rule, facts);
    made.validate();
    compiled.set(rule, made);
  };
  const file = await withSyntaxes(() => readOpenFile(open, "user", check));
  const redactOf = valueRedactor();
  const rules = file.rules.map((rule): Rule => {
    const metadata = redactOf(rule.metadata);
    if (rule.mode !== "search" && rule.mode !== "taint") return { ...rule, metadata };
    // Rules of several languages were checked one by one, before they were joined.
    return { ...rule, metadata, literals: (compiled.get(rule) ?? compileRule(rule, facts)).literals };
  });
  return { ...file, rules };
}

/**
 * The rules of the user's files. Where two files use one id, each of the rules is called by its file, too, as Semgrep
 * calls rules by their folders. An id that is built in, or twice in one file, is a mistake like any other.
 */
export async function readUserRules(
  files: readonly RuleText[],
  knowledge: Pick<Knowledge, "rules" | "apis">,
  terminal: Terminal,
  reading = new RuleReading<RuleText>(),
): Promise<UserRules> {
  const builtInIds = new Set(knowledge.rules.map((rule) => rule.metadata.id));
  const read: (RuleFile & { readonly name: string })[] = [];
  for (const file of new Set(files)) {
    const one = await reading.inTime(checkedRules(file, knowledge, reading.deadline));
    reading.count(one.ids.length, file.name);
    read.push({ ...one, name: file.name });
  }
  const shared = sharedIds(read);
  const rules = new Map<string, Rule>();
  const mistakes: UserError[] = [];
  for (const { name, ids, notes, ...file } of read) {
    for (const note of notes) terminal.note(`note: ${note}`);
    const first = new Map([...ids].reverse().map((each) => [each.id, each.where]));
    const last = new Map(ids.map((each) => [each.id, each.where]));
    const taken: UserError[] = [];
    for (const rule of file.rules) {
      const { id } = rule.metadata;
      const own = shared.has(id) ? nameWithin(name, id) : id;
      if (builtInIds.has(id)) taken.push(takenId(`a built-in rule is called '${id}' already`, first.get(id)));
      else if (rules.has(own)) taken.push(takenId(`two rules are called '${id}'`, last.get(id)));
      else rules.set(own, own === id ? rule : { ...rule, metadata: { ...rule.metadata, id: own } });
    }
    mistakes.push(...file.mistakes, ...firstMistakes(taken, name));
  }
  noteShared(
    [...shared].filter((id) => !builtInIds.has(id)),
    [...rules.keys()],
    terminal,
  );
  for (const mistake of mistakes) tellMistake(mistake, terminal);
  const written = read.flatMap(({ ids }) => ids.map(({ id }) => id));
  return { rules: [...rules.values()], refused: mistakes.length, written: new Set([...written, ...rules.keys()]) };
}

/** Ids that rules of several files have. */
function sharedIds(files: readonly RuleFile[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { rules } of files) {
    const own = new Set(rules.map(({ metadata: { id } }) => id));
    for (const id of own) (seen.has(id) ? shared : seen).add(id);
  }
  return shared;
}

const longestId = 200;

/** `python/jwt.yaml` and `no-verify`: `python.jwt.no-verify`. */
function nameWithin(file: string, id: string): string {
  const words = file
    .replace(isYaml, "")
    .split(/[/\\]/)
    .filter((word) => !/^\.*$/.test(word));
  return [...words, id]
    .join(".")
    .replace(/[^a-zA-Z0-9._-]/g, "-")
    .slice(-longestId);
}

function noteShared(shared: readonly string[], names: readonly string[], terminal: Terminal): void {
  const [first] = shared;
  if (first === undefined) return;
  const called = names.filter((name) => name.endsWith(`.${first}`)).slice(0, 2);
  const what =
    shared.length === 1 ? `the id '${first}' stands in several files` : `${shared.length} ids stand in several files`;
  terminal.note(`note: ${what}; such rules are called by their file, too: ${called.join(", ")}`);
}

function takenId(message: string, where: string | undefined): UserError {
  return new UserError(message, { where, suggestion: "Give this one another id." });
}
