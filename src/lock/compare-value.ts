import { canonical } from "#graph/link.ts";
import { actionDirection, type ExpandActions } from "#lock/order-action.ts";
import { lifetimeDirection } from "#lock/order-lifetime.ts";
import { commandCovers, patternCovers, toolCovers } from "#lock/order-pattern.ts";
import { setDirection, uncovered } from "#lock/order-set.ts";
import { ranks, wordDirection, type Direction, type Ranks } from "#lock/order-word.ts";
import type { FieldChange } from "#model/delta.ts";
import type { FactKind } from "#model/fact.ts";
import type { CanonicalValue, SurfaceEntry } from "#model/surface.ts";

/** A field of a value; undefined where the value has none. */
type Field = CanonicalValue | undefined;

/** Both values that a field is compared in. */
export interface Values {
  readonly before: SurfaceEntry;
  readonly after: SurfaceEntry;
  readonly expand: ExpandActions;
}

/** The way a field went; undefined if it says the same in other words. */
type FieldOrder = (before: Field, after: Field, values: Values) => Direction | undefined;

const byRank =
  (order: Ranks): FieldOrder =>
  (before, after) =>
    wordDirection(order, textOf(before), textOf(after));

const trueIsWider: FieldOrder = (before, after) => {
  if ((before === true) === (after === true)) return undefined;
  return after === true ? "wider" : "narrower";
};

const trueIsNarrower: FieldOrder = (before, after, values) => trueIsWider(after, before, values);

/** More of the list is more authority. */
const moreIsWider: FieldOrder = (before, after) => {
  const [from, to] = [listOf(before), listOf(after)];
  return setDirection(uncovered(from, to, patternCovers), uncovered(to, from, patternCovers));
};

/** A restriction or a record that is gone leaves more authority. */
const presenceIsNarrower: FieldOrder = (before, after) => {
  if (before === undefined) return "narrower";
  return after === undefined ? "wider" : "other";
};

/** Resources, absent where all are meant. */
const resources: FieldOrder = (before, after) => {
  const [from, to] = [resourcesOf(before), resourcesOf(after)];
  return setDirection(uncovered(from, to, patternCovers), uncovered(to, from, patternCovers));
};

/** An unknown level may be any, so it ranks above all. */
const level = byRank(ranks("read", "write", "admin", "grant", "unknown"));

/** The orders of the fields of each kind. A field without one goes another way whenever it changes. */
const orders: Readonly<Record<FactKind, ReadonlyMap<string, FieldOrder>>> = {
  principal: new Map([
    ["tools", byRank(ranks("none", "listed", "reduced", "inherit", "all"))],
    ["pinned", trueIsNarrower],
  ]),
  credential: new Map([
    ["lifetime", byRank(ranks("ephemeral", "unknown", "long-lived"))],
    ["authority", byRank(ranks("agent", "service", "user", "human-session", "unknown"))],
  ]),
  token: new Map<string, FieldOrder>([
    ["expiry", (before, after) => lifetimeDirection(textOf(before), textOf(after))],
    ["scope", moreIsWider],
    ["audience", presenceIsNarrower],
    ["issuer", presenceIsNarrower],
  ]),
  identity: new Map(),
  grant: new Map<string, FieldOrder>([
    ["actions", actions],
    ["resource", resources],
    ["level", level],
    ["decision", byRank(ranks("runtime", "hardcoded"))],
    ["wildcard", trueIsWider],
    ["conditioned", trueIsNarrower],
    ["condition", presenceIsNarrower],
  ]),
  tool: new Map([
    ["registration", byRank(ranks("static", "dynamic"))],
    ["modelInvocable", trueIsWider],
  ]),
  trigger: new Map<string, FieldOrder>([
    ["sender", byRank(ranks("none", "internal", "allowlist", "writers", "pairing", "open"))],
    ["senders", moreIsWider],
  ]),
  gate: new Map<string, FieldOrder>([
    ["verdict", verdict],
    ["covers", covers],
    ["setting", setting],
  ]),
  effect: new Map<string, FieldOrder>([
    ["target", target],
    ["remote", trueIsWider],
    ["asked", trueIsNarrower],
  ]),
  log: new Map(["actor", "subject", "intent", "chain"].map((name) => [name, presenceIsNarrower])),
  opaque: new Map(),
};

