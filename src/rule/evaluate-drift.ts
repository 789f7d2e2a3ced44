import { canonical } from "#graph/link.ts";
import { matchFact, type Fits } from "#graph/query.ts";
import type { Change, Delta } from "#model/delta.ts";
import type { Fact } from "#model/fact.ts";
import type { Finding, FindingChange } from "#model/finding.ts";
import { compareLocations, type Location, type RepoPath } from "#model/location.ts";
import type { DriftRule, Rule } from "#model/rule.ts";
import type { EntryId, SurfaceEntry } from "#model/surface.ts";
import { alsoHere, changeBindings } from "#rule/change-words.ts";
import { toldTogether, type Story } from "#rule/drift-stories.ts";
import { fillIn, leastConfident, toFindings, type Draft } from "#rule/finding-draft.ts";
import { pathFilter } from "#rule/path-filter.ts";
import { lenientValueTester } from "#rule/value-expression.ts";

/** The facts that each entry of a surface is made of. */
export type EntryFacts = ReadonlyMap<EntryId, readonly Fact[]>;

/** What drift rules judge. */
export interface DriftInput {
  readonly delta: Delta;
  readonly base: EntryFacts;
  readonly head: EntryFacts;
  /** Effect at head → the grants and credentials that reach it, by their entries. */
  readonly givenBy: ReadonlyMap<EntryId, readonly EntryId[]>;
  /** Holds for tests, fixtures and examples, where a finding is one step less sure. */
  readonly isTestPath: (path: RepoPath) => boolean;
}

interface View extends DriftInput {
  readonly holders: ReadonlyMap<string, Fact>;
}

/**
 * What the drift rules say of the changes that are drift. Each change is told once: what comes with a new thing with
 * it, the texts of one skill together, and what no other rule tells by the rule that takes the rest.
 */
export function evaluateDrift(rules: readonly Rule[], input: DriftInput): Finding[] {
  const drift = rules.filter((rule) => rule.mode === "drift");
  const matches = lenientValueTester();
  const view: View = { ...input, holders: holdersOf(input.head) };
  const drafts = toldTogether(input).flatMap((story) => {
    const telling = drift.filter(
      ({ match }) => match !== "rest" && match.some((pattern) => fits(pattern, story.lead, matches)),
    );
    const by = telling.length > 0 ? telling : drift.filter(({ match }) => match === "rest");
    return by.flatMap((rule) => draftOf(rule, story, view) ?? []);
  });
  return toFindings(joined(drafts), input.isTestPath);
}

/** One finding for what one rule says of one place, with everything in it that is said there. */
function joined(drafts: readonly DriftDraft[]): Draft[] {
  const byPlace = new Map<string, DriftDraft[]>();
  for (const draft of drafts) {
    const { path, region } = draft.location;
    const place = JSON.stringify([draft.metadata.id, path, region]);
    const same = byPlace.get(place);
    if (same) same.push(draft);
    else byPlace.set(place, [draft]);
  }
  return [...byPlace.values()].map(([first, ...more]) => ({
    ...first!,
    message: first!.message + alsoHere(more.map(({ headline }) => headline)),
    facts: [...new Set([first!, ...more].flatMap(({ facts }) => facts))],
  }));
}

function fits(
  { change, kind, entry }: Exclude<DriftRule["match"], "rest">[number],
  { type, ...told }: Change,
  matches: Fits,
): boolean {
  const of = (told.after ?? told.before)!;
  if (change.length > 0 && !change.includes(type)) return false;
  return (kind.length === 0 || kind.includes(of.kind)) && matchFact(entry, of, new Map(), matches).length > 0;
}

/** A draft with what happened in a few words. */
interface DriftDraft extends Draft {
  readonly headline: string;
}

function draftOf({ metadata, scope }: DriftRule, { lead, along }: Story, input: View): DriftDraft | undefined {
  const places = placesOf(lead, input);
  const [location] = places;
  if (!location || !pathFilter(scope)(location.path)) return undefined;
  const [facts, others] = [factsOf(lead, input), along.flatMap((change) => factsOf(change, input))];
  const bindings = changeBindings(lead, along);
  const related = [...places.slice(1), ...along.flatMap((change) => labelled(change, input))];
  return {
    metadata,
    confidence: leastConfident([metadata.confidence, ...facts.slice(0, 1).map((fact) => fact.confidence)]),
    message: fillIn(metadata.message, bindings),
    headline: fillIn("$THING $CHANGE", bindings),
    location,
    related: eachOnce(related.filter((other) => compareLocations(other, location) !== 0)).slice(0, placesShown),
    facts: [...new Set([...facts, ...others].map(({ id }) => id))],
    construct: `${lead.type} ${lead.id}`,
    change: toldChange(lead),
  };
}

/** Each place once, with all that is said of it. */
function eachOnce(locations: readonly Location[]): Location[] {
  const places = new Map<string, Location>();
  for (const { message, ...place } of locations) {
    const key = JSON.stringify([place.path, place.region]);
    const said = places.get(key)?.message;
    const words = [...new Set([said, message].flatMap((text) => text ?? []))].join(", ");
    places.set(key, { ...place, ...(words === "" ? {} : { message: words }) });
  }
  return [...places.values()];
}

/** Further places of a finding that are told. */
const placesShown = 50;

function toldChange({ type, id, before, after }: Change): FindingChange {
  return {
    type,
    entry: id,
    ...(before && { before: canonical(before.value) }),
    ...(after && { after: canonical(after.value) }),
  };
}

function labelled(change: Change, input: View): Location[] {
  const [location] = placesOf(change, input);
  const { kind, key, id } = (change.after ?? change.before)!;
  return location ? [{ ...location, message: `${kind} ${key ?? id.slice(id.indexOf(":") + 1)}` }] : [];
}

/**
 * Where to look: at what changed; for what is gone, at what it belonged to, and then where it was; failing that, only
 * there, though the file may be gone as well.
 */
function placesOf({ before, after }: Change, { base, head, holders }: View): Location[] {
  if (after) return firstPlaces(after, head);
  const was = firstPlaces(before!, base).map((place) => ({ ...place, message: "it was here" }));
  return [...(holders.get(before!.anchor ?? "")?.locations.slice(0, 1) ?? []), ...was];
}

function firstPlaces(entry: SurfaceEntry, facts: EntryFacts): Location[] {
  if (entry.kind === "text") return [fileStart(entry.id.slice("text:".length))];
  const ids = entry.kind === "edge" ? endsOf(entry) : [entry.id];
  return ids.flatMap((id) => (facts.get(id) ?? []).flatMap(({ locations }) => locations)).slice(0, placesShown);
}

/** What an edge leads to, and where it comes from. */
function endsOf({ value }: SurfaceEntry): readonly EntryId[] {
  const [from = "", , to = ""] = value as readonly string[];
  return [to, from];
}

function fileStart(path: RepoPath): Location {
  return { path, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
}

/** The things that anchors of head name, a principal before a tool. */
function holdersOf(head: EntryFacts): ReadonlyMap<string, Fact> {
  const holders = new Map<string, Fact>();
  for (const [fact] of head.values()) {
    if (fact?.kind !== "principal" && fact?.kind !== "tool") continue;
    if (fact.kind === "principal" || !holders.has(fact.anchor)) holders.set(fact.anchor, fact);
  }
  return holders;
}

function factsOf({ before, after }: Change, { base, head }: DriftInput): readonly Fact[] {
  const [entry, facts] = after ? [after, head] : [before!, base];
  const ids = entry.kind === "edge" ? endsOf(entry) : [entry.id];
  return ids.flatMap((id) => facts.get(id) ?? []);
}
