import type { FollowedRule } from "#compile-flow-rule.ts";
import { buildPrefilter } from "#discover/prefilter.ts";
import type { CandidateFile } from "#flow-candidates.ts";
import { readLiteral } from "#match/literal-groups.ts";
import type { RepoPath } from "#model/location.ts";
import { pathFilter } from "#rule/path-filter.ts";

/** Tells by the bytes of a file what parts of rules it may hold. */
export interface PartWords {
  readonly partsIn: (path: RepoPath, bytes: Uint8Array) => Pick<CandidateFile, "sources" | "sinks" | "parts">;
}

/** Makes the automaton for the words of all parts of rules, which are known by their numbers. */
export function partWords(rules: readonly FollowedRule[]): PartWords {
  const literals = new Map<string, number>();
  const indexOf = (literal: string) => {
    const known = literals.get(literal) ?? literals.size;
    literals.set(literal, known);
    return known;
  };
  const ways = rules.map((followed) => {
    const own = followed.literals();
    const indexed = (part: keyof typeof own) => own[part].map((way) => way.map((group) => group.map(indexOf)));
    const inScope = pathFilter(followed.rule.scope);
    return {
      inScope,
      sources: indexed("sources"),
      sinks: indexed("sinks"),
      others: [...indexed("sanitizers"), ...indexed("propagators")],
    };
  });
  const prefilter = buildPrefilter([...literals.keys()].map(readLiteral));
  return {
    partsIn: (path, bytes) => {
      const hits = prefilter.scan(bytes);
      const isHeld = (some: readonly Way[]) =>
        some.some((way) => way.every((group) => group.some((literal) => hits.has(literal))));
      const having = (holds: (own: (typeof ways)[number]) => boolean) =>
        new Set(ways.flatMap((own, rule) => (own.inScope(path) && holds(own) ? [rule] : [])));
      const sources = having((own) => isHeld(own.sources));
      const sinks = having((own) => isHeld(own.sinks));
      const others = having((own) => isHeld(own.others));
      return { sources, sinks, parts: new Set([...sources, ...sinks, ...others]) };
    },
  };
}

/** Groups of literals, by number, of each of which one must be there. */
type Way = readonly (readonly number[])[];
