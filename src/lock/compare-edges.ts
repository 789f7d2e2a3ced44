import { matchBy } from "#lock/compare-match.ts";
import { isOpen } from "#lock/compare-value.ts";
import type { Change } from "#model/delta.ts";
import type { EntryId, SurfaceEntry } from "#model/surface.ts";

/** What edges are judged by: which entries there are, and what those of base are called at head. */
export interface Ends {
  readonly base: ReadonlyMap<EntryId, SurfaceEntry>;
  readonly head: ReadonlyMap<EntryId, SurfaceEntry>;
  /** Base id → head id of the same thing. */
  readonly names: ReadonlyMap<EntryId, EntryId>;
  readonly newer: boolean;
}

/** The edges that came and went; those of renamed entries follow them. */
export function edgeChanges(base: readonly SurfaceEntry[], head: readonly SurfaceEntry[], ends: Ends): Change[] {
  const { gone, fresh } = matchBy(
    { pairs: [], gone: base, fresh: head },
    (edge) =>
      partsOf(edge)
        .map((part, index) => (index === 1 ? part : (ends.names.get(part) ?? part)))
        .join("\n"),
    (edge) => partsOf(edge).join("\n"),
  );
  return [...gone.map((edge) => removed(edge, ends)), ...fresh.map((edge) => added(edge, ends))];
}

function partsOf({ value }: SurfaceEntry): readonly string[] {
  return value as readonly string[];
}

/** Relations that restrict: more of them is less authority. */
function restricts(edge: SurfaceEntry, entries: ReadonlyMap<EntryId, SurfaceEntry>): boolean {
  const [from = "", relation] = partsOf(edge);
  if (relation === "records") return true;
  const gate = entries.get(from);
  return relation === "guards" && !(gate && isOpen(gate));
}

/** An edge gives authority, unless it restricts or only says to which anchor a new fact belongs, as the fact's id does. */
function added(after: SurfaceEntry, { head, names, newer }: Ends): Change {
  if (newer) return { type: "newly-visible", id: after.id, after, fields: [], drift: false };
  const known = new Set(names.values());
  const [from = "", , to = ""] = partsOf(after);
  const [start, end] = [head.get(from), head.get(to)];
  const belongs = start?.anchor !== undefined && start.anchor === end?.anchor && !(known.has(from) && known.has(to));
  return { type: "added", id: after.id, after, fields: [], drift: !belongs && !restricts(after, head) };
}

/** A gate or a record that no longer stands before what it stood before, although both are still there. */
function removed(before: SurfaceEntry, { base, names }: Ends): Change {
  const [from = "", , to = ""] = partsOf(before);
  const missed = restricts(before, base) && names.has(from) && names.has(to);
  return { type: missed ? "gate-removed" : "removed", id: before.id, before, fields: [], drift: missed };
}
