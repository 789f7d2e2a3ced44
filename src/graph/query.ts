import type { IdentityGraph } from "#graph/link.ts";
import type { Edge, Fact, FactKind } from "#model/fact.ts";
import type { FactPattern, GraphTerm, ValuePattern } from "#model/rule.ts";

/** What the metavariables of a graph rule stand for. */
export type Bindings = ReadonlyMap<string, string>;

/** One answer of a query: the facts that its positive terms matched, in order, and the bindings. */
export interface Answer {
  readonly facts: readonly Fact[];
  readonly bindings: Bindings;
}

/** Facts by kind and edges by end, made once for all rules of a scan. */
export interface GraphIndex {
  readonly factsByKind: ReadonlyMap<FactKind, readonly Fact[]>;
  readonly edgesFrom: ReadonlyMap<string, readonly Edge[]>;
  readonly edgesTo: ReadonlyMap<string, readonly Edge[]>;
  readonly edges: readonly Edge[];
}

export function indexGraph({ facts, edges }: IdentityGraph): GraphIndex {
  return {
    factsByKind: groupBy(facts, (fact) => fact.kind),
    edgesFrom: groupBy(edges, (edge) => edge.from),
    edgesTo: groupBy(edges, (edge) => edge.to),
    edges,
  };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Steps one rule may take over one tree; a query that needs more is a mistake in the rule, and is told as a problem. */
const fuelPerRule = 5_000_000;

/** The answers of a conjunctive query, in the order of the facts; `exhausted` holds if it ran out of fuel. */
export function answer(terms: readonly GraphTerm[], index: GraphIndex): { answers: Answer[]; exhausted: boolean } {
  const search = new Search(index);
  const answers = search.solve(terms, { facts: [], bindings: new Map() });
  return { answers, exhausted: search.fuel <= 0 };
}

class Search {
  fuel = fuelPerRule;
  private readonly index: GraphIndex;

  constructor(index: GraphIndex) {
    this.index = index;
  }

  solve(terms: readonly GraphTerm[], start: Answer): Answer[] {
    let answers = [start];
    for (const term of terms) answers = answers.flatMap((partial) => (this.fuel > 0 ? this.extend(term, partial) : []));
    return answers;
  }

  private extend(term: GraphTerm, partial: Answer): Answer[] {
    switch (term.type) {
      case "fact":
        return this.extendByFact(term.fact, partial);
      case "edge":
        return this.extendByEdge(term, partial);
      case "not":
        return this.solve(term.terms, partial).length === 0 ? [partial] : [];
      case "any":
        return term.of.flatMap((terms) => this.solve(terms, partial));
      case "regex":
        return valueRegex(term.regex).test(partial.bindings.get(term.metavariable) ?? "") ? [partial] : [];
      case "differ": {
        const values = term.metavariables.map((name) => partial.bindings.get(name));
        return new Set(values).size === values.length ? [partial] : [];
      }
    }
  }

  private extendByFact(pattern: FactPattern, { facts, bindings }: Answer): Answer[] {
    const candidates = this.index.factsByKind.get(pattern.kind as FactKind) ?? [];
    this.fuel -= candidates.length;
    return candidates.flatMap((fact) =>
      matchFact(pattern, fact, bindings).map((extended) => ({ facts: [...facts, fact], bindings: extended })),
    );
  }

  private extendByEdge(term: Extract<GraphTerm, { type: "edge" }>, { facts, bindings }: Answer): Answer[] {
    const from = bindings.get(term.from);
    const to = bindings.get(term.to);
    const candidates =
      (from !== undefined
        ? this.index.edgesFrom.get(from)
        : to !== undefined
          ? this.index.edgesTo.get(to)
          : this.index.edges) ?? [];
    this.fuel -= candidates.length;
    return candidates.flatMap((edge) => {
      if (edge.relation !== term.relation) return [];
      const bound = bind(term.from, edge.from, bindings);
      const both = bound && bind(term.to, edge.to, bound);
      return both ? [{ facts, bindings: both }] : [];
    });
  }
}

/** Every way in which the fact fits the pattern: more than one where a metavariable stands before a list. */
function matchFact(pattern: FactPattern, fact: Fact, bindings: Bindings): Bindings[] {
  const parts: (readonly [ValuePattern, unknown])[] = [];
  if (pattern.id !== undefined) parts.push([pattern.id, fact.id]);
  if (pattern.anchor !== undefined) parts.push([pattern.anchor, fact.anchor]);
  if (pattern.key !== undefined) parts.push([pattern.key, fact.key]);
  if (pattern.origin !== undefined) parts.push([pattern.origin, fact.origin]);
  const values = new Map<string, unknown>(Object.entries(fact.value));
  for (const [name, wanted] of pattern.value) parts.push([wanted, values.get(name)]);
  let found: Bindings[] = [bindings];
  for (const [wanted, actual] of parts) found = found.flatMap((current) => matchValue(wanted, actual, current));
  return found;
}

function matchValue(wanted: ValuePattern, actual: unknown, bindings: Bindings): Bindings[] {
  if (wanted === null) return actual === undefined || actual === null ? [bindings] : [];
  if (actual === undefined || actual === null) return [];
  const items: readonly unknown[] = Array.isArray(actual) ? actual : [actual];
  if (typeof wanted === "string" && metavariable.test(wanted)) {
    return items.flatMap((item) => bind(wanted, String(item), bindings) ?? []);
  }
  const choices = Array.isArray(wanted) ? (wanted as readonly unknown[]) : [wanted];
  return items.some((item) => choices.some((choice) => scalarFits(choice, item))) ? [bindings] : [];
}

const metavariable = /^\$[A-Z_][A-Z_0-9]*$/;

function scalarFits(wanted: unknown, actual: unknown): boolean {
  if (typeof wanted === "string" && wanted.startsWith("=~/")) return valueRegex(wanted).test(String(actual));
  return wanted === actual;
}

const compiled = new Map<string, RegExp>();

/** The expression of `=~/re/` or `=~/re/i`; a bare source is case-sensitive. Sources come from rules, never from the tree. */
function valueRegex(source: string): RegExp {
  const known = compiled.get(source);
  if (known) return known;
  const delimited = /^=~\/(.*)\/(i?)$/s.exec(source);
  const expression = delimited ? new RegExp(delimited[1]!, `u${delimited[2]!}`) : new RegExp(source, "u");
  compiled.set(source, expression);
  return expression;
}

function bind(name: string, value: string, bindings: Bindings): Bindings | undefined {
  if (name === "$_") return bindings;
  const known = bindings.get(name);
  if (known !== undefined) return known === value ? bindings : undefined;
  return new Map([...bindings, [name, value]]);
}
