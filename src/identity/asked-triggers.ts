import type { FactNumbers } from "#identity/fact-numbers.ts";
import { type Edge, type Fact, type FactId, factId } from "#model/fact.ts";
import { type Location, placeName } from "#model/location.ts";

/** What a handler, where it is registered, does with those whom it asks for. */
export interface Turned {
  readonly place?: Location;
  readonly answer: "always" | "perhaps" | "never";
}

interface Stated {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
}

/**
 * Triggers that some are turned away from where their handlers lead: who may start them is not known. Where somebody is
 * asked for, and nobody sees what for, that anyone may start it is less sure. Where only some of the handlers ask, it is
 * two triggers, each with what its own handlers do.
 */
export function withQuestions(
  { facts, edges }: Stated,
  turned: ReadonlyMap<FactId, readonly Turned[]> | "unknown",
  numbers: FactNumbers,
): Stated {
  const asked = new Map<FactId, Asked>();
  const open = new Set<FactId>();
  const stated = facts.flatMap((fact) =>
    parted(fact, turned === "unknown" ? askedSomewhere : (turned.get(fact.id) ?? [])).map((one) => {
      if (one.value === fact.value) {
        open.add(fact.id);
        return one;
      }
      // The others are told apart by the id that they would have alone.
      const closed = numbers.numbered({ ...one, id: factId(one.kind, one.anchor, one.key) });
      const places = asked.get(fact.id)?.places ?? [];
      asked.set(fact.id, { id: closed.id, places: new Set([...places, ...one.locations.map(placeName)]) });
      return closed;
    }),
  );
  return { facts: stated, edges: edges.flatMap((edge) => partedEdges(edge, asked, open)) };
}

/** The trigger of which some are turned away, and the names of the places where they are. */
interface Asked {
  readonly id: FactId;
  readonly places: ReadonlySet<string>;
}

/** Where nobody had the time to look further on, nobody knows who is asked there. */
const askedSomewhere: readonly Turned[] = [{ answer: "always" }];

/** A trigger by what is asked at its places. */
function parted(fact: Fact, turned: readonly Turned[]): readonly Fact[] {
  if (fact.kind !== "trigger" || fact.value.sender !== "open" || turned.length === 0) return [fact];
  const asked: Fact = { ...fact, value: { ...fact.value, sender: "unknown" } };
  if (turned.every(({ answer }) => answer === "always")) return [asked];
  const answerAt = answerFinder(turned);
  const by = (answer: Turned["answer"]) => fact.locations.filter((location) => answerAt(location) === answer);
  const [open, perhaps, closed] = answers.map(by);
  const unsure: Fact = fact.confidence === "low" ? fact : { ...fact, confidence: "medium" };
  return [
    ...(open!.length > 0 ? [{ ...fact, locations: open! }] : []),
    ...(open!.length === 0 && perhaps!.length > 0 ? [{ ...unsure, locations: perhaps! }] : []),
    ...(closed!.length > 0 ? [{ ...asked, locations: closed! }] : []),
  ];
}

/** The answer at a place; those without a place hold at every one. */
function answerFinder(turned: readonly Turned[]): (location: Location) => Turned["answer"] {
  const here = new Set(turned.map(({ place, answer }) => `${answer} ${place ? placeName(place) : ""}`));
  return (location) =>
    answers.find((answer) => here.has(`${answer} `) || here.has(`${answer} ${placeName(location)}`)) ?? "never";
}

/** The most open one first: at a place with several handlers, it counts. */
const answers: readonly Turned["answer"][] = ["never", "perhaps", "always"];

/** What a handler does that asks is done by the trigger that asks. */
function partedEdges(edge: Edge, asked: ReadonlyMap<FactId, Asked>, open: ReadonlySet<FactId>): readonly Edge[] {
  const to = asked.get(edge.to);
  if (to) return [...(open.has(edge.to) ? [edge] : []), { ...edge, to: to.id }];
  const from = asked.get(edge.from);
  if (!from) return [edge];
  const isClosed = (place: Location) => from.places.has(placeName(place));
  const [own, others] = [edge.at?.filter(isClosed), edge.at?.filter((place) => !isClosed(place))];
  return [
    ...(others?.length === 0 || !open.has(edge.from) ? [] : [{ ...edge, ...(others && { at: others }) }]),
    ...(own?.length === 0 ? [] : [{ ...edge, from: from.id, ...(own && { at: own }) }]),
  ];
}
