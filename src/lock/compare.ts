import { edgeChanges } from "#lock/compare-edges.ts";
import { judgeAdded, judgePair, judgeRemoved, neighbours, type Scene } from "#lock/compare-judge.ts";
import { matchKin } from "#lock/compare-kin.ts";
import { matchBy, matchFacts, type Matching } from "#lock/compare-match.ts";
import type { ExpandActions } from "#lock/order-action.ts";
import { surfaceDigest } from "#lock/surface.ts";
import { changeTypes, type Change, type Delta } from "#model/delta.ts";
import { compareText } from "#model/location.ts";
import type { EntryId, Surface, SurfaceEntry } from "#model/surface.ts";

/** The identity delta between two surfaces. What was renamed or moved is matched here; equal surfaces have no changes. */
export async function compareSurfaces(base: Surface, head: Surface): Promise<Delta> {
  const digests = { base: surfaceDigest(base), head: surfaceDigest(head) };
  if (digests.base === digests.head) return { ...digests, changes: [] };
  const asked = new Set<string>();
  const changes = changesBetween(base, head, (pattern) => {
    asked.add(pattern);
    return undefined;
  });
  if (asked.size === 0) return { ...digests, changes };
  // The list of all AWS actions is long: it is loaded where patterns can be told apart by nothing else.
  const { expandActions } = await import("#lock/order-iam.ts");
  return { ...digests, changes: changesBetween(base, head, await expandActions(asked)) };
}

/** Comparisons of changed entries with others of their kind: a hundred times what a large change needs. */
const mostComparisons = 50_000;

/** The entries of a surface by what is compared with what. */
function sorts({ entries }: Surface) {
  const facts: SurfaceEntry[] = [];
  const edges: SurfaceEntry[] = [];
  const texts: SurfaceEntry[] = [];
  for (const entry of entries) (entry.kind === "edge" ? edges : entry.kind === "text" ? texts : facts).push(entry);
  return { facts, edges, texts };
}

function changesBetween(base: Surface, head: Surface, expand: ExpandActions): Change[] {
  const [old, now] = [sorts(base), sorts(head)];
  const facts = matchKin(matchFacts(old.facts, now.facts), expand);
  const texts = matchTexts(old.texts, now.texts);
  const names = new Map<EntryId, EntryId>(facts.pairs.map(([before, after]) => [before.id, after.id]));
  const anchors = new Map(facts.pairs.map(([before, after]) => [before.anchor ?? "", after.anchor ?? ""]));
  const newer = head.schema > base.schema;
  const scene: Scene = {
    base: neighbours(old.facts),
    head: neighbours(now.facts),
    anchors,
    expand,
    newer,
    fuel: { left: mostComparisons },
  };
  const ends = { base: byId(old.facts), head: byId(now.facts), names, newer };
  const changes = [...changesOf(facts, scene), ...changesOf(texts, scene), ...edgeChanges(old.edges, now.edges, ends)];
  return changes.sort(
    (one, other) => changeTypes.indexOf(one.type) - changeTypes.indexOf(other.type) || compareText(one.id, other.id),
  );
}

/** A text is the same by its path, or by its content where the path is gone; the name of the file comes first. */
function matchTexts(base: readonly SurfaceEntry[], head: readonly SurfaceEntry[]): Matching {
  let matching: Matching = { pairs: [], gone: base, fresh: head };
  for (const mark of [pathOf, nameAndContent, content]) matching = matchBy(matching, mark, mark);
  return matching;
}

function pathOf({ id }: SurfaceEntry): string {
  return id.slice("text:".length);
}

function content({ value }: SurfaceEntry): string {
  return value as string;
}

function nameAndContent(text: SurfaceEntry): string {
  const path = pathOf(text);
  return `${path.slice(path.lastIndexOf("/") + 1)}\n${content(text)}`;
}

function changesOf({ pairs, gone, fresh }: Matching, scene: Scene): Change[] {
  return [
    ...pairs.flatMap((pair) => judgePair(pair, scene) ?? []),
    ...gone.map((entry) => judgeRemoved(entry, scene)),
    ...fresh.map((entry) => judgeAdded(entry, scene)),
  ];
}

function byId(entries: readonly SurfaceEntry[]): ReadonlyMap<EntryId, SurfaceEntry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
