import type { Role } from "#model/artifact.ts";
import { confidences, type Severity } from "#model/finding.ts";
import type { Rule, RuleMetadata, RuleScope, StandardReference } from "#model/rule.ts";
import { formulaKeys, readFormula, readLanguage } from "#rule/formula.ts";
import { readGraphTerms } from "#rule/graph-terms.ts";
import { readSource, type SourceNode } from "#rule/source.ts";

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

/** Keys of a rule besides its formula. `artifacts` is ours: Semgrep passes over it. */
const ruleKeys = [
  "id",
  "mode",
  "languages",
  "severity",
  "message",
  "metadata",
  "paths",
  "options",
  "min-version",
  "max-version",
  "fix",
  "fix-regex",
  "artifacts",
  "match",
];

/** Semgrep's severities, old and new, and `INFO`. */
const severityWords: Readonly<Record<string, Severity>> = {
  CRITICAL: "critical",
  HIGH: "high",
  MEDIUM: "medium",
  LOW: "low",
  ERROR: "high",
  WARNING: "medium",
  INFO: "info",
  INVENTORY: "info",
};

/** The score a severity stands for where the rule gives none; GitHub counts more than 9.0 as critical. */
const scores: Readonly<Record<Severity, number>> = { critical: 9.3, high: 8, medium: 5.5, low: 2.5, info: 1 };

/** Reads a Semgrep rule file. Throws a `UserError` that names the place for everything that is not understood. */
export function readRules(path: string, text: string, pack: string): Rule[] {
  const file = readSource(path, text);
  if (!file.isMap) throw file.error("a rule file is a map with the key 'rules'");
  return file
    .need("rules")
    .items()
    .map((node) => readRule(node, pack));
}

function readRule(node: SourceNode, pack: string): Rule {
  node.only([...ruleKeys, ...formulaKeys]);
  const mode = node.get("mode")?.word(["search", "graph", "taint"]) ?? "search";
  if (mode === "taint") throw node.need("mode").error("taint rules are not supported yet");
  const metadata = readMetadata(node, pack, mode === "graph" ? "model-aware" : "portable");
  const { include, exclude } = readPaths(node);
  if (mode === "graph")
    return { mode, metadata, scope: { include, exclude }, match: readGraphTerms(node.need("match")) };
  const scope: RuleScope = {
    languages: node.need("languages").items().map(readLanguage),
    roles:
      node
        .get("artifacts")
        ?.items()
        .map((item) => item.word(roles)) ?? [],
    include,
    exclude,
  };
  const fix = node.get("fix")?.text();
  return { mode, metadata, scope, formula: readFormula(node), ...(fix === undefined ? {} : { fix }) };
}

function readPaths(node: SourceNode): Pick<RuleScope, "include" | "exclude"> {
  const paths = node.get("paths")?.only(["include", "exclude"]);
  return { include: paths?.get("include")?.texts() ?? [], exclude: paths?.get("exclude")?.texts() ?? [] };
}

function readMetadata(node: SourceNode, pack: string, kind: RuleMetadata["class"]): RuleMetadata {
  const id = node.need("id").text();
  if (!/^[a-zA-Z0-9._-]{1,200}$/.test(id))
    throw node.need("id").error(`'${id}' is no rule id: letters, digits, '.', '_' and '-'`);
  const severityNode = node.need("severity");
  const severity = severityWords[severityNode.word(Object.keys(severityWords))]!;
  const metadata = node.get("metadata");
  return {
    id,
    pack,
    title: metadata?.get("title")?.text() ?? id,
    severity,
    securitySeverity: readScore(metadata?.get("security-severity")) ?? scores[severity],
    confidence: readConfidence(metadata?.get("confidence")),
    message: node.need("message").text().replace(/\s+/g, " ").trim(),
    help: metadata?.get("help")?.text() ?? "",
    cwe: readList(metadata?.get("cwe")).map((entry) => /CWE-\d+/.exec(entry)?.[0] ?? entry),
    standards: readList(metadata?.get("standards")).map((entry) => readStandard(entry, metadata!.need("standards"))),
    class: kind,
  };
}

/** `security-severity`, a number or the text of one. */
function readScore(node: SourceNode | undefined): number | undefined {
  if (!node) return undefined;
  const score = Number(node.scalar);
  if (!(score > 0 && score <= 10)) throw node.error("a score is over 0.0 and at most 10.0");
  return score;
}

/** Semgrep rules give one word in capitals, or none; ours give one of the four. */
function readConfidence(node: SourceNode | undefined): RuleMetadata["confidence"] {
  const word = typeof node?.scalar === "string" ? node.scalar.toLowerCase() : "high";
  return confidences.find((confidence) => confidence === word) ?? "high";
}

function readList(node: SourceNode | undefined): string[] {
  if (!node) return [];
  return node.isList ? node.texts() : [node.text()];
}

/** `OWASP-NHI NHI2`: the list's name and the id in it. */
function readStandard(entry: string, node: SourceNode): StandardReference {
  const [standard, ...rest] = entry.split(" ");
  if (!standard || rest.length === 0) throw node.error(`'${entry}' is no reference; write 'LIST ID'`);
  return { standard, id: rest.join(" ") };
}
