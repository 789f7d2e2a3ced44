import { type Edge, type Fact, type FactId, factId } from "#model/fact.ts";
import { valueRedactor } from "#secrets/redact-value.ts";

/**
 * Facts and edges without secrets. Ids are made anew of the redacted parts: to redaction, `credential:…` looks like a
 * credential itself, and all of them would be one.
 */
export function redactedFacts(facts: readonly Fact[], edges: readonly Edge[]): { facts: Fact[]; edges: Edge[] } {
  const redact = valueRedactor();
  const ids = new Map<FactId, FactId>();
  const shown = facts.map(({ id, ...fact }): Fact => {
    const redacted = redact(fact);
    // What tells facts apart that say different things under one name stays behind it.
    const ordinal = id.slice(factId(fact.kind, fact.anchor, fact.key).length);
    const made: FactId = `${factId(redacted.kind, redacted.anchor, redacted.key)}${ordinal}`;
    ids.set(id, made);
    return { ...redacted, id: made };
  });
  return {
    facts: shown,
    edges: edges.flatMap(({ from, to, ...edge }) => {
      const [start, end] = [ids.get(from), ids.get(to)];
      return start === undefined || end === undefined ? [] : [{ ...edge, from: start, to: end }];
    }),
  };
}
