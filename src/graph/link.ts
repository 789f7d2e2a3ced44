import { EdgeSet } from "#graph/edge-set.ts";
import { factId, type Edge, type Fact, type FactId } from "#model/fact.ts";
import { confidences } from "#model/finding.ts";
import { compareLocations, compareText, type Location, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";

/** The facts and direct edges of a tree. Facts are sorted by id, edges by their ends. */
export interface IdentityGraph {
  readonly facts: readonly Fact[];
  /** What artifacts state. */
  readonly edges: readonly Edge[];
  /** What only the whole tree tells (`joined-edges.ts`): derived, and no part of the surface. */
  readonly joined?: readonly Edge[];
  /** Holds for files that nobody who answers for identities owns; absent where the tree names no such owners. */
  readonly isUnowned?: (path: RepoPath) => boolean;
  /** Holds for tests, fixtures and examples, where it is known. */
  readonly isTestPath?: (path: RepoPath) => boolean;
  /** What the tree publishes and is, where it is known. */
  readonly own?: OwnSources;
}

/** By what names others fetch what a tree holds. */
export interface OwnSources {
  readonly packages: ReadonlySet<string>;
  /** `github.com/owner/name`, lower case. */
  readonly repositories: ReadonlySet<string>;
}

/** What one file says. */
export interface Statements {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
}

/**
 * The places that could not be read, as facts: what is not known about identity is part of what is known.
 * Only problems that make the scan partial count, and tools that are not read; the rest say nothing about identity.
 */
export function opaquePlaces(problems: readonly Problem[]): Statements {
  const facts = problems.flatMap((problem): Fact[] => {
    if (!(problem.partial || problem.kind === "unread-tools") || problem.path === "") return [];
    const anchor = `source/${problem.path}`;
    const region = problem.region ?? { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    const key = problem.content === undefined ? problem.kind : `${problem.kind} ${problem.content}`;
    const fact = { kind: "opaque", anchor, key, value: { reason: problem.kind } } as const;
    const id = factId("opaque", anchor, key);
    return [{ ...fact, id, locations: [{ path: problem.path, region }], confidence: "very-high", origin: "code" }];
  });
  return { facts, edges: [] };
}

/**
 * Joins what the files say: the same fact in several places becomes one fact with several locations.
 * Facts that share kind, anchor and key but say different things are told apart by an ordinal in the order of their
 * values, so that neither file order nor edits elsewhere number them.
 */
export function link(summaries: readonly Statements[]): IdentityGraph {
  const variants = variantsById(summaries);
  const finalIds = variantIds(variants);
  const facts = [...variants].flatMap(([id, byValue]) =>
    [...byValue].map(([value, same]) => joined(finalIds.get(id)!.get(value)!, same)),
  );
  facts.sort((left, right) => compareText(left.id, right.id));
  return { facts, edges: linkEdges(summaries, finalIds) };
}

/**
 * The ids of facts that share kind, anchor and key, by what they say: the first in the order of values has the id of
 * all three, the others an ordinal. A key may itself end like an ordinal, and then that one is not given out.
 */
export function variantIds(
  variants: ReadonlyMap<FactId, ReadonlyMap<string, unknown>>,
): ReadonlyMap<FactId, ReadonlyMap<string, FactId>> {
  const ids = new Map<FactId, Map<string, FactId>>();
  for (const [base, byValue] of variants) {
    const own = new Map<string, FactId>();
    ids.set(base, own);
    let ordinal = 1;
    for (const value of [...byValue.keys()].sort(compareText)) {
      while (ordinal > 1 && variants.has(`${base}~${ordinal}`)) ordinal++;
      own.set(value, ordinal === 1 ? base : `${base}~${ordinal}`);
      ordinal++;
    }
  }
  return ids;
}

function variantsById(summaries: readonly Statements[]): Map<FactId, Map<string, Fact[]>> {
  const variants = new Map<FactId, Map<string, Fact[]>>();
  for (const { facts } of summaries) {
    for (const fact of facts) {
      // Not by the id, which counts what else one file says under the same name.
      const id = factId(fact.kind, fact.anchor, fact.key);
      const byValue = variants.get(id) ?? new Map<string, Fact[]>();
      variants.set(id, byValue);
      const value = valueText(fact.value);
      const same = byValue.get(value);
      if (same) same.push(fact);
      else byValue.set(value, [fact]);
    }
  }
  return variants;
}

/** One fact of many: as sure as the surest; places that tell it less surely add nothing. */
function joined(id: FactId, same: readonly Fact[]): Fact {
  const confidence = confidences.find((word) => same.some((fact) => fact.confidence === word));
  const surest = same.filter((fact) => fact.confidence === confidence);
  // A value that is written down outranks the same value by default.
  const written = surest.find((fact) => fact.origin !== "default") ?? surest[0]!;
  return { ...written, id, locations: dedupe(surest.flatMap((fact) => fact.locations)) };
}

function dedupe(locations: readonly Location[]): Location[] {
  const sorted = [...locations].sort(compareLocations);
  return sorted.filter((location, index) => index === 0 || compareLocations(sorted[index - 1]!, location) !== 0);
}

function linkEdges(
  summaries: readonly Statements[],
  finalIds: ReadonlyMap<FactId, ReadonlyMap<string, FactId>>,
): Edge[] {
  const edges = new EdgeSet();
  for (const summary of summaries) {
    const own = new Map(
      summary.facts.map((fact) => [
        fact.id,
        finalIds.get(factId(fact.kind, fact.anchor, fact.key))?.get(valueText(fact.value)) ?? fact.id,
      ]),
    );
    for (const stated of summary.edges) {
      edges.add({ ...stated, from: own.get(stated.from) ?? stated.from, to: own.get(stated.to) ?? stated.to });
    }
  }
  return edges.sorted();
}

const valueTexts = new WeakMap<object, string>();

/** The canonical text of a value that never changes: made once, since two trees that share files share the values in them. */
export function valueText(value: object): string {
  const known = valueTexts.get(value);
  if (known !== undefined) return known;
  const text = canonical(value);
  valueTexts.set(value, text);
  return text;
}

/** JSON with sorted keys: equal for equal values, whatever order they were written in. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([left], [right]) => compareText(left, right));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
