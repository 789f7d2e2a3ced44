import type { IdentityGraph } from "#graph/link.ts";
import { entryIds } from "#lock/surface.ts";
import type { Delta } from "#model/delta.ts";
import type { Fact } from "#model/fact.ts";
import type { Finding } from "#model/finding.ts";
import type { RepoPath } from "#model/location.ts";
import type { Rule } from "#model/rule.ts";
import type { EntryId } from "#model/surface.ts";
import { evaluateDrift, type EntryFacts } from "#rule/evaluate-drift.ts";

/** Two trees and what changed between them. */
export interface Drift {
  readonly delta: Delta;
  readonly base: IdentityGraph;
  readonly head: IdentityGraph;
  /** Holds for tests, fixtures and examples, where a finding is one step less sure. */
  readonly isTestPath: (path: RepoPath) => boolean;
}

/** The findings of the drift rules among `rules`. They stand in head; no ignore of head may cover them. */
export function driftFindings(rules: readonly Rule[], { delta, base, head, isTestPath }: Drift): Finding[] {
  const sides = { base: factsByEntry(base), head: factsByEntry(head) };
  return evaluateDrift(rules, { delta, ...sides, givenBy: giversByEffect(head), isTestPath });
}

function giversByEffect({ facts, edges }: IdentityGraph): ReadonlyMap<EntryId, readonly EntryId[]> {
  const ids = entryIds(facts);
  const givers = new Map<EntryId, EntryId[]>();
  for (const { from, relation, to } of edges) {
    const [giver, effect] = [ids.get(from), ids.get(to)];
    if (relation !== "reaches" || giver === undefined || effect === undefined) continue;
    const same = givers.get(effect);
    if (same) same.push(giver);
    else givers.set(effect, [giver]);
  }
  return givers;
}

function factsByEntry({ facts }: IdentityGraph): EntryFacts {
  const ids = entryIds(facts);
  const byEntry = new Map<EntryId, Fact[]>();
  for (const fact of facts) {
    const id = ids.get(fact.id)!;
    const same = byEntry.get(id);
    if (same) same.push(fact);
    else byEntry.set(id, [fact]);
  }
  return byEntry;
}
