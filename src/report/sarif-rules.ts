import type { ReportingConfiguration, ReportingDescriptor } from "sarif";
import type { Severity } from "#model/finding.ts";
import { compareText } from "#model/location.ts";
import type { RuleMetadata, Standard } from "#model/rule.ts";
import { cweIds } from "#report/sarif-taxonomies.ts";
import type { Taxonomies } from "#report/sarif-taxonomies.ts";
import { shorten, wellFormed } from "#report/visible.ts";

/** What GitHub accepts of a description, in UTF-16 units, and of a name. */
const descriptionLimit = 1024;
const nameLimit = 255;
/** Tags that GitHub shows of a rule. */
const tagLimit = 10;

/** What `ruleDescriptors` needs beside the rules. */
export interface RuleContext {
  readonly standards: readonly Standard[];
  readonly taxonomies: Taxonomies;
  readonly pages: ReadonlyMap<string, string>;
}

/** The level that GitHub and SARIF viewers show for a severity. */
export function levelOf(severity: Severity): "error" | "warning" | "note" {
  if (severity === "critical" || severity === "high") return "error";
  return severity === "medium" ? "warning" : "note";
}

/** The rules, each once, sorted by id: the order that `ruleIndex` counts in. */
export function sortedRules(rules: readonly RuleMetadata[]): RuleMetadata[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return [...byId.values()].sort((left, right) => compareText(left.id, right.id));
}

/** Descriptors of the rules, in the order given. */
export function ruleDescriptors(rules: readonly RuleMetadata[], context: RuleContext): ReportingDescriptor[] {
  return rules.map((rule) => ruleDescriptor(rule, context));
}

function ruleDescriptor(rule: RuleMetadata, { standards, taxonomies, pages }: RuleContext): ReportingDescriptor {
  const relationships = taxonomies.relationships(rule);
  const configuration: ReportingConfiguration = { level: levelOf(rule.severity) };
  return {
    id: rule.id,
    name: pascalName(rule.id),
    shortDescription: { text: description(rule.title) },
    fullDescription: { text: description(general(rule.message)) },
    help: {
      text: wellFormed(rule.help || general(rule.message)),
      markdown: wellFormed(pages.get(rule.id) ?? fallbackPage(rule)),
    },
    defaultConfiguration: configuration,
    properties: {
      precision: rule.confidence,
      "security-severity": Math.min(10, Math.max(0.1, rule.securitySeverity)).toFixed(1),
      tags: tagsOf(rule, standards),
    },
    ...(relationships.length > 0 && { relationships }),
  };
}

/** `mcp-server-unpinned` → `McpServerUnpinned`; never the id itself, which SARIF forbids (SARIF1001). */
export function pascalName(id: string): string {
  const words = id.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const name = shorten(words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(""), nameLimit - 5);
  return name === "" || name.toLowerCase() === id.toLowerCase() ? `${name}Rule` : name;
}

function description(text: string): string {
  return wellFormed(shorten(text, descriptionLimit - 1));
}

/** A message as it is true of the rule: what a finding puts for a metavariable is left open. */
function general(message: string): string {
  return message.replace(/\$(?:\.\.\.)?[A-Z_][A-Z_0-9]*/g, "…");
}

function fallbackPage(rule: RuleMetadata): string {
  return `# ${rule.title}\n\n${general(rule.message)}\n${rule.help === "" ? "" : `\n${rule.help}\n`}`;
}

/** At most ten, the most telling ones: `security`, then weaknesses as GitHub writes them, then other lists; sorted. */
function tagsOf(rule: RuleMetadata, standards: readonly Standard[]): string[] {
  const weaknesses = cweIds(rule).map((id) => `external/cwe/${id.toLowerCase()}`);
  const others = rule.standards
    .filter(({ standard }) => standard !== "CWE")
    .map(({ standard, id }) => {
      const version = standards.find(({ name }) => name === standard)?.version;
      return tag(`external/${standard}/${id}${version === undefined ? "" : `:${version}`}`);
    });
  return [...new Set(["security", ...weaknesses, ...others])].slice(0, tagLimit).sort(compareText);
}

function tag(text: string): string {
  return text.toLowerCase().replace(/\s+/g, "-");
}
