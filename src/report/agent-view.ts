import type { Edge, Fact, FactId, FactKind, FactOf } from "#model/fact.ts";

/** The facts that stand in a direct relation to each fact, whichever way the edge points; each once, in edge order. */
export function neighbours(facts: readonly Fact[], edges: readonly Edge[]): (id: FactId) => readonly Fact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const near = new Map<FactId, Set<Fact>>();
  const add = (id: FactId, other: Fact | undefined) => {
    if (!other || other.id === id) return;
    const known = near.get(id);
    if (known) known.add(other);
    else near.set(id, new Set([other]));
  };
  for (const { from, to } of edges) {
    add(from, byId.get(to));
    add(to, byId.get(from));
  }
  return (id) => [...(near.get(id) ?? [])];
}

/** The facts of one kind. */
export function factsOf<Kind extends FactKind>(facts: readonly Fact[], kind: Kind): FactOf<Kind>[] {
  return facts.filter((fact) => fact.kind === kind) as unknown as FactOf<Kind>[];
}

/** The type of an anchor and the name behind it: `server/github` is a `server` called `github`. */
export function anchorParts(anchor: string): { readonly type: string; readonly name: string } {
  const slash = anchor.indexOf("/");
  return slash < 0 ? { type: "", name: anchor } : { type: anchor.slice(0, slash), name: anchor.slice(slash + 1) };
}
