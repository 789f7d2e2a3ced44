import { isFolder, isThere, readOwnFile, realPathOf, ruleFilesOf, type OwnFile } from "#cli/own-file.ts";
import { RuleReading } from "#cli/rule-bounds.ts";
import { tellMistake, type Terminal } from "#cli/terminal.ts";
import { compileRule, knownNeeds, type CompiledRule } from "#compile-rule.ts";
import { withSyntaxes } from "#load-syntax.ts";
import { checkTime, never } from "#match/fuel.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { createOutliner } from "#outline-file.ts";
import { firstMistakes } from "#rule/first-told.ts";
import { type Check, openRuleFile, readOpenFile, type RuleFile } from "#rule/load.ts";
import { valueRedactor } from "#secrets/redact-value.ts";
import { holdsRules, isYaml } from "#rule-file-names.ts";
import { createStatedFacts } from "#stated-facts.ts";

/** A file that may hold rules. */
export interface RuleText {
  readonly name: string;
  /** What it says, or why that cannot be read. */
  readonly text: string | UserError;
  /** Holds if the file itself was asked for, and not only a folder that it lies in. */
  readonly isAsked: boolean;
  /** Where it lies, absolute; absent at a revision, in whose tree its name is its path. */
  readonly path?: string;
}

/** A rule that is not understood, or a file that is no file of rules. */
export interface Refusal {
  readonly file: RuleText;
  readonly mistake: UserError;
}

/** The user's rules, and those that are not understood: each of these has been told. */
export interface UserRules {
  readonly rules: readonly Rule[];
  readonly refused: readonly Refusal[];
  /** Every id in the files, also of those that are not understood. */
  readonly written: ReadonlySet<string>;
}

/** A file, or those below a folder that may be files of rules, sorted. Throws a `UserError` for a folder without any. */
export function ruleFilesAt(given: OwnFile, reading = new RuleReading<RuleText>()): RuleText[] {
  if (!isThere(given.path)) throw new UserError(`the rules '${given.name}' do not exist`, { names: [given.name] });
  const taken = (file: OwnFile, isAsked: boolean) => reading.take(realPathOf(file), () => ruleTextOf(file, isAsked));
  if (!isFolder(given)) {
    const file = taken(given, true);
    return [isRuleFile(file) ? file : { ...file, isAsked: true }];
  }
  return withRules(
    ruleFilesOf(given).map((file) => taken(file, false)),
    given.name,
  );
}

/** A file of which nothing is asked yet. */
export function ruleTextOf(file: OwnFile, isAsked: boolean): RuleText {
  try {
    return { name: file.name, path: file.path, text: readOwnFile(file), isAsked };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { name: file.name, path: file.path, text: error, isAsked };
  }
}

/** The files of a folder, if there is one with rules among them. */
export function withRules(files: readonly RuleText[], folder: string): RuleText[] {
  if (files.some(isRuleFile)) return [...files];
  throw new UserError(`no rules lie below '${folder}'`, { names: [folder], suggestion: layout });
}

/** How rules are laid out. */
export const layout = "A file of rules is YAML with a list under 'rules'; its tests lie beside it under its name.";

/** What was asked for is meant to hold rules, and so may be what cannot be read. */
function isRuleFile({ text, isAsked }: RuleText): boolean {
  return isAsked || typeof text !== "string" || holdsRules(text);
}

/**
 * The rules of one file of the user's, compiled in full once, so that what is wrong is known before anything runs. What
 * they say of themselves is redacted: a scanned tree can supply them; of ids, which are names, only the tokens in them.
 * What the prefilter needs of them is kept, so that threads compile nothing before they know which front-ends their
 * files need. Throws `OutOfTime` after the deadline, in milliseconds since 1970.
 */
export async function checkedRules(
  { name, text }: Pick<RuleText, "name" | "text">,
  { apis }: Pick<Knowledge, "apis">,
  deadline = never,
): Promise<RuleFile> {
  if (typeof text !== "string") return { rules: [], ids: [], mistakes: [text], notes: [] };
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
  const redactOf = valueRedactor(file.ids.map(({ id }) => id));
  const rules = file.rules.map((rule): Rule => {
    checkTime(deadline);
    const metadata = redactOf(rule.metadata);
    if (rule.mode !== "search" && rule.mode !== "taint") return { ...rule, metadata };
    // Rules of several languages were checked one by one, before they were joined.
    return { ...rule, metadata, ...knownNeeds(rule, compiled.get(rule) ?? compileRule(rule, facts)) };
  });
  return { ...file, rules, ids: file.ids.map((place) => ({ ...place, id: redactOf(place.id) })) };
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
  const read: (RuleFile & { readonly file: RuleText })[] = [];
  for (const file of new Set(files.filter(isRuleFile))) {
    const one = await reading.inTime(checkedRules(file, knowledge, reading.deadline));
    reading.count(one.ids.length, file.name);
    read.push({ ...one, file });
  }
  const shared = sharedIds(read);
  const rules = new Map<string, Rule>();
  const refused: Refusal[] = [];
  for (const { file, ids, notes, mistakes, rules: own } of read) {
    const { name } = file;
    for (const note of notes) terminal.note(`note: ${note}`, [name, ...ids.map(({ id }) => id)]);
    const first = new Map([...ids].reverse().map((each) => [each.id, each.where]));
    const last = new Map(ids.map((each) => [each.id, each.where]));
    const taken: UserError[] = [];
    for (const rule of own) {
      const { id } = rule.metadata;
      const called = shared.has(id) ? nameWithin(name, id) : id;
      if (builtInIds.has(id)) taken.push(takenId(`a built-in rule is called '${id}' already`, id, first.get(id)));
      else if (rules.has(called)) taken.push(takenId(`two rules are called '${id}'`, id, last.get(id)));
      else rules.set(called, called === id ? rule : { ...rule, metadata: { ...rule.metadata, id: called } });
    }
    for (const mistake of [...mistakes, ...firstMistakes(taken, name)]) refused.push({ file, mistake });
  }
  noteShared(
    [...shared].filter((id) => !builtInIds.has(id)),
    [...rules.keys()],
    terminal,
  );
  notePassedOver(
    files.filter((file) => !isRuleFile(file)).map(({ name }) => name),
    terminal,
  );
  for (const { mistake } of refused) tellMistake(mistake, terminal);
  const written = read.flatMap(({ ids }) => ids.map(({ id }) => id));
  return { rules: [...rules.values()], refused, written: new Set([...written, ...rules.keys()]) };
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
  terminal.note(`note: ${what}; such rules are called by their file, too: ${called.join(", ")}`, [first, ...called]);
}

/** A file that lies among rules and holds none may be one whose key is misspelt. */
function notePassedOver(names: readonly string[], terminal: Terminal): void {
  if (names.length === 0) return;
  const shown = names.slice(0, 3);
  const rest = names.length > shown.length ? ` and ${names.length - shown.length} more` : "";
  const hold = names.length === 1 ? "holds no 'rules' and is" : "hold no 'rules' and are";
  terminal.note(`note: ${shown.join(", ")}${rest} ${hold} passed over`, shown);
}

function takenId(message: string, id: string, where: string | undefined): UserError {
  return new UserError(message, { where, suggestion: "Give this one another id.", names: [id] });
}
