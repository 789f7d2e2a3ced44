import { canonical } from "#graph/link.ts";
import { anchorRenames, unnamed } from "#lock/compare-rename.ts";
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
  let matching = matchEqual(base, head);
  for (const mark of [nameAndValue, nameOf]) matching = matchBy(matching, mark, mark);
  const anchors = anchorRenames(base, head);
  if (anchors.size === 0) return matching;
  const now = ({ anchor = "" }: SurfaceEntry) => anchors.get(anchor);
  for (const mark of [contentAt, keyAt]) matching = matchBy(matching, mark(now), mark(anchorNow));
  return matching;
}

/** Matches what has the same id and the same value: nearly everything, and no name and value is carried twice. */
function matchEqual(base: readonly SurfaceEntry[], head: readonly SurfaceEntry[]): Matching {
  const byId = new Map(head.map((entry) => [entry.id, entry]));
  const pairs: Pair[] = [];
  const gone: SurfaceEntry[] = [];
  for (const entry of base) {
    const same = byId.get(entry.id);
    if (same && isEqual(entry, same)) {
      pairs.push([entry, same]);
      byId.delete(entry.id);
    } else gone.push(entry);
  }
  return { pairs, gone, fresh: [...byId.values()] };
}

function isEqual({ value: one }: SurfaceEntry, { value: other }: SurfaceEntry): boolean {
  return one === other || canonical(one) === canonical(other);
}

function anchorNow({ anchor }: SurfaceEntry): string | undefined {
  return anchor;
}

/** The id of a fact without its ordinal. */
function nameOf({ kind, anchor = "", key = "" }: SurfaceEntry): string {
  return factId(kind as FactKind, anchor, key);
}

function nameAndValue(entry: SurfaceEntry): string {
  return `${nameOf(entry)}\n${canonical(entry.value)}`;
}

/** What an entry is called now, or nothing where its anchor was not renamed. */
type AnchorOf = (entry: SurfaceEntry) => string | undefined;

function contentAt(anchorOf: AnchorOf): Recognise {
  return (entry) => {
    const anchor = anchorOf(entry);
    return anchor === undefined ? undefined : canonical([entry.kind, anchor, ...unnamed(entry)]);
  };
}

function keyAt(anchorOf: AnchorOf): Recognise {
  return (entry) => {
    const anchor = anchorOf(entry);
    return anchor === undefined ? undefined : canonical([entry.kind, anchor, unnamed(entry)[0]]);
  };
}
