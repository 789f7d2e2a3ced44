import { fieldOf, type GraphIndex } from "#graph/graph-index.ts";
import { relations } from "#graph/relations.ts";
import { type Way, Ways } from "#graph/ways.ts";
import type { Confidence, Edge, Fact } from "#model/fact.ts";
import { confidences } from "#model/finding.ts";
import { type Location, sharedPlaces } from "#model/location.ts";
import type { FactPattern, GraphTerm } from "#model/graph-term.ts";
import type { ValuePattern } from "#model/value-pattern.ts";

/** What the metavariables of a graph rule stand for. */
export type Bindings = ReadonlyMap<string, string>;

/** One answer of a query: the facts that its positive terms matched, in order, and the bindings. */
export interface Answer {
  readonly facts: readonly Fact[];
  readonly bindings: Bindings;
  /** Of the places of the first fact, those of which all edges hold; absent: all. */
  readonly at?: readonly Location[];
  /** How sure the terms say that it is, at most. */
  readonly confidence?: Confidence;
}

/** Facts and edges that one rule may look at in one tree: seconds' worth; an honest rule needs a thousandth. */
const fuelPerRule = 1_000_000;

/** What an answer costs for each place of its first fact: it is kept, and each becomes a finding. */
const answerCost = 10;

/** Holds if a regular expression, as a rule writes it, matches a value. */
export type Fits = (source: string, value: string) => boolean;

/** The answers of a conjunctive query, in the order of the facts; `exhausted` holds if the work limit cut them off. */
export function answer(
  terms: readonly GraphTerm[],
  index: GraphIndex,
  fits: Fits,
): { answers: Answer[]; exhausted: boolean } {
  const search = new Search(index, fits);
  const answers: Answer[] = [];
  search.solve(terms, { facts: [], bindings: new Map() }, (found) => {
    answers.push(found);
    search.fuel -= answerCost * (found.at ?? found.facts[0]?.locations ?? []).length;
    return true;
  });
  return { answers, exhausted: search.fuel <= 0 };
}

/** Takes an answer; false ends the search. */
type Take = (found: Answer) => boolean;

/** Depth first, so that memory is bounded by the answers that are kept. Its state is the fuel that is left. */
class Search {
  fuel = fuelPerRule;
  private readonly index: GraphIndex;
  private readonly fits: Fits;
  private ways: Ways | undefined;

  constructor(index: GraphIndex, fits: Fits) {
    this.index = index;
    this.fits = fits;
  }

  /** Hands every way to fulfil all terms to `take`; false if it was told to end. Recursive in the number of terms. */
  solve(terms: readonly GraphTerm[], partial: Answer, take: Take): boolean {
    const [term, ...rest] = terms;
    if (!term) return take(partial);
    return this.extend(term, partial, (extended) => this.solve(rest, extended, take));
  }

  private extend(term: GraphTerm, partial: Answer, take: Take): boolean {
    switch (term.type) {
      case "fact":
        return this.extendByFact(term.fact, partial, take);
      case "edge":
        return this.extendByEdge(term, partial, take);
      case "not":
        return this.holds(term.terms, partial) || take(partial);
      case "any":
        return term.of.every((terms) => this.solve(terms, partial, take));
      case "regex":
        return !this.fits(term.regex, partial.bindings.get(term.metavariable) ?? "") || take(partial);
      case "differ": {
        const values = term.metavariables.map((name) => partial.bindings.get(name));
        return new Set(values).size !== values.length || take(partial);
      }
      case "path":
        return this.extendByPath(term, partial, take);
      case "relation":
        return !this.related(term, partial) || take(partial);
      case "count":
        return !this.holdsOften(term, partial) || take(partial);
      case "confidence":
        return take({ ...partial, confidence: lessSure(partial.confidence, term.most) });
    }
  }

  /** The facts on the way are a part of the answer. */
  private extendByPath(term: Way & { from: string; to: string }, partial: Answer, take: Take): boolean {
    const { facts, bindings } = partial;
    const start = bindings.get(term.from);
    if (start === undefined) return true;
    this.ways ??= new Ways(this.index, () => this.fuel-- > 0);
    const known = bindings.get(term.to);
    for (const end of known === undefined ? this.ways.reachedFrom(start, term) : [known]) {
      if (this.fuel-- <= 0) return false;
      const passed = this.ways.between(start, end, term);
      const bound = passed && bind(term.to, end, bindings);
      if (!bound) continue;
      const between = passed.flatMap((id) => this.index.factsById.get(id) ?? []);
      if (!take({ ...partial, facts: [...facts, ...between], bindings: bound })) return false;
    }
    // Without fuel it is not known that there is no way.
    return this.fuel > 0;
  }

  private related({ name, of }: Extract<GraphTerm, { type: "relation" }>, { bindings }: Answer): boolean {
    const facts = of.flatMap((one) => this.index.factsById.get(bindings.get(one) ?? "")?.slice(0, 1) ?? []);
    return facts.length === of.length && relations.get(name)?.holds(facts, this.index.graph) === true;
  }

  private holdsOften({ of, least, terms }: Extract<GraphTerm, { type: "count" }>, partial: Answer): boolean {
    const values = new Set<string>();
    this.solve(terms, partial, ({ bindings }) => {
      const value = bindings.get(of);
      if (value !== undefined) values.add(value);
      return values.size < least;
    });
    return values.size >= least;
  }

