import type { FollowedRule } from "#compile-flow-rule.ts";
import type { CandidateFile } from "#flow-candidates.ts";
import { anyOf } from "#match/needs.ts";
import type { SyntaxName } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { needsFilter } from "#needs-filter.ts";
import { pathFilter } from "#rule/path-filter.ts";

/** Tells by the bytes of a file what parts of rules, which are known by their numbers, it may hold. */
export type PartsIn = (path: RepoPath, bytes: Uint8Array) => Pick<CandidateFile, "sources" | "sinks" | "parts">;

/** Makes the automaton for the words of all parts of rules in files of a syntax. */
export function partsOf(rules: readonly FollowedRule[], syntax: SyntaxName): PartsIn {
  const own = rules.map((followed) => followed.needs(syntax));
  const scopes = rules.map(({ rule }) => pathFilter(rule.scope));
  const metBy = needsFilter(
    own.flatMap(({ sources, sinks, sanitizers, propagators }) => [sources, sinks, anyOf([sanitizers, propagators])]),
  );
  return (path, bytes) => {
    const isMet = metBy(bytes);
    const having = (part: number) =>
      new Set(rules.flatMap((_, rule) => (isMet(rule * 3 + part) && scopes[rule]!(path) ? [rule] : [])));
    const [sources, sinks, others] = [having(0), having(1), having(2)];
    return { sources, sinks, parts: new Set([...sources, ...sinks, ...others]) };
  };
}
