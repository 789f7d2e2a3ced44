import type { ToldChange } from "#model/delta-report.ts";
import type { Change } from "#model/delta.ts";
import { ability, field, toldGate, whoIs } from "#report/delta-fact.ts";
import { compareChanges, entryOf } from "#report/delta-order.ts";
import { changeSentence, idParts, startWords } from "#report/delta-words.ts";
import { join, list, type Phrase } from "#report/phrase.ts";

/** What a reviewer decides about at once: a change, or a new or lost thing with all that came or went with it. */
export interface DeltaRow {
  readonly sentence: Phrase;
  /** The change that speaks for the row. */
  readonly main: ToldChange;
  /** How many rows it is made of: one, unless rows were joined. */
  readonly count: number;
  /** Holds if a part of it needs a countersignature. */
  readonly drift: boolean;
  /** The gates before what the row tells, the ones that always say yes among them. */
  readonly gates: ToldChange["gates"];
  /** Gates that ask before everything else, and not before what the row tells. */
  readonly otherGates: ToldChange["gates"];
  /** What the row says, if a list of several can say it; it says no more than the change, and who uses what is new. */
  readonly plain?: { readonly change: Change; readonly users: readonly Phrase[] };
}

/** Parts of a new thing that are told. */
const mostParts = 4;

/** Holds for a new or lost thing that has facts of its own. */
export function isThing(change: Change): boolean {
  const kind = entryOf(change)?.kind;
  return (kind === "principal" || kind === "tool") && (change.type === "added" || change.type === "removed");
}

/** The row of a change and of what follows from it. */
export function rowOf(main: ToldChange, parts: readonly ToldChange[]): DeltaRow {
  const all = [main, ...parts];
  const row = { main, count: 1, drift: all.some(({ change }) => change.drift) };
  const sorted = [...parts].sort((one, other) => compareChanges(one.change, other.change));
  if (!isThing(main.change)) {
    const sentence = [...changeSentence(main.change), ...fetchedWords(main, sorted)];
    const isPlain = parts.length === 0 || entryOf(main.change)?.kind === "grant";
    const plain = isPlain ? { plain: { change: main.change, users: [] } } : {};
    return { ...row, sentence, gates: main.gates, otherGates: [], ...plain };
  }
  const users = main.change.after ? parts.flatMap(({ change }) => userOf(change, main.change)) : [];
  const words = main.change.after ? thingWords(main, sorted) : [];
  const used: Phrase = users.length > 0 ? ["; it is used by ", ...list(users, mostParts)] : [];
  const sentence = [...changeSentence(main.change), ...used, ...words.flatMap((phrase) => ["; ", ...phrase])];
  const plain = words.length === 0 ? { plain: { change: main.change, users } } : {};
  return { ...row, sentence, ...gatesOf(main, sorted), ...plain };
}

/** What a command that a setting runs fetches: the command itself is told already. */
function fetchedWords({ change }: ToldChange, parts: readonly ToldChange[]): Phrase {
  if (change.after?.kind !== "effect") return [];
  const fetched = distinct(parts.filter(({ change: { after } }) => after?.kind === "effect").flatMap(abilityOf));
  return fetched.length === 0 ? [] : ["; it can ", ...list(fetched, mostParts)];
}

/** What came with a new thing. */
function thingWords(main: ToldChange, parts: readonly ToldChange[]): Phrase[] {
  const abilities = distinct(parts.flatMap(abilityOf));
  const open = parts.some(({ change }) => change.after?.kind === "opaque" && change.after.key === "tool-list");
  const uses = distinct(parts.flatMap((part) => usedBy(part, main)));
  const others = parts.flatMap(({ change: { after } }) => (after?.kind === "principal" ? [startWords(after)] : []));
  return [
    ...others.filter((words) => words.length > 0).map((words) => ["elsewhere it is ", ...words]),
    ...gateWords(main, parts),
    ...(uses.length > 0 ? [["it uses ", ...list(uses, mostParts)]] : []),
    ...(abilities.length > 0 ? [["it can ", ...list(abilities, mostParts)]] : []),
    ...(open ? [["its tools are known only when it runs"]] : []),
  ];
}

