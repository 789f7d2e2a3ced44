import { factId, type Edge, type Fact, type FactOf } from "#model/fact.ts";
import type { LineStarts, Location, Span } from "#model/location.ts";

/** What a file says, and the text that says it. */
interface Told {
  readonly text: string;
  readonly lines: LineStarts;
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
}

type Statements = Pick<Told, "facts" | "edges">;

/** A value that a format took for something that whoever runs it fills in. */
interface Blank extends Span {
  readonly fact: FactOf<"credential">;
  readonly location: Location;
}

/** What refers to a value that stands elsewhere: `${NAME}`, `$NAME`, `%NAME%`, `{env:NAME}`. */
const reference = /[${}%]/;

/**
 * The same statements, in which a value that a format took for a placeholder is a credential that is written out, if a
 * secret was found in it: a format looks at the value alone, which may hold a run that nobody draws at random, and
 * whoever looks for secrets knows what those of each provider are like.
 */
export function withWrittenOut(told: Told, secrets: readonly Span[]): Statements {
  const blanks = blanksOf(told);
  const written = new Set<Blank>();
  for (const secret of secrets) {
    const blank = lastBefore(blanks, secret.start);
    if (!blank || secret.end > blank.end) continue;
    const around = told.text.slice(blank.start, secret.start) + told.text.slice(secret.end, blank.end);
    if (!reference.test(around)) written.add(blank);
  }
  return written.size === 0 ? told : replaced(told, written);
}

/** The credentials that the environment fills in, by their places, in the order of the text. */
function blanksOf({ lines, facts }: Told): Blank[] {
  const offset = (line: number, column: number) => (lines[line - 1] ?? 0) + column - 1;
  const blanks = facts.flatMap((fact): Blank[] => {
    if (fact.kind !== "credential" || fact.value.source !== "env") return [];
    return fact.locations.map((location) => {
      const { startLine, startColumn, endLine, endColumn } = location.region;
      return { fact, location, start: offset(startLine, startColumn), end: offset(endLine, endColumn) };
    });
  });
  return blanks.sort((left, right) => left.start - right.start);
}

/** The last one that starts at the offset or before it. */
function lastBefore(blanks: readonly Blank[], start: number): Blank | undefined {
  let [low, high] = [0, blanks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blanks[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return blanks[low - 1];
}

function replaced({ facts, edges }: Statements, written: ReadonlySet<Blank>): Statements {
  const places = new Map<string, Location[]>();
  for (const { fact, location } of written) {
    const known = places.get(fact.id);
    if (known) known.push(location);
    else places.set(fact.id, [location]);
  }
  const kept: Fact[] = [];
  const literals = new Map<string, Fact>();
  const renamed = new Map<string, string>();
  const gone = new Set<string>();
  for (const fact of facts) {
    const own = places.get(fact.id);
    if (!own || fact.kind !== "credential") {
      kept.push(fact);
      continue;
    }
    const left = fact.locations.filter((location) => !own.includes(location));
    if (left.length > 0) kept.push({ ...fact, locations: left });
    else gone.add(fact.id);
    const literal = literalOf(fact, own);
    renamed.set(fact.id, literal.id);
    addTo(literals, literal);
  }
  const known = new Map(kept.map((fact) => [fact.id, fact]));
  for (const literal of literals.values()) addTo(known, literal);
  return { facts: [...known.values()], edges: edges.flatMap((edge) => renamedEdges(edge, renamed, gone)) };
}

/** Adds a fact, or its places where the same one is there. */
function addTo(facts: Map<string, Fact>, fact: Fact): void {
  const same = facts.get(fact.id);
  facts.set(fact.id, same ? { ...same, locations: [...same.locations, ...fact.locations] } : fact);
}

function literalOf(fact: FactOf<"credential">, locations: readonly Location[]): Fact {
  const key = `literal:${fact.value.name}`;
  return {
    ...fact,
    key,
    id: factId("credential", fact.anchor, key),
    value: { ...fact.value, source: "literal" },
    locations,
  };
}

function renamedEdges(
  { from, relation, to }: Edge,
  renamed: ReadonlyMap<string, string>,
  gone: ReadonlySet<string>,
): Edge[] {
  const edge = { from: renamed.get(from) ?? from, relation, to: renamed.get(to) ?? to };
  const same = edge.from === from && edge.to === to;
  return same || gone.has(from) || gone.has(to) ? [edge] : [{ from, relation, to }, edge];
}
