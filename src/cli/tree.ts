import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Terminal } from "#cli/terminal.ts";
import type { Invocation } from "#cli/verb.ts";
import { checkSeverities, configName, defaultConfig, readConfig, type Config } from "#config.ts";
import { homePlaces } from "#discover/home.ts";
import { scanRoot } from "#discover/root.ts";
import { loadKnowledge } from "#knowledge.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { Report } from "#model/report.ts";
import type { Rule } from "#model/rule.ts";
import { nearest, UserError } from "#model/user-error.ts";
import { thresholdOf, widest, type Threshold } from "#profile.ts";
import { readRules } from "#rule/load.ts";
import { scan } from "#scan.ts";
import { checkSearchRules } from "#match/compile.ts";
import { syntaxes } from "#syntax/table.ts";

/** Files that a walk takes at most; more is a mistake of the path, or an attack. */
const maxFiles = 500_000;

/** What the verbs that read a tree get. */
export interface Inspection {
  readonly report: Report;
  readonly config: Config;
}

/** Finds root, configuration and rules for the given paths, and scans. */
export async function inspectTree(
  { arguments: paths, flags, terminal, version }: Invocation,
  wanted: { readonly thresholds: (config: Config) => readonly Threshold[] } | "facts",
): Promise<Inspection> {
  const { root, include } = flags.user === true ? homeTree(paths) : requestedTree(paths);
  const knowledge = loadKnowledge();
  const config = configOf(root, flags);
  noteConfig(config, terminal);
  const rules = wanted === "facts" ? [] : rulesOf(root, config, { builtIn: knowledge.rules, flags });
  const report = await scan({
    root,
    include,
    config,
    rules,
    knowledge,
    threshold: wanted === "facts" ? thresholdOf("gate", {}) : widest(wanted.thresholds(config)),
    today: flags.now ?? new Date().toISOString().slice(0, 10),
    fullRun: include.length === 0 && !flags.only?.length && !flags.skip?.length && flags.user !== true,
    limits: {
      maxFileSize: flags.maxFileSize ?? 1024 * 1024,
      maxFiles,
      timeout: (flags.timeout ?? 600) * 1000,
      jobs: flags.jobs ?? 0,
    },
    version,
    searchPath: process.env["PATH"] ?? "",
  });
  return { report, config };
}

/** A configuration comes with the tree that is judged: what it takes out of the judgement is said. */
function noteConfig({ exclude, severity }: Config, terminal: Terminal): void {
  const off = [...severity.values()].filter((change) => change.to === "off").length;
  const parts = [
    ...(exclude.length > 0 ? [`leaves out ${exclude.join(", ")}`] : []),
    ...(off > 0 ? [`switches off ${off} ${off === 1 ? "rule" : "rules"}`] : []),
  ];
  if (parts.length > 0) terminal.note(`note: ${configName} ${parts.join(" and ")}`);
}

/** The rules of a run: built in, the configuration's, and those of the command line. */
function rulesOf(
  root: string,
  config: Config,
  { builtIn, flags }: { readonly builtIn: readonly Rule[]; readonly flags: Invocation["flags"] },
): Rule[] {
  const paths = [...config.rules.map((path) => join(root, path)), ...(flags.rules ?? [])];
  const all = [...builtIn, ...paths.flatMap((path) => rulesAt(path))];
  checkSeverities(config, new Set(all.map((rule) => rule.metadata.id)));
  return selectRules(all, flags);
}

function requestedTree(paths: readonly string[]): { root: string; include: RepoPath[] } {
  const absolute = (paths.length === 0 ? ["."] : paths).map((path) => {
    const full = resolve(path);
    if (!existsSync(full)) throw new UserError(`the path '${path}' does not exist`);
    return realpathSync(full);
  });
  return scanRoot(absolute);
}

function homeTree(paths: readonly string[]): { root: string; include: RepoPath[] } {
  if (paths.length > 0) throw new UserError("--user scans the home folder and takes no paths");
  const home = realpathSync(homedir());
  return { root: home, include: homePlaces().filter((place) => existsSync(join(home, place))) };
}

function configOf(root: string, flags: Invocation["flags"]): Config {
  if (flags.config === false || (flags.user === true && typeof flags.config !== "string")) return defaultConfig;
  const named = typeof flags.config === "string" ? flags.config : undefined;
  const path = named ?? join(root, configName);
  if (named === undefined && !existsSync(path)) return defaultConfig;
  return readConfig(named ?? configName, readOwnFile(path, named ?? configName));
}

/** A file that the user names: unreadable is a mistake, not a problem. */
function readOwnFile(path: string, name: string): string {
  try {
    if (!statSync(path).isFile()) throw new Error("it is no file");
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(`cannot read '${name}': ${(error as Error).message.split(",", 1)[0]!}`);
  }
}

/** The rules of a file, or of every YAML file below a folder. */
function rulesAt(path: string): Rule[] {
  if (!existsSync(path)) throw new UserError(`the rules '${path}' do not exist`);
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.ya?ml$/.test(name))
        .sort(compareText)
        .map((name) => join(path, name))
    : [path];
  const rules = files.flatMap((file) => readRules(file, readOwnFile(file, file), "user"));
  checkSearchRules(rules, syntaxes);
  return rules;
}

function selectRules(rules: readonly Rule[], { only = [], skip = [] }: Invocation["flags"]): Rule[] {
  const known = new Map<string, Rule>();
  for (const rule of rules) {
    if (known.has(rule.metadata.id)) throw new UserError(`two rules are called '${rule.metadata.id}'`);
    known.set(rule.metadata.id, rule);
  }
  for (const id of [...only, ...skip]) {
    if (known.has(id)) continue;
    const near = nearest(id, known.keys());
    throw new UserError(
      `no rule is called '${id}'`,
      near === undefined ? {} : { suggestion: `Did you mean '${near}'?` },
    );
  }
  const chosen = rules.filter(({ metadata: { id } }) => (only.length === 0 || only.includes(id)) && !skip.includes(id));
  return chosen.sort((left, right) => compareText(left.metadata.id, right.metadata.id));
}