  private holds(terms: readonly GraphTerm[], partial: Answer): boolean {
    return !this.solve(terms, partial, () => false);
  }

  private extendByFact(pattern: FactPattern, partial: Answer, take: Take): boolean {
    const { facts, bindings } = partial;
    for (const fact of this.candidates(pattern, bindings)) {
      if (this.fuel-- <= 0) return false;
      for (const extended of matchFact(pattern, fact, bindings, this.fits)) {
        if (!take({ ...partial, facts: [...facts, fact], bindings: extended })) return false;
      }
    }
    return true;
  }

  private candidates({ kind, id, anchor, value }: FactPattern, bindings: Bindings): readonly Fact[] {
    const known = (pattern: ValuePattern | undefined) =>
      typeof pattern === "string" ? bindings.get(pattern) : undefined;
    const knownId = known(id);
    if (knownId !== undefined) return (this.index.factsById.get(knownId) ?? []).filter((fact) => fact.kind === kind);
    const knownAnchor = known(anchor);
    if (knownAnchor !== undefined) return this.index.factsByAnchor.get(`${kind}\n${knownAnchor}`) ?? [];
    const all = this.index.factsByKind.get(kind) ?? [];
    return value.reduce((fewest, [name, wanted]) => {
      if (!isWord(wanted)) return fewest;
      const alike = this.index.factsByWord(kind, name, wanted);
      return alike.length < fewest.length ? alike : fewest;
    }, all);
  }

  private extendByEdge(term: Extract<GraphTerm, { type: "edge" }>, partial: Answer, take: Take): boolean {
    const { bindings } = partial;
    for (const edge of this.edgeCandidates(bindings.get(term.from), bindings.get(term.to))) {
      if (this.fuel-- <= 0) return false;
      if (edge.relation !== term.relation) continue;
      const bound = bind(term.from, edge.from, bindings);
      const both = bound && bind(term.to, edge.to, bound);
      const at = placesOf(edge, partial);
      if (!both || at?.length === 0) continue;
      if (!take({ ...partial, bindings: both, ...(at && { at }) })) return false;
    }
    return true;
  }

  private edgeCandidates(from: string | undefined, to: string | undefined): readonly Edge[] {
    if (from !== undefined) return this.index.edgesFrom.get(from) ?? [];
    if (to !== undefined) return this.index.edgesTo.get(to) ?? [];
    return this.index.edges;
  }
}

/** The places of the first fact of which an edge holds, too. */
function placesOf({ from, at }: Edge, { facts, at: before }: Answer): readonly Location[] | undefined {
  if (!at || facts[0]?.id !== from) return before;
  return before ? sharedPlaces(before, at) : at;
}

function lessSure(known: Confidence | undefined, most: Confidence): Confidence {
  return known && confidences.indexOf(known) > confidences.indexOf(most) ? known : most;
}

/** What a pattern over a fact looks at. */
export interface Stated {
  readonly id: string;
  readonly anchor?: string;
  readonly key?: string;
  readonly origin?: string;
  readonly value: unknown;
}

/** Every way in which a fact or an entry fits the pattern: more than one where a metavariable stands before a list. */
export function matchFact(
  pattern: Omit<FactPattern, "kind">,
  fact: Stated,
  bindings: Bindings,
  fits: Fits,
): Bindings[] {
  const stated: unknown = fact.value ?? {};
  let found: readonly Bindings[] = [bindings];
  const narrow = (wanted: ValuePattern | undefined, actual: unknown) => {
    if (wanted !== undefined) found = found.flatMap((current) => matchValue(wanted, actual, current, fits));
    return found.length > 0;
  };
  const isNamed =
    narrow(pattern.id, fact.id) &&
    narrow(pattern.anchor, fact.anchor) &&
    narrow(pattern.key, fact.key) &&
    narrow(pattern.origin, fact.origin);
  if (!isNamed) return [];
  for (const [name, wanted] of pattern.value) if (!narrow(wanted, fieldOf(stated, name))) return [];
  return [...found];
}

/** Holds for a plain word, which stands for nothing but itself. */
function isWord(wanted: ValuePattern): wanted is string {
  return typeof wanted === "string" && !/^[$=]/.test(wanted);
}

function matchValue(wanted: ValuePattern, actual: unknown, bindings: Bindings, fits: Fits): Bindings[] {
  if (wanted === null) return actual === undefined || actual === null ? [bindings] : [];
  if (actual === undefined || actual === null) return [];
  const items: readonly unknown[] = Array.isArray(actual) ? actual : [actual];
  if (typeof wanted === "string" && metavariable.test(wanted)) {
    return items.flatMap((item) => bind(wanted, String(item), bindings) ?? []);
  }
  const choices = Array.isArray(wanted) ? (wanted as readonly unknown[]) : [wanted];
  return items.some((item) => choices.some((choice) => scalarFits(choice, item, fits))) ? [bindings] : [];
}

const metavariable = /^\$[A-Z_][A-Z_0-9]*$/;

function scalarFits(wanted: unknown, actual: unknown, fits: Fits): boolean {
  if (typeof wanted === "string" && wanted.startsWith("=~/")) return fits(wanted, String(actual));
  return wanted === actual;
}

function bind(name: string, value: string, bindings: Bindings): Bindings | undefined {
  if (name === "$_") return bindings;
  const known = bindings.get(name);
  if (known !== undefined) return known === value ? bindings : undefined;
  return new Map([...bindings, [name, value]]);
}
