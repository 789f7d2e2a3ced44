import type { IdentityGraph } from "#graph/link.ts";
import type { Edge, Fact, FactKind } from "#model/fact.ts";

/** Facts and edges by what terms look them up by, made once for all rules of a scan. */
export interface GraphIndex {
  readonly graph: IdentityGraph;
  readonly factsByKind: ReadonlyMap<FactKind, readonly Fact[]>;
  /** The facts of a kind whose value says a word in a field, alone or in a list. */
  readonly factsByWord: (kind: FactKind, field: string, word: string) => readonly Fact[];
  readonly factsById: ReadonlyMap<string, readonly Fact[]>;
  /** By kind and anchor, separated by a newline. */
  readonly factsByAnchor: ReadonlyMap<string, readonly Fact[]>;
  readonly edgesFrom: ReadonlyMap<string, readonly Edge[]>;
  readonly edgesTo: ReadonlyMap<string, readonly Edge[]>;
  /** Those that artifacts state, without those that only the whole tree tells. */
  readonly statedTo: ReadonlyMap<string, readonly Edge[]>;
  readonly edges: readonly Edge[];
}

/** Everybody who looks at a tree asks for its index. */
const indexes = new WeakMap<IdentityGraph, GraphIndex>();

/** The index of a graph, made on first use. */
export function indexGraph(graph: IdentityGraph): GraphIndex {
  const index = indexes.get(graph) ?? newIndex(graph);
  indexes.set(graph, index);
  return index;
}

function newIndex(graph: IdentityGraph): GraphIndex {
  const { facts, edges: stated, joined = [] } = graph;
  const edges = joined.length === 0 ? stated : [...stated, ...joined];
  const statedTo = groupBy(stated, (edge) => edge.to);
  const factsByKind = groupBy(facts, (fact) => fact.kind);
  return {
    graph,
    factsByKind,
    factsByWord: wordIndex(factsByKind),
    factsById: groupBy(facts, (fact) => fact.id),
    factsByAnchor: groupBy(facts, (fact) => `${fact.kind}\n${fact.anchor}`),
    edgesFrom: groupBy(edges, (edge) => edge.from),
    edgesTo: joined.length === 0 ? statedTo : groupBy(edges, (edge) => edge.to),
    statedTo,
    edges,
  };
}

/** Fields are indexed when they are first asked for: rules ask for few. */
function wordIndex(factsByKind: ReadonlyMap<FactKind, readonly Fact[]>): GraphIndex["factsByWord"] {
  const fields = new Map<string, ReadonlyMap<unknown, readonly Fact[]>>();
  return (kind, field, word) => {
    const name = `${kind}\n${field}`;
    const byWord = fields.get(name) ?? byWordOf(factsByKind.get(kind) ?? [], field);
    fields.set(name, byWord);
    return byWord.get(word) ?? [];
  };
}

function byWordOf(facts: readonly Fact[], field: string): ReadonlyMap<unknown, readonly Fact[]> {
  const byWord = new Map<unknown, Fact[]>();
  for (const fact of facts) {
    const actual = fieldOf(fact.value, field);
    for (const word of new Set<unknown>(Array.isArray(actual) ? actual : [actual])) {
      const alike = byWord.get(word);
      if (alike) alike.push(fact);
      else byWord.set(word, [fact]);
    }
  }
  return byWord;
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

/** A field that the value itself has, by a name that a rule gives. */
export function fieldOf(value: unknown, name: string): unknown {
  return Object.hasOwn(Object(value) as object, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
