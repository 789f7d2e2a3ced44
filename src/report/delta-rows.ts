import type { DeltaReport, ToldChange } from "#model/delta-report.ts";
import type { Change } from "#model/delta.ts";
import { changeTypes } from "#model/delta.ts";
import { compareText } from "#model/location.ts";
import type { SurfaceEntry } from "#model/surface.ts";
import { ability, field, holds, texts } from "#report/delta-fact.ts";
import { changeSentence, idParts } from "#report/delta-words.ts";
import { list, type Phrase } from "#report/phrase.ts";

/** What a reviewer decides about at once: a change, or a new or lost thing with all that came or went with it. */
export interface DeltaRow {
  readonly sentence: Phrase;
  /** The change that speaks for the row. */
  readonly main: ToldChange;
  /** How many changes the row stands for. */
  readonly count: number;
  /** Holds if a part of it needs a countersignature. */
  readonly drift: boolean;
}

/** Parts of a new thing that are told. */
const mostParts = 4;

/** The changes as rows, gravest first. What only follows from another change has no row of its own. */
export function deltaRows({ changes }: DeltaReport): DeltaRow[] {
  const owners = new Map<string, ToldChange>();
  for (const told of changes) if (isMain(told) && !owners.has(anchorKey(told))) owners.set(anchorKey(told), told);
  const parts = new Map<ToldChange, ToldChange[]>([...owners.values()].map((main) => [main, []]));
  const homes = homesOf(owners.values());
  const grants = grantsOf(changes, owners);
  for (const grant of grants.values()) parts.set(grant, []);
  const alone: ToldChange[] = [];
  for (const told of changes) {
    if (parts.has(told)) continue;
    const owner = ownerOf(told, owners, homes) ?? grants.get(effectKey(told.change));
    if (owner) parts.get(owner)!.push(told);
    else if (!isImplied(told.change)) alone.push(told);
  }
  return [...[...parts].map(([main, own]) => groupRow(main, own)), ...alone.map(singleRow)].sort(compareRows);
}

function entryOf({ after, before }: Change): SurfaceEntry | undefined {
  return after ?? before;
}

/** Holds for a new or lost thing that has facts of its own. */
function isMain({ change }: ToldChange): boolean {
  const kind = entryOf(change)?.kind;
  return (kind === "principal" || kind === "tool") && (change.type === "added" || change.type === "removed");
}

/** `+` for what came, `-` for what went. */
function side({ after }: Change): string {
  return after ? "+" : "-";
}

/** A thing comes or goes as a whole: what has its anchor comes or goes with it. */
function anchorKey({ change }: ToldChange): string {
  return side(change) + (entryOf(change)?.anchor ?? "");
}

/** Changed permissions by the effects that they give; those of new and lost things are parts of these. */
function grantsOf(
  changes: readonly ToldChange[],
  owners: ReadonlyMap<string, ToldChange>,
): ReadonlyMap<string, ToldChange> {
  const grants = new Map<string, ToldChange>();
  for (const told of changes) {
    const { change } = told;
    const entry = entryOf(change);
    if (entry?.kind !== "grant" || (!(change.before && change.after) && owners.has(anchorKey(told)))) continue;
    for (const action of texts(entry, "actions")) grants.set(`${change.type}\n${entry.anchor ?? ""}\n${action}`, told);
  }
  return grants;
}

/** An effect by what a permission for it is called. */
function effectKey(change: Change): string {
  const entry = entryOf(change);
  if (entry?.kind !== "effect") return "";
  const verb = field(entry, "effect");
  const action = field(entry, "target");
  const said = verb === "file-read" ? `read ${action}` : verb === "file-write" ? `write ${action}` : action;
  return `${change.type}\n${entry.anchor ?? ""}\n${said}`;
}

/** Where the texts of new and lost things lie: a file, or, of a skill, its folder. */
function homesOf(mains: Iterable<ToldChange>): ReadonlyMap<string, ToldChange> {
  const homes = new Map<string, ToldChange>();
  for (const main of mains) {
    const path = main.location?.path ?? "";
    homes.set(side(main.change) + (path.endsWith("/SKILL.md") ? path.slice(0, -"SKILL.md".length) : path), main);
  }
  return homes;
}