/** Gates that came with a thing: the ones that ask nobody first, then those that the column of gates does not tell. */
function gateWords(main: ToldChange, parts: readonly ToldChange[]): Phrase[] {
  const told = new Set<string>(main.gates.map(({ id }) => id));
  const gates = parts.flatMap(({ change: { after } }) => (after?.kind === "gate" ? [after] : []));
  const [open, closed] = [true, false].map((auto) =>
    gates.filter((gate) => (field(gate, "verdict") === "auto") === auto && (auto || !told.has(gate.id))),
  );
  const lists = closed!.filter((gate) => field(gate, "verdict") === "allowlist");
  const asking = closed!.filter((gate) => field(gate, "verdict") !== "allowlist");
  return [
    ...(open!.length > 0 ? [["it ", ...join(limited(open!.map(toldGate)), " and ")]] : []),
    ...(asking.length > 0 ? [["it ", ...join(limited(asking.map(toldGate)), " and ")]] : []),
    ...(lists.length > 0
      ? [
          [
            "on its list of what may pass: ",
            ...list(
              lists.map((gate) => [{ quoted: field(gate, "setting") }]),
              mostParts,
            ),
          ],
        ]
      : []),
  ];
}

function limited(phrases: readonly Phrase[]): Phrase[] {
  const rest = phrases.length - mostParts;
  return rest > 0 ? [...phrases.slice(0, mostParts), [`${rest} more of that kind`]] : [...phrases];
}

/**
 * The gates before all that the thing can do, and those that ask only before the rest: what is granted in advance is
 * not asked about any more.
 */
function gatesOf(main: ToldChange, parts: readonly ToldChange[]): Pick<DeltaRow, "gates" | "otherGates"> {
  const given = parts.filter(({ change: { after } }) => after?.kind === "grant" || after?.kind === "effect");
  const isBeforeAll = (id: string) => given.every(({ gates }) => gates.some((gate) => gate.id === id));
  const common = (given[0]?.gates ?? []).filter(({ id }) => isBeforeAll(id));
  const apart = main.gates.filter(
    ({ id, value }) => value.covers === "*" && value.verdict === "human" && given.length > 0 && !isBeforeAll(id),
  );
  const gates = [...main.gates.filter((gate) => !apart.includes(gate)), ...common];
  return { gates: [...new Map(gates.map((gate) => [gate.id, gate])).values()], otherGates: apart };
}

/** Each phrase once: a permission and what it reaches say the same. */
function distinct(phrases: readonly Phrase[]): Phrase[] {
  return [...new Map(phrases.map((phrase) => [said(phrase), phrase])).values()];
}

/** The words of a phrase; two that read alike are one. */
function said(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === "string" ? part : JSON.stringify(part.quoted))).join("");
}

function abilityOf({ change: { after } }: ToldChange): Phrase[] {
  const can = after && after.kind !== "tool" ? ability(after) : undefined;
  return can ? [can] : [];
}

/** What a new thing uses that was there before. */
function usedBy({ change: { after } }: ToldChange, main: ToldChange): Phrase[] {
  if (after?.kind !== "edge") return [];
  const [from = "", relation = "", to = ""] = after.value as readonly string[];
  if (from !== main.change.after?.id || !(relation === "uses" || relation === "delegates-to")) return [];
  return [whoIs(idParts(to).anchor)];
}

/** Who uses a new thing, where an edge says so; that a marketplace offers its own plugins is said by their name. */
function userOf({ after }: Change, main: Change): Phrase[] {
  if (after?.kind !== "edge") return [];
  const [from = "", relation = "", to = ""] = after.value as readonly string[];
  if (to !== main.id || !["uses", "registers", "delegates-to"].includes(relation)) return [];
  const { anchor } = idParts(from);
  if (main.after?.anchor?.startsWith(`${anchor}/`)) return [];
  return [[{ quoted: anchor.replace(/^[^/]*\//, "") }]];
}
