import type { ToldChange } from "#model/delta-report.ts";
import { changeTypes, type Change } from "#model/delta.ts";
import { compareText } from "#model/location.ts";
import type { SurfaceEntry } from "#model/surface.ts";
import { field, holds, texts } from "#report/delta-fact.ts";

/** The entry that a change speaks of: as head has it, else as base had it. */
export function entryOf({ after, before }: Change): SurfaceEntry | undefined {
  return after ?? before;
}

const kindOrder: readonly SurfaceEntry["kind"][] = [
  "gate",
  "trigger",
  "effect",
  "grant",
  "principal",
  "tool",
  "credential",
  "identity",
  "token",
  "edge",
  "opaque",
  "log",
  "text",
];

/** What a row is sorted by. */
interface Ranked {
  readonly main: ToldChange;
  /** Holds if a part of it needs a countersignature. */
  readonly drift: boolean;
}

/** What is to be approved comes first, then what is graver. */
export function compareRows(one: Ranked, other: Ranked): number {
  return Number(other.drift) - Number(one.drift) || compareChanges(one.main.change, other.main.change);
}

/** By what happened, then by how much is given, then by kind. */
export function compareChanges(one: Change, other: Change): number {
  return (
    changeTypes.indexOf(one.type) - changeTypes.indexOf(other.type) ||
    Number(isGrave(other)) - Number(isGrave(one)) ||
    kindRank(one) - kindRank(other) ||
    compareText(one.id, other.id)
  );
}

function kindRank(change: Change): number {
  return kindOrder.indexOf(entryOf(change)?.kind ?? "text");
}

/** Authority without a limit, starts that anyone can cause, gates that always say yes, changes of the agent itself. */
export function isGrave(change: Change): boolean {
  const entry = entryOf(change);
  if (!entry || entry.kind === "edge" || entry.kind === "text") return false;
  if (entry.kind === "grant") return holds(entry, "wildcard") || ["admin", "grant"].includes(field(entry, "level"));
  if (entry.kind === "effect") return field(entry, "effect") === "self-modify" || holds(entry, "remote");
  if (entry.kind === "trigger") return field(entry, "sender") === "open" && texts(entry, "senders").length === 0;
  return entry.kind === "gate" && field(entry, "verdict") === "auto";
}