/** The new or lost thing that the change is a part of. */
function ownerOf(
  told: ToldChange,
  owners: ReadonlyMap<string, ToldChange>,
  homes: ReadonlyMap<string, ToldChange>,
): ToldChange | undefined {
  const { change, location } = told;
  const entry = entryOf(change);
  // What is there on both sides changed by itself.
  if (!entry || (change.before && change.after)) return undefined;
  if (entry.kind === "text") return homeOf(side(change), location?.path ?? "", homes);
  if (entry.kind !== "edge") return owners.get(anchorKey(told));
  const [from = "", , to = ""] = entry.value as readonly string[];
  const ends = [to, from].map((end) => owners.get(side(change) + idParts(end).anchor));
  return ends.find((owner) => owner !== undefined);
}

function homeOf(sign: string, path: string, homes: ReadonlyMap<string, ToldChange>): ToldChange | undefined {
  let home = homes.get(sign + path);
  for (let end = path.lastIndexOf("/"); end > 0 && !home; end = path.lastIndexOf("/", end - 1)) {
    home = homes.get(sign + path.slice(0, end + 1));
  }
  return home;
}

/** Holds for an edge that says no more than the facts it joins. */
function isImplied(change: Change): boolean {
  return entryOf(change)?.kind === "edge" && !change.drift;
}

function singleRow(told: ToldChange): DeltaRow {
  return { sentence: changeSentence(told.change), main: told, count: 1, drift: told.change.drift };
}

function groupRow(main: ToldChange, parts: readonly ToldChange[]): DeltaRow {
  if (parts.length === 0 || !isMain(main))
    return { ...singleRow(main), count: 1 + parts.length, drift: hasDrift([main, ...parts]) };
  const sorted = [...parts].sort((one, other) => compareChanges(one.change, other.change));
  const abilities = main.change.after ? distinct(sorted.flatMap(({ change }) => abilityOf(change))) : [];
  const users = main.change.after ? sorted.flatMap(({ change }) => userOf(change, main.change)) : [];
  const open = sorted.some(({ change }) => change.after?.kind === "opaque" && change.after.key === "tool-list");
  const words: Phrase[] = [
    ...(users.length > 0 ? [["it is used by ", ...list(users, mostParts)]] : []),
    ...(abilities.length > 0 ? [["it can ", ...list(abilities, mostParts)]] : []),
    ...(open ? [["its tools are known only when it runs"]] : []),
  ];
  return {
    sentence: [...changeSentence(main.change), ...words.flatMap((phrase) => ["; ", ...phrase])],
    main: { ...main, gates: gatesOf(main, parts) },
    count: 1 + parts.length,
    drift: hasDrift([main, ...parts]),
  };
}

function hasDrift(changes: readonly ToldChange[]): boolean {
  return changes.some(({ change }) => change.drift);
}

function gatesOf(main: ToldChange, parts: readonly ToldChange[]): ToldChange["gates"] {
  const all = [main, ...parts].flatMap(({ gates }) => gates);
  return [...new Map(all.map((gate) => [gate.id, gate])).values()];
}

/** Each phrase once: a permission and what it reaches say the same. */
function distinct(phrases: readonly Phrase[]): Phrase[] {
  return [...new Map(phrases.map((phrase) => [JSON.stringify(phrase), phrase])).values()];
}

function abilityOf({ after }: Change): Phrase[] {
  const can = after && after.kind !== "tool" ? ability(after) : undefined;
  return can ? [can] : [];
}

/** Who uses a new thing, where an edge says so. */
function userOf({ after }: Change, main: Change): Phrase[] {
  if (after?.kind !== "edge") return [];
  const [from = "", relation = "", to = ""] = after.value as readonly string[];
  if (to !== main.id || !["uses", "registers", "delegates-to"].includes(relation)) return [];
  return [[{ quoted: idParts(from).anchor.replace(/^[^/]*\//, "") }]];
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

function compareRows(one: DeltaRow, other: DeltaRow): number {
  return Number(other.drift) - Number(one.drift) || compareChanges(one.main.change, other.main.change);
}

/** By what happened, then by how much is given, then by kind. */
function compareChanges(one: Change, other: Change): number {
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
function isGrave(change: Change): boolean {
  const entry = entryOf(change);
  if (!entry || entry.kind === "edge" || entry.kind === "text") return false;
  if (entry.kind === "grant") return holds(entry, "wildcard") || ["admin", "grant"].includes(field(entry, "level"));
  if (entry.kind === "effect") return field(entry, "effect") === "self-modify" || holds(entry, "remote");
  if (entry.kind === "trigger") return field(entry, "sender") === "open" && texts(entry, "senders").length === 0;
  return entry.kind === "gate" && field(entry, "verdict") === "auto";
}
