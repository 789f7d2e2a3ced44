import type { Matching, Pair } from "#lock/compare-match.ts";
import { fieldChanges, word } from "#lock/compare-value.ts";
import type { ExpandActions } from "#lock/order-action.ts";
import type { SurfaceEntry } from "#model/surface.ts";

/** Comparisons after which the rest counts as unlike: more than any change of a real tree needs. */
const mostComparisons = 50_000;

/**
 * Matches what has a pattern in its name: `git status:*` that became `git:*` is one grant that grew, not one that went
 * and another that came. Both must be of one anchor and system, and one must include the other.
 */
export function matchKin(matching: Matching, expand: ExpandActions): Matching {
  const waiting = new Map<string, SurfaceEntry[]>();
  for (const entry of matching.gone) {
    const family = familyOf(entry);
    if (family === undefined) continue;
    const same = waiting.get(family);
    if (same) same.push(entry);
    else waiting.set(family, [entry]);
  }
  let left = mostComparisons;
  const found: Pair[] = [];
  const taken = new Set<SurfaceEntry>();
  for (const entry of matching.fresh) {
    const kin = waiting.get(familyOf(entry) ?? "")?.find((other) => {
      if (taken.has(other) || left-- <= 0) return false;
      return includes(entry, other, expand) || includes(other, entry, expand);
    });
    if (!kin) continue;
    taken.add(kin).add(entry);
    found.push([kin, entry]);
  }
  if (found.length === 0) return matching;
  const untaken = (entry: SurfaceEntry) => !taken.has(entry);
  return {
    pairs: [...matching.pairs, ...found],
    gone: matching.gone.filter(untaken),
    fresh: matching.fresh.filter(untaken),
  };
}

/** What only like entries have in common; undefined for kinds without patterns in their names. */
export function familyOf(entry: SurfaceEntry): string | undefined {
  const { kind, anchor = "" } = entry;
  if (kind === "grant") return [kind, anchor, word(entry, "system"), word(entry, "subject")].join("\n");
  if (kind === "effect") return [kind, anchor, word(entry, "effect")].join("\n");
  return kind === "gate" ? [kind, anchor, word(entry, "verdict"), settingName(entry)].join("\n") : undefined;
}

/** The setting that a gate stands in, without what it speaks of there. */
export function settingName(gate: SurfaceEntry): string {
  return word(gate, "setting").split(" ", 1)[0]!;
}

/** Holds if an entry says at least what another one of its family says. */
export function includes(outer: SurfaceEntry, inner: SurfaceEntry, expand: ExpandActions): boolean {
  return fieldChanges({ before: outer, after: inner, expand }).every(({ direction }) => direction === "narrower");
}
