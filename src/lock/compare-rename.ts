import { canonical } from "#graph/link.ts";
import { compareText } from "#model/location.ts";
import type { CanonicalValue, SurfaceEntry } from "#model/surface.ts";

/** The last part of an anchor: what the thing is called. */
function nameIn(anchor: string): string {
  return anchor.slice(anchor.lastIndexOf("/") + 1);
}

/** What an entry says under any name of its anchor: key and value with the anchor's name, whole or its last part, left out. */
export function unnamed({
  anchor = "",
  key = "",
  value,
}: SurfaceEntry): readonly [key: CanonicalValue, value: CanonicalValue] {
  const names = new Set([nameIn(anchor), anchor.slice(anchor.indexOf("/") + 1)]);
  const keyLeft = names.has(key) ? null : key;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [keyLeft, value];
  const record = value as { readonly [field: string]: CanonicalValue };
  const { name } = record;
  return [keyLeft, typeof name === "string" && names.has(name) ? { ...record, name: null } : record];
}

/** What each anchor holds, without the anchor's name, sorted. */
type Holders = ReadonlyMap<string, readonly string[]>;

/** The anchors that are left on both sides, in order, and those that were matched. */
interface Renaming {
  readonly gone: readonly string[];
  readonly fresh: readonly string[];
  readonly renames: Map<string, string>;
}

/**
 * Anchors of base that hold nothing at head → anchors new at head that hold the same. The same under the same last name
 * comes first, then the same under any, then at least half of it. Anchors that hold equal things are matched in order.
 */
export function anchorRenames(
  base: readonly SurfaceEntry[],
  head: readonly SurfaceEntry[],
): ReadonlyMap<string, string> {
  const [before, after] = [anchorsOf(base), anchorsOf(head)];
  const gone = [...before].filter((anchor) => !after.has(anchor)).sort(compareText);
  const fresh = [...after].filter((anchor) => !before.has(anchor)).sort(compareText);
  const renames = new Map<string, string>();
  if (gone.length === 0 || fresh.length === 0) return renames;
  const [old, now] = [holdersOf(base, new Set(gone)), holdersOf(head, new Set(fresh))];
  let left: Renaming = { gone, fresh, renames };
  for (const mark of [heldByName, held]) {
    left = renameBy(
      left,
      (anchor) => mark(anchor, old),
      (anchor) => mark(anchor, now),
    );
  }
  renameByHalf(left, old, now);
  return renames;
}

function held(anchor: string, holders: Holders): string {
  return `${familyOf(anchor)}\n${holders.get(anchor)!.join("\n")}`;
}

function heldByName(anchor: string, holders: Holders): string {
  return `${nameIn(anchor)}\n${held(anchor, holders)}`;
}

/** What kind of thing an anchor names: `agent`, `server`, `skill`, … */
function familyOf(anchor: string): string {
  return anchor.split("/", 1)[0]!;
}

function anchorsOf(entries: readonly SurfaceEntry[]): ReadonlySet<string> {
  return new Set(entries.map(({ anchor = "" }) => anchor));
}

/** What each of the anchors holds. */
function holdersOf(entries: readonly SurfaceEntry[], anchors: ReadonlySet<string>): Holders {
  const holders = new Map<string, string[]>();
  for (const entry of entries) {
    const { kind, anchor = "" } = entry;
    if (!anchors.has(anchor)) continue;
    const content = canonical([kind, ...unnamed(entry)]);
    const contents = holders.get(anchor);
    if (contents) contents.push(content);
    else holders.set(anchor, [content]);
  }
  for (const contents of holders.values()) contents.sort(compareText);
  return holders;
}

function renameBy(
  { gone, fresh, renames }: Renaming,
  ofGone: (anchor: string) => string,
  ofFresh: (anchor: string) => string,
): Renaming {
  const waiting = new Map<string, string[]>();
  for (const anchor of fresh.toReversed()) {
    const mark = ofFresh(anchor);
    const same = waiting.get(mark);
    if (same) same.push(anchor);
    else waiting.set(mark, [anchor]);
  }
  const taken = new Set<string>();
  for (const anchor of gone) {
    const partner = waiting.get(ofGone(anchor))?.pop();
    if (partner === undefined) continue;
    renames.set(anchor, partner);
    taken.add(partner);
  }
  return {
    gone: gone.filter((anchor) => !renames.has(anchor)),
    fresh: fresh.filter((anchor) => !taken.has(anchor)),
    renames,
  };
}

/** What more anchors hold tells nothing about which of them it was. */
const mostHolders = 50;

/** Matches each anchor with the new one that holds most of the same, if that is at least half of what either holds. */
function renameByHalf({ gone, fresh, renames }: Renaming, old: Holders, now: Holders): void {
  const byContent = new Map<string, string[]>();
  for (const anchor of fresh) {
    for (const content of new Set(now.get(anchor))) {
      const mark = `${familyOf(anchor)}\n${content}`;
      const same = byContent.get(mark);
      if (same) same.push(anchor);
      else byContent.set(mark, [anchor]);
    }
  }
  const taken = new Set<string>();
  for (const anchor of gone) {
    const contents = new Set(old.get(anchor));
    const shared = new Map<string, number>();
    for (const content of contents) {
      const candidates = byContent.get(`${familyOf(anchor)}\n${content}`) ?? [];
      if (candidates.length > mostHolders) continue;
      for (const candidate of candidates) shared.set(candidate, (shared.get(candidate) ?? 0) + 1);
    }
    const best = [...shared]
      .filter(([candidate, count]) => {
        return !taken.has(candidate) && 2 * count >= Math.max(contents.size, new Set(now.get(candidate)).size);
      })
      .sort(([one, more], [other, less]) => less - more || compareText(one, other))[0];
    if (!best) continue;
    renames.set(anchor, best[0]);
    taken.add(best[0]);
  }
}
