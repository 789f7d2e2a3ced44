import type { Change, ChangeType } from "#model/delta.ts";
import type { CanonicalValue, SurfaceEntry } from "#model/surface.ts";

/** Characters of a value that a message shows. */
const shownLength = 160;

const happened: Readonly<Record<ChangeType, string>> = {
  "gate-removed": "is gone",
  "gate-weakened": "was weakened",
  added: "is new",
  widened: "was widened",
  "newly-opaque": "cannot be read any more",
  changed: "was changed",
  narrowed: "was narrowed",
  removed: "is gone",
  moved: "was moved to where it counts for more",
  "newly-visible": "is seen for the first time",
};

/**
 * What the messages of drift rules may say of a change: `$THING`, `$ANCHOR` and `$KEY` name it, `$CHANGE` says what
 * happened, `$HOW` the old and the new value, `$WITH` what came along.
 */
export function changeBindings(change: Change, along: readonly Change[]): ReadonlyMap<string, string> {
  const entry = (change.after ?? change.before)!;
  const came = along.map(({ after, before }) => (after ?? before)!).filter(({ kind }) => kind !== "edge");
  came.sort((left, right) => gravity(left) - gravity(right));
  const things = [...new Set(came.map(thing))];
  const more = things.length > 5 ? ` and ${things.length - 5} more` : "";
  return new Map([
    ["$THING", thing(entry)],
    ["$ANCHOR", entry.anchor ?? entry.id],
    ["$KEY", entry.key ?? entry.id],
    ["$CHANGE", happened[change.type]],
    ["$HOW", how(change)],
    ["$WITH", things.length === 0 ? "nothing else" : things.slice(0, 5).join(", ") + more],
  ]);
}

/** Kinds in the order in which a reader must know of them: who may start it, what no longer asks, what it may do. */
const gravestFirst: readonly SurfaceEntry["kind"][] = [
  "trigger",
  "gate",
  "effect",
  "grant",
  "credential",
  "token",
  "identity",
];

/** The lower, the graver: what is cut off a list is the least of it. A start that anybody may cause is gravest of all. */
function gravity({ kind, value }: SurfaceEntry): number {
  const rank = gravestFirst.indexOf(kind);
  if (rank < 0) return gravestFirst.length;
  const { sender } = value as { readonly sender?: CanonicalValue };
  return kind === "trigger" && sender === "open" ? -1 : rank;
}

/** What else happened at the same place, as a sentence of its own. */
export function alsoHere(headlines: readonly string[]): string {
  if (headlines.length === 0) return "";
  const more = headlines.length > 5 ? `, and ${headlines.length - 5} more` : "";
  return ` Here too: ${headlines.slice(0, 5).join(", ")}${more}.`;
}

function thing({ kind, anchor = "", key = "", id, value }: SurfaceEntry): string {
  if (kind === "text") return `text '${id.slice("text:".length)}'`;
  if (kind === "edge") return `relation '${(value as readonly string[]).join(" ")}'`;
  return anchor.endsWith(`/${key}`) ? `${kind} '${anchor}'` : `${kind} '${key}' of '${anchor}'`;
}

/** The old and the new value: of an entry that is on both sides the fields that differ, of another one what it says. */
function how({ before, after, fields }: Change): string {
  if (fields.length > 0) {
    return fields.map((field) => `${field.field} ${shown(field.before)} → ${shown(field.after)}`).join("; ");
  }
  if (before && after) return `${shown(placeOf(before))} → ${shown(placeOf(after))}`;
  return saidBy((after ?? before)!);
}

function placeOf({ anchor, id }: SurfaceEntry): string {
  return anchor ?? id.slice("text:".length);
}

function saidBy({ kind, value }: SurfaceEntry): string {
  if (kind === "edge") return (value as readonly string[])[1] ?? "";
  if (value === null || typeof value !== "object" || Array.isArray(value)) return `content ${shown(text(value))}`;
  const fields = Object.entries(value as Readonly<Record<string, CanonicalValue>>);
  return fields.length === 0
    ? "nothing is known of it"
    : fields.map(([name, of]) => `${name} ${shown(text(of))}`).join(", ");
}

function text(value: CanonicalValue): string {
  if (Array.isArray(value)) return value.map(text).join(", ");
  return typeof value === "object" ? "" : String(value);
}

function shown(value: string | undefined): string {
  if (value === undefined) return "nothing";
  // Of a digest its beginning tells that it is another one.
  const short = value.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, "$1…");
  return short.length <= shownLength ? `'${short}'` : `'${short.slice(0, shownLength)}…'`;
}
