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
  const about = pack === "user" ? readForeign(node.get("metadata")) : readOwn(node.get("metadata"));
  const message = pack === "user" ? (node.get("message")?.text(longestMessage) ?? id) : node.need("message").text();
  return {
    id,
    pack,
    title: about.title ?? titleIn(message) ?? id,
    severity,
    securitySeverity: about.score ?? scores[severity],
    confidence: about.confidence,
    message: message.replace(/\s+/g, " ").trim(),
    help: about.help ?? "",
    cwe: about.cwe.map((entry) => /CWE-\d+/.exec(entry)?.[0] ?? entry),
    standards: about.standards,
    class: kind,
  };
}

/** Characters of a message, which every finding tells. */
const longestMessage = 10_000;

/** The first sentence of a message, where it is short enough for a title and says the same of every finding. */
function titleIn(message: string): string | undefined {
  const [sentence = ""] = message
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200)
    .split(/[.!?](?: |$)/, 1);
  return sentence === "" || sentence.length > 120 || /\$[A-Z_.]/.test(sentence) ? undefined : sentence;
}

/** What the `metadata` of a rule says of what we show. */
interface About {
  readonly title?: string | undefined;
  readonly score?: number | undefined;
  readonly confidence: RuleMetadata["confidence"];
  readonly help?: string | undefined;
  readonly cwe: readonly string[];
  readonly standards: readonly StandardReference[];
}

function readOwn(node: SourceNode | undefined): About {
  return {
    title: node?.get("title")?.text(),
    score: readScore(node?.get("security-severity")),
    confidence: readConfidence(node?.get("confidence")),
    help: node?.get("help")?.text(),
    cwe: readList(node?.get("cwe")),
    standards: readList(node?.get("standards")).map((entry) => readStandard(entry, node!.need("standards"))),
  };
}

/** The `metadata` of others may hold anything under any name: what does not fit is passed over. */
function readForeign(node: SourceNode | undefined): About {
  if (!node?.isMap) return { confidence: "high", cwe: [], standards: [] };
  const textOf = (key: string) => textsOf(node.get(key))[0];
  const score = Number(node.get("security-severity")?.scalar);
  return {
    title: textOf("title"),
    score: score > 0 && score <= 10 ? score : undefined,
    confidence: readConfidence(node.get("confidence")),
    help: textOf("help"),
    cwe: textsOf(node.get("cwe")),
    standards: [],
  };
}

function textsOf(node: SourceNode | undefined): string[] {
  const nodes = node?.isList ? node.items() : node ? [node] : [];
  return nodes.flatMap(({ scalar }) => (typeof scalar === "string" ? [scalar] : []));
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