/** The fields that differ between two entries of one kind, by name, and which way each went. */
export function fieldChanges(values: Values): FieldChange[] {
  const { before, after } = values;
  if (before.kind === "text" || before.kind === "edge") {
    return before.value === after.value
      ? []
      : [{ field: "content", ...shown(before.value, after.value), direction: "other" }];
  }
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...from.keys(), ...to.keys()])].sort();
  return names.flatMap((field): FieldChange[] => {
    const [old, now] = [from.get(field), to.get(field)];
    if (canonical(old) === canonical(now)) return [];
    const order = field === "example" ? example : orders[before.kind as FactKind].get(field);
    const direction = order ? order(old, now, values) : "other";
    return direction === undefined ? [] : [{ field, ...shown(old, now), direction }];
  });
}

/** The fields of a fact's value. */
function fieldsOf({ value }: SurfaceEntry): ReadonlyMap<string, CanonicalValue> {
  const isRecord = value !== null && typeof value === "object" && !Array.isArray(value);
  return new Map(isRecord ? Object.entries(value as Readonly<Record<string, CanonicalValue>>) : []);
}

function actions(before: Field, after: Field, { before: entry, after: other, expand }: Values): Direction | undefined {
  const system = word(entry, "system");
  if (system !== word(other, "system")) return "other";
  return actionDirection(system, listOf(before), listOf(after), expand);
}

const verdicts = ranks("human", "allowlist", "auto");

/** A policy and a person decide differently, neither less than the other; a list lets pass what is on it. */
function verdict(before: Field, after: Field): Direction {
  const [from, to] = [textOf(before), textOf(after)];
  return wordDirection(verdicts, from === "policy" ? "human" : from, to === "policy" ? "human" : to);
}

/** A gate that covers less leaves more open; one that always says yes opens what it covers. */
function covers(before: Field, after: Field, values: Values): Direction | undefined {
  const [was, is] = [isOpen(values.before), isOpen(values.after)];
  if (was !== is) return is ? "wider" : "narrower";
  const [from, to] = [listOf(before), listOf(after)];
  const gained = uncovered(from, to, toolCovers);
  const lost = uncovered(to, from, toolCovers);
  return is ? setDirection(gained, lost) : setDirection(lost, gained);
}

/** What only an example says has no effect; a gate in earnest that is only shown any more leaves something open. */
function example(before: Field, after: Field, values: Values): Direction | undefined {
  const restricts = values.before.kind === "log" || (values.before.kind === "gate" && !isOpen(values.before));
  return restricts ? trueIsWider(before, after, values) : trueIsNarrower(before, after, values);
}

/** A setting repeats what its gate says; it counts by itself only where verdict and cover are what they were. */
function setting(_before: Field, _after: Field, { before, after }: Values): Direction | undefined {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  const same = ["verdict", "covers"].every((name) => canonical(from.get(name)) === canonical(to.get(name)));
  return same ? "other" : undefined;
}

/** Commands are patterns of their own kind; hosts, paths and names are patterns like any other. */
function target(before: Field, after: Field, { before: entry }: Values): Direction | undefined {
  const order = word(entry, "effect") === "exec" ? commandCovers : patternCovers;
  const [from, to] = [[textOf(before) ?? ""], [textOf(after) ?? ""]];
  return setDirection(uncovered(from, to, order), uncovered(to, from, order));
}

/** Holds for a gate that always says yes. */
export function isOpen(gate: SurfaceEntry): boolean {
  return word(gate, "verdict") === "auto";
}

/** The text of a field of an entry, empty where it has none. */
export function word(entry: SurfaceEntry, field: string): string {
  return textOf(fieldsOf(entry).get(field)) ?? "";
}

/** The text of a field, if it is one. */
function textOf(field: Field): string | undefined {
  return typeof field === "string" ? field : undefined;
}

/** The texts of a field: of a list, or of what is written as one with commas. */
function listOf(field: Field): readonly string[] {
  if (Array.isArray(field)) return (field as readonly CanonicalValue[]).map(String);
  return typeof field === "string" ? field.split(", ") : [];
}

function resourcesOf(field: Field): readonly string[] {
  return field === undefined ? ["*"] : listOf(field);
}

function shown(before: Field, after: Field): Pick<FieldChange, "before" | "after"> {
  const [from, to] = [show(before), show(after)];
  return { ...(from === undefined ? {} : { before: from }), ...(to === undefined ? {} : { after: to }) };
}

function show(field: Field): string | undefined {
  if (field === undefined || field === null) return undefined;
  if (Array.isArray(field)) return field.join(", ");
  return typeof field === "object" ? canonical(field) : String(field);
}
