import type { Change, ChangeType } from "#model/delta.ts";
import type { EntryId } from "#model/surface.ts";

const verbs: Readonly<Record<ChangeType, string>> = {
  "gate-removed": "is a gate and was removed",
  "gate-weakened": "is a gate and was weakened",
  added: "was added",
  widened: "was widened",
  "newly-opaque": "is a place that cannot be read",
  changed: "was changed",
  narrowed: "was narrowed",
  removed: "was removed",
  moved: "was moved",
  "newly-visible": "is seen for the first time",
};

/** A change as one sentence. */
export function changeText({ id, type }: Pick<Change, "id" | "type">): string {
  return `'${id}' ${verbs[type]}.`;
}

/** How to approve one entry, as one sentence. */
export function approveCommand(id: EntryId): string {
  return `Look at it; if it is meant: \`countersign approve '${id.replaceAll("'", String.raw`'\''`)}' --reason …\`.`;
}
