import { createAnalyse } from "#analyse.ts";
import { isTestPath } from "#discover/classify.ts";
import { link } from "#graph/link.ts";
import { withSyntaxes } from "#load-syntax.ts";
import type { Confidence } from "#model/fact.ts";
import type { Severity } from "#model/finding.ts";
import type { Knowledge } from "#model/knowledge.ts";
import { evaluate } from "#rule/evaluate.ts";

/** A finding about a written-out credential, as far as it can be compared with what a file is known to hold. */
export interface ReportedSecret {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Lines that the finding or a related location touches. */
  readonly lines: ReadonlySet<number>;
  /** Who issued the credential, for every fact that knows it. */
  readonly issuers: readonly string[];
}

/** Scans one file after another, each as if it were the only one of its tree. */
export function createReport(
  knowledge: Knowledge,
): (path: string, bytes: Buffer) => Promise<readonly ReportedSecret[]> {
  const { rules } = knowledge;
  const analyse = createAnalyse(knowledge, rules);
  return async (path, bytes) => {
    const summary = await withSyntaxes(() => analyse(path, bytes));
    const graph = link([summary]);
    const facts = new Map(graph.facts.map((fact) => [fact.id, fact]));
    return evaluate(rules, { summaries: [summary], graph, isTestPath }).findings.flatMap((finding) => {
      const secrets = finding.facts
        .map((id) => facts.get(id))
        .filter((fact) => fact?.kind === "credential")
        .filter((fact) => fact.value.source === "literal");
      if (secrets.length === 0) return [];
      const { ruleId, severity, confidence, location, related } = finding;
      const lines = [location, ...related].flatMap(({ region }) =>
        Array.from({ length: region.endLine - region.startLine + 1 }, (_, line) => region.startLine + line),
      );
      const issuers = secrets.flatMap(({ value }) => value.issuer ?? []);
      return [{ ruleId, severity, confidence, lines: new Set(lines), issuers }];
    });
  };
}

/**
 * Holds for what a reviewer is shown as a warning or an error. Notes are low or informative findings, and those of low
 * confidence, which only an audit shows.
 */
export function isAboveNote({ severity, confidence }: ReportedSecret): boolean {
  return severity !== "low" && severity !== "info" && confidence !== "low";
}
