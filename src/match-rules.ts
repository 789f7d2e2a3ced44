import { locationOf } from "#artifact/recorder.ts";
import { reads, type PreparedRule } from "#compiled-rules.ts";
import { flowLocation, type Searched } from "#flow-location.ts";
import type { Match } from "#match/compile.ts";
import { checkTime, OutOfTime } from "#match/fuel.ts";
import { interpolate } from "#match/message.ts";
import type { Document } from "#model/document.ts";
import type { LineStarts } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { RuleMatch } from "#model/summary.ts";
import { longestQuote, redactedAt, redactedBinding } from "#quote.ts";
import { digestOf } from "#read-text.ts";
import { redact } from "#secrets/redact.ts";
import { cutFile } from "#time-limit.ts";

/**
 * What rules say of the documents of a file, until the deadline (milliseconds since 1970): what it cuts off is told as a
 * problem.
 */
export function matchRules(
  documents: readonly Document[],
  rules: readonly PreparedRule[],
  { lines, deadline }: { readonly lines: LineStarts; readonly deadline: number },
): { matches: RuleMatch[]; problems: Problem[] } {
  const matches: RuleMatch[] = [];
  const problems: Problem[] = [];
  for (const document of documents) {
    const searched = { document, lines, told: new Map<string, string>() };
    for (const prepared of rules) {
      if (!reads(prepared, document)) continue;
      const result = inTime(() => prepared.compiled.matches(document, deadline), deadline);
      if (!result) return { matches, problems: [...problems, cutFile(document.path)] };
      for (const match of result.matches) matches.push(toRuleMatch(prepared, searched, match));
      // What calls state is found out once for all rules, and so is what could not be.
      if (result.problem && !problems.includes(result.problem)) problems.push(result.problem);
    }
  }
  return { matches, problems };
}

/** The result of work that may run out of time; undefined if it did. */
function inTime<Result>(run: () => Result, deadline: number): Result | undefined {
  try {
    checkTime(deadline);
    return run();
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    return undefined;
  }
}

function toRuleMatch(
  { rule: { metadata } }: PreparedRule,
  searched: Searched,
  { span, bindings, flow = [], remarks = [], confidence }: Match,
): RuleMatch {
  const { document, lines } = searched;
  const spoken = [...bindings].filter(([name]) => metadata.message.includes(name));
  const harmless = spoken.map(([name, binding]) => [name, redactedBinding(document, binding)] as const);
  const end = Math.min(span.end, span.start + longestQuote);
  const construct = redactedAt(document, { start: span.start, end }, document.text.slice(span.start, end));
  return {
    ruleId: metadata.id,
    message: redact(interpolate(metadata.message, new Map(harmless)), [metadata.id]),
    location: locationOf(document, span, lines),
    related: remarks.map((remark) => ({ ...locationOf(document, remark, lines), message: remark.text })),
    ...(flow.length > 0 && { flow: flow.map((step) => flowLocation(step, searched)) }),
    ...(confidence && { confidence }),
    quoted: document.host?.document.syntax === "markdown",
    construct: digestOf(Buffer.from(construct.replace(/\s+/g, " ").trim())).slice(0, 32),
  };
}
