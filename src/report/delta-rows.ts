import type { DeltaReport, ToldChange } from "#model/delta-report.ts";
import type { Change } from "#model/delta.ts";
import { field, holds, isSettingCommand, texts } from "#report/delta-fact.ts";
import { joinRows } from "#report/delta-join.ts";
import { compareRows, entryOf } from "#report/delta-order.ts";
import { isThing, rowOf, type DeltaRow } from "#report/delta-row.ts";
import { idParts } from "#report/delta-words.ts";

/**
 * The changes as rows, gravest first. What only follows from another change has no row of its own; if there are more
 * than `most`, rows that say the same of several things become one.
 */
export function deltaRows({ changes }: DeltaReport, most = Infinity): DeltaRow[] {
  const owners = new Map<string, ToldChange>();
  for (const told of changes)
    if (isThing(told.change) && !owners.has(anchorKey(told))) owners.set(anchorKey(told), told);
  const parts = new Map<ToldChange, ToldChange[]>([...owners.values()].map((main) => [main, []]));
  const homes = homesOf(owners.values());
  const leaders = leadersOf(changes, owners);
  for (const leader of leaders.values()) parts.set(leader, []);
  for (const told of changes) {
    if (parts.has(told)) continue;
    const owner = ownerOf(told, owners, homes) ?? leaderOf(told, leaders);
    if (owner) parts.get(owner)!.push(told);
    else if (!isImplied(told.change)) parts.set(told, []);
  }
  const rows = [...parts].map(([main, own]) => rowOf(main, own)).sort(compareRows);
  return rows.length > most ? joinRows(rows, most) : rows;
}

/** `+` for what came, `-` for what went. */
function side({ after }: Change): string {
  return after ? "+" : "-";
}

/** A thing comes or goes as a whole: what has its anchor comes or goes with it. */
function anchorKey({ change }: ToldChange): string {
  return side(change) + (entryOf(change)?.anchor ?? "");
}

/**
 * Changes that others follow from, by what these are known by: permissions by the effects that they give, commands that
 * a setting runs by what starts them and by their place. Those of new and lost things are parts of these.
 */
function leadersOf(
  changes: readonly ToldChange[],
  owners: ReadonlyMap<string, ToldChange>,
): ReadonlyMap<string, ToldChange> {
  const leaders = new Map<string, ToldChange>();
  for (const told of changes) {
    const { before, after } = told.change;
    if (!(before && after) && owners.has(anchorKey(told))) continue;
    for (const key of leadingKeys(told)) if (!leaders.has(key)) leaders.set(key, told);
  }
  return leaders;
}

function leadingKeys(told: ToldChange): string[] {
  const entry = entryOf(told.change);
  if (entry?.kind === "grant") {
    const actions = holds(entry, "wildcard") ? ["*", ...texts(entry, "actions")] : texts(entry, "actions");
    return actions.map((action) => followingKey(told, `does ${action}`));
  }
  if (entry?.kind !== "effect" || !isSettingCommand(entry)) return [];
  const files = field(entry, "detail").split(/[\s"'/]+/, mostWords);
  return [
    followingKey(told, `at ${field(entry, "target")}`),
    followingKey(told, `in ${lineOf(told)}`),
    ...files.map((file) => fileKey(told, file)),
  ];
}

/** Words and folders of a command that may name its script. */
const mostWords = 50;

function fileKey({ change }: ToldChange, name: string): string {
  return `${change.type}\nruns ${name}`;
}

function leaderOf(told: ToldChange, leaders: ReadonlyMap<string, ToldChange>): ToldChange | undefined {
  const entry = entryOf(told.change);
  if (entry?.kind === "text") return leaders.get(fileKey(told, entry.id.slice(entry.id.lastIndexOf("/") + 1)));
  if (entry?.kind === "trigger") return leaders.get(followingKey(told, `at ${field(entry, "source")}`));
  if (entry?.kind !== "effect") return undefined;
  const verb = field(entry, "effect");
  const target = field(entry, "target");
  const action = verb === "file-read" ? `read ${target}` : verb === "file-write" ? `write ${target}` : target;
  return (
    leaders.get(followingKey(told, `does ${action}`)) ??
    (verb === "exec" ? leaders.get(followingKey(told, `in ${lineOf(told)}`)) : undefined)
  );
}

function followingKey({ change }: ToldChange, what: string): string {
  return `${change.type}\n${entryOf(change)?.anchor ?? ""}\n${what}`;
}

function lineOf({ location }: ToldChange): string {
  return location ? `${location.region.startLine} ${location.path}` : "";
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
