import { confidences, type Severity } from "#model/finding.ts";
import type { RuleMetadata, StandardReference } from "#model/rule.ts";
import type { SourceNode } from "#rule/source.ts";

/** Semgrep's severities, old and new. */
const severityWords: Readonly<Record<string, Severity>> = {
  CRITICAL: "critical",
  HIGH: "high",
  MEDIUM: "medium",
  LOW: "low",
  ERROR: "high",
  WARNING: "medium",
  INFO: "info",
  INVENTORY: "info",
  EXPERIMENT: "info",
};

/** The score a severity stands for where the rule gives none; GitHub counts more than 9.0 as critical. */
const scores: Readonly<Record<Severity, number>> = { critical: 9.3, high: 8, medium: 5.5, low: 2.5, info: 1 };

/** Reads what a rule says about itself. Throws a `UserError` for what is missing or not understood. */
export function readMetadata(node: SourceNode, pack: string, kind: RuleMetadata["class"]): RuleMetadata {
  const id = node.need("id").text();
  if (!/^[a-zA-Z0-9._-]{1,200}$/.test(id))
    throw node.need("id").error(`'${id}' is no rule id`, "Use letters, digits, '.', '_' and '-', at most 200.");
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
