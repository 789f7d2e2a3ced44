import type { Comparison, Side } from "#compare-trees.ts";
import { textsOf } from "#lock/surface-text.ts";
import { edgeEntry, entryIds } from "#lock/surface.ts";
import type { Location } from "#model/location.ts";
import type { EntryId } from "#model/surface.ts";

const fileStart = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** Where the entries of two surfaces stand: at head, or at base where head has them no more. */
export function entryPlaces({ base, head }: Comparison): ReadonlyMap<EntryId, Location> {
  return new Map([...placesOf(base), ...placesOf(head)]);
}

/** An edge stands where the fact stands that it starts from, a text at the start of its file. */
function* placesOf({ judgement }: Side): Generator<readonly [EntryId, Location]> {
  const { facts, edges } = judgement.graph;
  const ids = entryIds(facts);
  const places = new Map<EntryId, Location>();
  for (const fact of facts) {
    const id = ids.get(fact.id) ?? fact.id;
    const [place] = fact.locations;
    if (!place) continue;
    places.set(id, place);
    yield [id, place];
  }
  for (const { from, relation, to } of edges) {
    const start = ids.get(from) ?? from;
    const place = places.get(start);
    if (place) yield [edgeEntry(start, relation, ids.get(to) ?? to).id, place];
  }
  for (const { path } of textsOf(judgement.analysis.summaries)) yield [`text:${path}`, { path, region: fileStart }];
}
