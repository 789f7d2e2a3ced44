import { reads, type PreparedRule } from "#compiled-rules.ts";
import { checkTime, OutOfTime } from "#match/fuel.ts";
import type { Document } from "#model/document.ts";
import type { LineStarts } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { RuleMatch } from "#model/summary.ts";
import { toRuleMatch } from "#rule-match.ts";
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
    const place = { document, lines, told: new Map<string, string>(), base: 0 };
    for (const prepared of rules) {
      if (!reads(prepared, document)) continue;
      const result = inTime(() => prepared.compiled.matches(document, deadline), deadline);
      if (!result) return { matches, problems: [...problems, cutFile(document.path)] };
      for (const match of result.matches) matches.push(toRuleMatch(prepared.rule.metadata, () => place, match));
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
