import { familyOf, includes, settingName } from "#lock/compare-kin.ts";
import type { Pair } from "#lock/compare-match.ts";
import { fieldChanges, isOpen, word } from "#lock/compare-value.ts";
import type { ExpandActions } from "#lock/order-action.ts";
import type { Change, ChangeType, FieldChange } from "#model/delta.ts";
import type { SurfaceEntry } from "#model/surface.ts";

/** What a judgement about one entry needs of the others. */
export interface Scene {
  readonly base: Neighbours;
  readonly head: Neighbours;
  /** Anchor at base → its name at head, for those that were renamed. */
  readonly anchors: ReadonlyMap<string, string>;
  readonly expand: ExpandActions;
  /** Comparisons with other entries that may still be made; beyond, nothing is taken for given. */
  readonly fuel: { left: number };
  /** Holds if head was read by an engine that sees more than the one that read base. */
  readonly newer: boolean;
}

/** Entries by what they are judged beside. */
export interface Neighbours {
  readonly byAnchor: ReadonlyMap<string, readonly SurfaceEntry[]>;
  readonly byFamily: ReadonlyMap<string, readonly SurfaceEntry[]>;
}

/** The entries of a surface by anchor and by family. */
export function neighbours(entries: readonly SurfaceEntry[]): Neighbours {
  const byAnchor = new Map<string, SurfaceEntry[]>();
  const byFamily = new Map<string, SurfaceEntry[]>();
  for (const entry of entries) {
    put(byAnchor, entry.anchor, entry);
    put(byFamily, familyOf(entry), entry);
  }
  return { byAnchor, byFamily };
}

function put(groups: Map<string, SurfaceEntry[]>, name: string | undefined, entry: SurfaceEntry): void {
  if (name === undefined) return;
  const group = groups.get(name);
  if (group) group.push(entry);
  else groups.set(name, [entry]);
}

type Verdict = readonly [type: ChangeType, drift: boolean];

/** What it means that a fact or a text is at head and was not at base. */
export function judgeAdded(after: SurfaceEntry, scene: Scene): Change {
  const [type, drift] = scene.newer ? (["newly-visible", false] as const) : addedVerdict(after, scene);
  return { type, id: after.id, after, fields: [], drift };
}

function addedVerdict(entry: SurfaceEntry, scene: Scene): Verdict {
  const { kind } = entry;
  if (kind === "opaque") return ["newly-opaque", true];
  if (kind === "log") return ["added", false];
  if (kind === "gate") return ["added", isOpen(entry) || admits(entry)];
  if (kind === "trigger") return ["added", word(entry, "sender") !== "none"];
  return ["added", !((kind === "grant" || kind === "effect") && isHeldBefore(entry, scene))];
}

/** Holds if base gave the same anchor at least as much by another entry. */
function isHeldBefore(entry: SurfaceEntry, { base, expand, fuel }: Scene): boolean {
  const kin = base.byFamily.get(familyOf(entry) ?? "") ?? [];
  return kin.some((other) => fuel.left-- > 0 && includes(other, entry, expand));
}

/** Lists whose every entry lets something more pass, unlike those that say who may start an agent. */
const admittedThings = /^(?:mcp:|plugins$|skills$|network$)/;

/** Holds for a gate that is one entry of a list of what may pass. */
function admits(gate: SurfaceEntry): boolean {
  return word(gate, "verdict") === "allowlist" && admittedThings.test(word(gate, "covers"));
}

/** What it means that a fact or a text was at base and is not at head. */
export function judgeRemoved(before: SurfaceEntry, scene: Scene): Change {
  const [type, drift] = removedVerdict(before, scene);
  return { type, id: before.id, before, fields: [], drift };
}

function removedVerdict(entry: SurfaceEntry, scene: Scene): Verdict {
  const { kind } = entry;
  if (kind === "opaque") return ["newly-visible", false];
  // A text that is gone may have been the one that forbade.
  if (kind === "text") return ["removed", true];
  const missed = (kind === "log" && isAlive(entry, scene)) || (kind === "gate" && isGateMissed(entry, scene));
  return missed ? ["gate-removed", true] : ["removed", false];
}

function isGateMissed(gate: SurfaceEntry, scene: Scene): boolean {
  if (isOpen(gate)) return false;
  const anchor = scene.anchors.get(gate.anchor!) ?? gate.anchor!;
  const others = (scene.head.byAnchor.get(anchor) ?? []).filter((entry) => entry.kind === "gate");
  // One entry less lets less pass; no entry at all mostly means that there is no list.
  if (admits(gate) && others.some((other) => admits(other) && settingName(other) === settingName(gate))) return false;
  if (others.some((other) => !isOpen(other) && isAsStrict(other, gate, scene))) return false;
  if (isAlive(gate, scene)) return true;
  // A product runs without its settings too, but then without what they forbid.
  return word(gate, "verdict") === "policy" && isProduct(gate.anchor!, scene.base);
}

/** Holds if what is left says at least what the gate said, whichever setting says it. */
function isAsStrict(other: SurfaceEntry, gate: SurfaceEntry, { expand, fuel }: Scene): boolean {
  if (fuel.left-- <= 0) return false;
  return fieldChanges({ before: gate, after: other, expand }).every(
    ({ field, direction }) => direction === "narrower" || field === "setting",
  );
}

/** Holds if the anchor still does something at head that a gate or a record could be missed at. */
function isAlive({ anchor = "" }: SurfaceEntry, { head, anchors }: Scene): boolean {
  const left = head.byAnchor.get(anchors.get(anchor) ?? anchor) ?? [];
  return left.some(({ kind }) => kind !== "gate" && kind !== "log" && kind !== "opaque");
}

/** Holds for the anchor of a product's settings. */
function isProduct(anchor: string, { byAnchor }: Neighbours): boolean {
  return (byAnchor.get(anchor) ?? []).some(
    (entry) => entry.kind === "principal" && `agent/${word(entry, "product")}` === anchor,
  );
}

/** Fields that say nothing about authority. */
const informing: ReadonlySet<string> = new Set(["principal model"]);

/** What became of an entry that is at base and at head; undefined if it says the same under the same name. */
export function judgePair([before, after]: Pair, { expand }: Scene): Change | undefined {
  const fields = fieldChanges({ before, after, expand });
  const change = { id: after.id, before, after, fields };
  if (fields.length > 0) {
    const type = typeOf(after, fields);
    const told = fields.filter(({ field }) => !informing.has(`${after.kind} ${field}`));
    return { ...change, type, drift: type !== "narrowed" && told.length > 0 };
  }
  if (before.kind === "text" ? before.id === after.id : before.anchor === after.anchor) return undefined;
  return { ...change, type: "moved", drift: reachesFurther(placeOf(before), placeOf(after)) };
}

function typeOf({ kind }: SurfaceEntry, fields: readonly FieldChange[]): ChangeType {
  if (fields.every(({ direction }) => direction === "narrower")) return "narrowed";
  const weaker = kind === "gate" || kind === "log" ? "gate-weakened" : "widened";
  return fields.some(({ direction }) => direction === "wider") ? weaker : "changed";
}

function placeOf({ id, anchor }: SurfaceEntry): readonly string[] {
  return (anchor ?? id.slice("text:".length)).split("/").slice(0, -1);
}

/**
 * Holds if what moved now counts where it did not: further up in the tree, or in a folder that agents read by
 * themselves, such as `.claude`. A file counts in its folder and below it.
 */
function reachesFurther(from: readonly string[], to: readonly string[]): boolean {
  return to.length < from.length || to.some((part) => part.startsWith(".") && !from.includes(part));
}
