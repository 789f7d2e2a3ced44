import type { FollowedRule } from "#compile-flow-rule.ts";
import { buildPrefilter } from "#discover/prefilter.ts";
import type { CandidateFile } from "#flow-candidates.ts";
import { readLiteral } from "#match/literal-groups.ts";
import type { SyntaxName } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { pathFilter } from "#rule/path-filter.ts";

/** Tells by the bytes of a file what parts of rules, which are known by their numbers, it may hold. */
export type PartsIn = (path: RepoPath, bytes: Uint8Array) => Pick<CandidateFile, "sources" | "sinks" | "parts">;

/** Groups of literals, by number, of each of which one must be there. */
type Way = readonly (readonly number[])[];

/** What one rule looks for in files of one syntax. */
interface RuleWays {
  readonly inScope: (path: RepoPath) => boolean;
  readonly sources: readonly Way[];
  readonly sinks: readonly Way[];
  readonly others: readonly Way[];
}

/** Makes the automaton for the words of all parts of rules in files of a syntax. */
export function partsOf(rules: readonly FollowedRule[], syntax: SyntaxName): PartsIn {
  const literals = new Map<string, number>();
  const indexOf = (literal: string) => {
    const known = literals.get(literal) ?? literals.size;
    literals.set(literal, known);
    return known;
  };
  const ways = rules.map((followed): RuleWays => {
    const own = followed.literals(syntax);
    const indexed = (part: keyof typeof own) => own[part].map((way) => way.map((group) => group.map(indexOf)));
    const others = [...indexed("sanitizers"), ...indexed("propagators")];
    return { inScope: pathFilter(followed.rule.scope), sources: indexed("sources"), sinks: indexed("sinks"), others };
  });
  const prefilter = buildPrefilter([...literals.keys()].map(readLiteral));
  return (path, bytes) => {
    const hits = prefilter.scan(bytes);
    const isHeld = (some: readonly Way[]) =>
      some.some((way) => way.every((group) => group.some((literal) => hits.has(literal))));
    const having = (holds: (own: RuleWays) => boolean) =>
      new Set(ways.flatMap((own, rule) => (own.inScope(path) && holds(own) ? [rule] : [])));
    const sources = having((own) => isHeld(own.sources));
    const sinks = having((own) => isHeld(own.sinks));
    const others = having((own) => isHeld(own.others));
    return { sources, sinks, parts: new Set([...sources, ...sinks, ...others]) };
  };
}
