import type { Role } from "#model/artifact.ts";
import type { FixRegex, Formula, GraphRule, Rule, RuleScope, SearchRule, TaintRule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import { RuleError } from "#match/rule-error.ts";
import { readChangePatterns } from "#rule/change-patterns.ts";
import { formulaKeys, readFormula } from "#rule/formula.ts";
import { firstMistakes, firstNotes } from "#rule/first-told.ts";
import { type Places, placeOf } from "#rule/formula-places.ts";
import { readGraphTerms, readRegexOf } from "#rule/graph-terms.ts";
import { readLanguages } from "#rule/languages.ts";
import { readMatch } from "#rule/match-formula.ts";
import { checkMetavariables } from "#rule/metavariables.ts";
import { readMetadata } from "#rule/metadata.ts";
import { readOptions, versionObstacle } from "#rule/options.ts";
import { asksForFacts } from "#rule/rule-formulas.ts";
import { checkKey } from "#rule/rule-keys.ts";
import { readSource, type SourceNode } from "#rule/source.ts";
import { readTaint, taintKeys, unmetLabels } from "#rule/taint.ts";
import { joinVariants } from "#rule/variants.ts";

const roles: readonly Role[] = [
  "skill",
  "agent-settings",
  "mcp-config",
  "instructions",
  "agent-definition",
  "workflow",
  "iac",
  "package",
  "source",
];

/** Compiles a rule in full; throws a `RuleError` for what is not understood. */
export type Check = (rule: SearchRule | TaintRule) => void;

/** The rules of a file, and what is wrong with those that could not be read. */
export interface RuleFile {
  readonly rules: readonly Rule[];
  /** Every id that the file gives, also to rules that are not understood or passed over, with its place; in order. */
  readonly ids: readonly RulePlace[];
  /** One for each rule that is not understood, and for a file that is none. */
  readonly mistakes: readonly UserError[];
  /** Rules that are for another version of the language, each with the reason, and what rules say that means nothing. */
  readonly notes: readonly string[];
}

/** An id of a rule, and `file:line:column` of it. */
export interface RulePlace {
  readonly id: string;
  readonly where: string;
}

/** Reads a Semgrep rule file. Throws a `UserError` that names the place for the first thing that is not understood. */
export function readRules(path: string, text: string, pack: string): Rule[] {
  return joinVariants(nodesOf(path, text).map((node) => readRule(node, pack)));
}

/** A rule file of which the YAML is read, and nothing else yet. */
export interface OpenRuleFile {
  readonly nodes: readonly SourceNode[];
  /** What keeps it from being a rule file. */
  readonly mistakes: readonly UserError[];
}

/** Reads the YAML of a Semgrep rule file. */
export function openRuleFile(path: string, text: string): OpenRuleFile {
  const mistakes: UserError[] = [];
  const nodes = attempt(() => nodesOf(path, text), mistakes) ?? [];
  return { nodes, mistakes: mistakes.map(ofWholeFile) };
}

/** Where no list of rules can be made out, all rules of a file are lost. */
function ofWholeFile({ message, where, suggestion, names }: UserError): UserError {
  return new UserError(`${message}; none of the rules of this file runs`, {
    where,
    names,
    suggestion: suggestion ?? "Mend the YAML at this place; what follows in the file is not looked at before.",
  });
}

/** Reads a Semgrep rule file, rule by rule: what is wrong with one keeps none of the others from being read. */
export function readRuleFile(path: string, text: string, pack: string, check?: Check): RuleFile {
  return readOpenFile(openRuleFile(path, text), pack, check);
}

/** Reads what `openRuleFile` opened; may be called again, where `check` threw something that was not about a rule. */
export function readOpenFile({ nodes, mistakes: before }: OpenRuleFile, pack: string, check?: Check): RuleFile {
  const rules: Rule[] = [];
  const mistakes = [...before];
  const notes: string[] = [];
  for (const node of nodes) {
    attempt(() => {
      const obstacle = node.isMap ? versionObstacle(node) : undefined;
      if (obstacle !== undefined) {
        notes.push(`${node.where}: ${named(node)} is passed over: ${obstacle}`);
        return;
      }
      const rule = readRule(node, pack, check);
      rules.push(rule);
      const unmet = rule.mode === "taint" ? unmetLabels(rule) : [];
      for (const each of unmet) notes.push(`${node.where}: ${named(node)}: ${each}`);
    }, mistakes);
  }
  const path = nodes[0]?.path ?? "";
  return {
    rules: joinVariants(rules),
    ids: nodes.flatMap(idOf),
    mistakes: firstMistakes(mistakes, path),
    notes: firstNotes(notes, path),
  };
}

function idOf(node: SourceNode): RulePlace[] {
  const id = node.isMap ? node.get("id") : undefined;
  return id && typeof id.scalar === "string" ? [{ id: id.scalar, where: id.where }] : [];
}

function attempt<T>(read: () => T, mistakes: UserError[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    mistakes.push(error);
    return undefined;
  }
}

/** Rules of one file; a scanned tree can supply it. */
const mostRules = 20_000;

/** The rules stand under `rules`, or are all that the file holds. */
function nodesOf(path: string, text: string): readonly SourceNode[] {
  const file = readSource(path, text);
  if (!file.isList && !file.isMap) throw file.error("a rule file is a map with the key 'rules'");
  const list = file.isList ? file : file.need("rules");
  const nodes = list.items();
  if (nodes.length > mostRules) throw list.error(`more than ${mostRules} rules in a file`);
  return nodes;
}

function named(node: SourceNode): string {
  const id = node.get("id")?.scalar;
  return typeof id === "string" ? `rule '${id}'` : "a rule";
}

/** Reads a rule; what is wrong with it is told with its id. */
function readRule(node: SourceNode, pack: string, check?: Check): Rule {
  try {
    return readKnown(node, pack, check);
  } catch (error) {
    if (!(error instanceof UserError) || !node.isMap) throw error;
    const { message, where, suggestion } = error;
    const names = idOf(node).map(({ id }) => id);
    throw new UserError(`${named(node)}: ${message.replace(/^rules\[\d+\](?:\.|: )/, "")}`, {
      where,
      suggestion,
      names,
    });
  }
}

function readKnown(node: SourceNode, pack: string, check?: Check): Rule {
  if (!node.isMap) throw node.error("a rule is a map with an 'id'");
  for (const [key, value] of node.entries()) checkKey(key, value);
  const mode = node.get("mode")?.word(["search", "graph", "drift", "taint", "join", "extract", "step"]) ?? "search";
  const metadata = readMetadata(node, pack, mode === "graph" || mode === "drift" ? "model-aware" : "portable");
  const paths = readPaths(node);
  if (mode === "graph" || mode === "drift") return { metadata, scope: paths, ...readFactRule(node, mode) };
  if (mode !== "search" && mode !== "taint") throw node.need("mode").error(`${mode} rules are not supported yet`);
  const places: Places = new Map();
  const common = { metadata, scope: readScope(node, paths), ...readExtras(node), ...readOncePerFile(node) };
  const isTaint = mode === "taint" || node.get("taint") !== undefined;
  const rule: SearchRule | TaintRule = isTaint
    ? { mode: "taint", ...common, ...readTaint(node, places) }
    : { mode: "search", ...common, formula: readSearch(node, places) };
  if (check) checkAt(rule, places, check);
  return isModelAware(rule) ? { ...rule, metadata: { ...metadata, class: "model-aware" } } : rule;
}

/** What a rule about facts, or about their changes, asks for. */
function readFactRule(node: SourceNode, mode: "graph" | "drift") {
  const match = node.need("match");
  if (mode === "graph") return { mode, match: readGraphTerms(match), ...readOnceFor(node) };
  const once = node.get("once-for");
  if (once) throw once.error("'once-for' is for graph rules and rules about code");
  return { mode, match: readChangePatterns(match) };
}

/** Semgrep knows no gates and no facts. */
function isModelAware(rule: SearchRule | TaintRule): boolean {
  const hasGates = rule.mode === "taint" && rule.sanitizers.some(({ gate }) => gate !== undefined);
  return hasGates || rule.oncePerFile === true || asksForFacts(rule);
}

/** How many findings in code are one; a rule that says so is no plain Semgrep. */
function readOncePerFile(node: SourceNode): Pick<SearchRule, "oncePerFile"> {
  const term = node.get("once-for");
  if (!term) return {};
  term.only(["in"]);
  if (term.need("in").text() !== "file") throw term.error("rules about code tell once in a file");
  return { oncePerFile: true };
}

function readOnceFor(node: SourceNode): Pick<GraphRule, "onceFor"> {
  const term = node.get("once-for");
  if (!term) return {};
  term.only(["metavariable", "regex", "in"]);
  const within = term.get("in");
  if (within && within.text() !== "file" && within.text() !== "tree") throw within.error("'in' is 'file' or 'tree'");
  return { onceFor: { ...readRegexOf(term), inTree: within?.text() === "tree" } };
}

/** What rules about files have besides what they find. */
function readExtras(node: SourceNode): Pick<SearchRule, "options" | "fix" | "fixRegex"> {
  const options = node.get("options");
  const fix = node.get("fix")?.text();
  const fixRegex = node.get("fix-regex");
  return {
    ...(options ? { options: readOptions(options) } : {}),
    ...(fix === undefined ? {} : { fix }),
    ...(fixRegex ? { fixRegex: readFixRegex(fixRegex) } : {}),
  };
}

function readSearch(node: SourceNode, places: Places): Formula {
  const misplaced = node.entries().find(([key]) => taintKeys.some((name) => name === key));
  if (misplaced) throw misplaced[1].error(`'${misplaced[0]}' is for taint rules`, "Add 'mode: taint'.");
  const match = node.get("match");
  if (!match) {
    const formula = readFormula(node, places);
    checkMetavariables(formula, places);
    return formula;
  }
  const beside = node.entries().find(([key]) => formulaKeys.includes(key));
  if (beside) throw beside[1].error(`'${beside[0]}' stands beside 'match'`, "Keep one of them.");
  const formula = readMatch(match, places);
  checkMetavariables(formula, places);
  return formula;
}

/** Compiles the rule; what is wrong is told with its place in the file. */
function checkAt(rule: SearchRule | TaintRule, places: Places, check: Check): void {
  try {
    check(rule);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const { message, path, suggestion } = error;
    const [formula, rest] = formulaAt(rule, path);
    throw (formula && placeOf(formula, rest, places)?.error(message, suggestion)) ?? error;
  }
}

/** The formula that a path of the compiler begins with, and how it goes on: `sinks[0]/all[1].pattern`. */
function formulaAt(rule: SearchRule | TaintRule, path: string): readonly [Formula | undefined, string] {
  if (rule.mode === "search") return [rule.formula, path];
  const [part = "", rest = ""] = path.split("/", 2);
  const [, name, index] = /^(\w+)\[(\d+)\]$/.exec(part) ?? [];
  const specs =
    name === "sources" || name === "sinks" || name === "sanitizers" || name === "propagators" ? rule[name] : [];
  return [specs[Number(index)]?.formula, rest];
}

function readScope(node: SourceNode, { include, exclude }: Pick<RuleScope, "include" | "exclude">): RuleScope {
  const artifacts = node.get("artifacts")?.items() ?? [];
  return {
    languages: readLanguages(node.need("languages")),
    roles: artifacts.map((item) => item.word(roles)),
    include,
    exclude,
  };
}

function readPaths(node: SourceNode): Pick<RuleScope, "include" | "exclude"> {
  const paths = node.get("paths")?.only(["include", "exclude"]);
  return { include: paths?.get("include")?.texts() ?? [], exclude: paths?.get("exclude")?.texts() ?? [] };
}

function readFixRegex(node: SourceNode): FixRegex {
  node.only(["regex", "replacement", "count"]);
  const count = node.get("count")?.number();
  return {
    regex: node.need("regex").text(),
    replacement: node.need("replacement").text(),
    ...(count === undefined ? {} : { count }),
  };
}
