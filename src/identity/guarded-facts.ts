import type { Edge, Fact, FactId, FactOf } from "#model/fact.ts";
import type { CallSite } from "#model/module-outline.ts";

/** What one call states, and the gates that have said yes before it. */
export interface GuardedFact {
  readonly fact: FactId;
  readonly gates: readonly FactId[];
}

/** A fact, and the call of its module that states it. */
interface SitedFact {
  readonly fact: Fact;
  readonly site: CallSite;
}

/**
 * Of what a module states: which of its gates stand before each. A call may say of the tool that it makes that somebody is
 * asked before: `tool({ name: "wire", needsApproval: true })`.
 */
export function guardedFacts(found: readonly SitedFact[], calls: readonly CallSite[]): readonly GuardedFact[] {
  const gates = new Map<CallSite, FactOf<"gate">[]>();
  for (const { fact, site } of found)
    if (isGate(fact) && fact.value.verdict !== "auto") gates.set(site, [...(gates.get(site) ?? []), fact]);
  return found.map(({ fact, site }) => {
    const before = (site.gates ?? []).flatMap((index) => gates.get(calls[index]!) ?? []);
    const own = fact.kind === "tool" ? (gates.get(site) ?? []).filter(({ value }) => value.covers === fact.key) : [];
    return { fact: fact.id, gates: [...before, ...own].map(({ id }) => id) };
  });
}

/** What a file states besides what its program does: no gate of a program stands before that. */
export function unguardedFacts({ facts }: { readonly facts: readonly Fact[] }): readonly GuardedFact[] {
  return facts.map(({ id }) => ({ fact: id, gates: [] }));
}

/** A gate guards what it stands before in every place of the tree that states it, and not what another place does without asking. */
export function guardingEdges(guarded: readonly GuardedFact[]): readonly Edge[] {
  const common = new Map<FactId, ReadonlySet<FactId>>();
  for (const { fact, gates } of guarded) {
    const known = common.get(fact);
    common.set(fact, new Set(known ? gates.filter((gate) => known.has(gate)) : gates));
  }
  return [...common].flatMap(([fact, gates]) =>
    [...gates].map((gate): Edge => ({ from: gate, relation: "guards", to: fact })),
  );
}

function isGate(fact: Fact): fact is FactOf<"gate"> {
  return fact.kind === "gate";
}
