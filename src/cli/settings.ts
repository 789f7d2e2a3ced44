import { isUtf8 } from "node:buffer";
import { realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { isThere, notUtf8, readOwnFile } from "#cli/own-file.ts";
import { limitsOf } from "#cli/limits.ts";
import { refusedRule } from "#cli/refused-rule.ts";
import { RuleReading } from "#cli/rule-bounds.ts";
import { readUserRules, ruleFilesAt, withRules, type RuleText } from "#cli/rule-files.ts";
import type { Invocation } from "#cli/verb.ts";
import { checkSeverities, configName, defaultConfig, readConfig, type Config } from "#config.ts";
import { listTree, readFileAt } from "#discover/objects.ts";
import type { FilePlace } from "#file-place.ts";
import { approvalRule } from "#lock/check-findings.ts";
import { compareText } from "#model/location.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { RefusedRule } from "#model/report.ts";
import type { Rule } from "#model/rule.ts";
import { nearestName, UserError } from "#model/user-error.ts";
import { ruleFilesAmong } from "#rule-file-names.ts";

/** The configuration that the flags name, else the one at the root of the place. */
export function configOf(place: FilePlace, flags: Invocation["flags"]): Config {
  if (flags.config === false || (flags.user === true && typeof flags.config !== "string")) return defaultConfig;
  if (typeof flags.config === "string")
    return readConfig(flags.config, readOwnFile({ path: resolve(flags.config), name: flags.config }));
  const text = configTextOf(place);
  return text === undefined ? defaultConfig : readConfig(configName, text);
}

function configTextOf(place: FilePlace): string | undefined {
  if (place.kind === "revision") return readFileAt(place.repository, place.revision, configName)?.toString("utf8");
  const path = join(place.root, configName);
  return isThere(path) ? readOwnFile({ path, name: configName, within: realpathSync(place.root) }) : undefined;
}

/** The rules that a run takes, and what is known of the others. */
export interface ChosenRules {
  readonly rules: readonly Rule[];
  /** Those of the user's that are not understood; they have been told. */
  readonly refused: readonly RefusedRule[];
  /** Ids in the user's files that do not run: left out by flags, or not understood. */
  readonly notRun: ReadonlySet<string>;
}

/** The rules of a run: built in, the configuration's, which lie in the same place, and those of the command line. */
export async function rulesOf(
  place: FilePlace,
  config: Config,
  {
    knowledge,
    flags,
    terminal,
  }: Pick<Invocation, "flags" | "terminal"> & { readonly knowledge: Pick<Knowledge, "rules" | "apis"> },
): Promise<ChosenRules> {
  const reading = new RuleReading<RuleText>(limitsOf(flags).deadline);
  const files = [
    ...[...new Set(config.rules)].flatMap((path) => configuredRuleFiles(place, path, reading)),
    ...(flags.rules ?? []).flatMap((path) => ruleFilesAt({ path: resolve(path), name: path }, reading)),
  ];
  const { rules, refused, written } = await readUserRules(files, knowledge, terminal, reading);
  const all = [...knowledge.rules, ...rules];
  // What is told of approvals has no pattern that could be run, and is asked for like any other.
  const known = new Set([...all.map((rule) => rule.metadata.id), ...written, approvalRule.id]);
  checkSeverities(config, known);
  const chosen = selectRules(all, known, flags);
  const ran = new Set(chosen.map((rule) => rule.metadata.id));
  const told = refused.map((refusal) => refusedRule(refusal, place));
  return { rules: chosen, refused: told, notRun: new Set([...written].filter((id) => !ran.has(id))) };
}

function configuredRuleFiles(place: FilePlace, path: string, reading: RuleReading<RuleText>): RuleText[] {
  if (place.kind === "folder")
    return ruleFilesAt({ path: join(place.root, path), name: path, within: realpathSync(place.root) }, reading);
  const { repository, revision } = place;
  const folder = path.replace(/\/+$/, "");
  const entries = listTree(repository, revision, [folder]);
  const names = entries.flatMap(({ path: name, type }) =>
    type !== "submodule" && typeof name === "string" ? [name] : [],
  );
  if (names.length === 0) throw new UserError(`the rules '${path}' do not exist at '${revision.name}'`);
  const textAt = (name: string, isAsked: boolean): RuleText =>
    reading.take(name, () => {
      const bytes = readFileAt(repository, revision, name) ?? Buffer.alloc(0);
      return { name, text: isUtf8(bytes) ? bytes.toString("utf8") : notUtf8(name), isAsked };
    });
  if (names.includes(folder)) return [textAt(folder, true)];
  const below = folder === "." || folder === "" ? names : names.map((name) => name.slice(folder.length + 1));
  const ways = new Set(ruleFilesAmong(below));
  const files = names.filter((_, index) => ways.has(below[index]!)).sort(compareText);
  return withRules(
    files.map((name) => textAt(name, false)),
    path,
  );
}

function selectRules(
  rules: readonly Rule[],
  known: ReadonlySet<string>,
  { only = [], skip = [] }: Invocation["flags"],
): Rule[] {
  for (const id of [...only, ...skip]) {
    if (known.has(id)) continue;
    const near = nearestName(id, known.keys());
    throw new UserError(`no rule is called '${id}'`, {
      names: [id, near ?? ""],
      suggestion: near === undefined ? undefined : `Did you mean '${near}'?`,
    });
  }
  const chosen = rules.filter(({ metadata: { id } }) => (only.length === 0 || only.includes(id)) && !skip.includes(id));
  return chosen.sort((left, right) => compareText(left.metadata.id, right.metadata.id));
}
