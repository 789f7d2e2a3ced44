import { canonical } from "#graph/link.ts";
import { anchorRenames, nameIn, withName } from "#lock/compare-rename.ts";
import { factId, type FactKind } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import type { SurfaceEntry } from "#model/surface.ts";

/** Two entries that are the same thing at base and at head. */
export type Pair = readonly [base: SurfaceEntry, head: SurfaceEntry];

/** What became of the entries of one sort: which are the same, which are gone, which are new. */
export interface Matching {
  readonly pairs: readonly Pair[];
  readonly gone: readonly SurfaceEntry[];
  readonly fresh: readonly SurfaceEntry[];
}

/** A way to recognise an entry; entries without one are not looked for. */
type Recognise = (entry: SurfaceEntry) => string | undefined;

/** Matches what is left of base and head by one mark each; where several carry the same one, in the order of their ids. */
export function matchBy({ pairs, gone, fresh }: Matching, ofBase: Recognise, ofHead: Recognise): Matching {
  const waiting = new Map<string, SurfaceEntry[]>();
  for (const entry of [...fresh].sort((one, other) => compareText(other.id, one.id))) {
    const mark = ofHead(entry);
    if (mark === undefined) continue;
    const same = waiting.get(mark);
    if (same) same.push(entry);
    else waiting.set(mark, [entry]);
  }
  const found: Pair[] = [];
  const left: SurfaceEntry[] = [];
  for (const entry of gone) {
    const mark = ofBase(entry);
    const partner = mark === undefined ? undefined : waiting.get(mark)?.pop();
    if (partner) found.push([entry, partner]);
    else left.push(entry);
  }
  const taken = new Set(found.map(([, head]) => head));
  return { pairs: [...pairs, ...found], gone: left, fresh: fresh.filter((entry) => !taken.has(entry)) };
}

/** Matches facts: by name and value, by name alone, and those of renamed anchors by what the anchors hold. */
export function matchFacts(base: readonly SurfaceEntry[], head: readonly SurfaceEntry[]): Matching {
  const named = byName({ pairs: [], gone: base, fresh: head }, (entry) => entry);
  const renamed = anchorRenames(base, head);
  return renamed.size === 0 ? named : byName(named, (entry) => renamedEntry(entry, renamed));
}

function byName(matching: Matching, renamed: (entry: SurfaceEntry) => SurfaceEntry | undefined): Matching {
  const ofBase = (recognise: (entry: SurfaceEntry) => string) => (entry: SurfaceEntry) => {
    const now = renamed(entry);
    return now && recognise(now);
  };
  return matchBy(matchBy(matching, ofBase(nameAndValue), nameAndValue), ofBase(nameOf), nameOf);
}

/** The id of a fact without its ordinal. */
function nameOf({ kind, anchor = "", key = "" }: SurfaceEntry): string {
  return factId(kind as FactKind, anchor, key);
}

function nameAndValue(entry: SurfaceEntry): string {
  return `${nameOf(entry)}\n${canonical(entry.value)}`;
}

/** The entry as it would be called if its anchor had its new name; undefined where the anchor was not renamed. */
function renamedEntry(entry: SurfaceEntry, anchors: ReadonlyMap<string, string>): SurfaceEntry | undefined {
  const { anchor = "", key = "" } = entry;
  const now = anchors.get(anchor);
  if (now === undefined) return undefined;
  const [name, instead] = [nameIn(anchor), nameIn(now)];
  return { ...entry, anchor: now, key: key === name ? instead : key, value: withName(entry.value, name, instead) };
}
