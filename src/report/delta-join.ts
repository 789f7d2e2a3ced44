import { gateText, writerText } from "#report/delta-about.ts";
import { ability, whoIs } from "#report/delta-fact.ts";
import { compareRows, entryOf, isGrave } from "#report/delta-order.ts";
import type { DeltaRow } from "#report/delta-row.ts";
import { textVerbs } from "#report/delta-words.ts";
import { list, say, sentence, type Phrase } from "#report/phrase.ts";

/** Things of one kind that a joined row names before it counts the rest. */
const mostNames = 6;

/**
 * At most so many rows, if that can be: rows that say the same of several things, of one writer and behind the same
 * gates, become one, the longest list first. What is grave is told alone as long as that is possible.
 */
export function joinRows(rows: readonly DeltaRow[], most: number): DeltaRow[] {
  const joined = joinAlike(rows, { most, mayJoin: ({ main }) => !isGrave(main.change) });
  return joinAlike(joined, { most, mayJoin: () => true }).toSorted(compareRows);
}

interface Joining {
  readonly most: number;
  readonly mayJoin: (row: DeltaRow) => boolean;
}

function joinAlike(rows: readonly DeltaRow[], { most, mayJoin }: Joining): DeltaRow[] {
  const groups = new Map<string, DeltaRow[]>();
  for (const row of rows) {
    const key = mayJoin(row) ? likeness(row) : undefined;
    if (key === undefined) continue;
    const same = groups.get(key);
    if (same) same.push(row);
    else groups.set(key, [row]);
  }
  const left = new Set(rows);
  for (const group of [...groups.values()].sort((one, other) => other.length - one.length)) {
    if (left.size <= most || group.length === 1) break;
    for (const row of group) left.delete(row);
    left.add(joinedRow(group));
  }
  return [...left];
}

/** What rows that can be joined have in common; undefined for one that says more than a list can. */
function likeness({ plain, main, drift, gates, otherGates }: DeltaRow): string | undefined {
  const entry = plain && entryOf(plain.change);
  if (!plain || !entry) return undefined;
  const { type } = plain.change;
  const about = [gateText({ main, gates, otherGates }), writerText(main.provenance), plain.users];
  const kind = entry.kind === "text" ? textVerbs(entry.id).added : entry.kind;
  const same = [type, drift, kind, JSON.stringify(about)];
  if (entry.kind === "text" || entry.kind === "principal" || entry.kind === "tool") {
    return type === "moved" ? undefined : same.join("\n");
  }
  const isList = (type === "added" || type === "removed") && ability(entry) !== undefined;
  return isList ? [...same, entry.anchor].join("\n") : undefined;
}

function joinedRow(rows: readonly DeltaRow[]): DeltaRow {
  const { plain: _, ...row } = rows[0]!;
  return { ...row, sentence: joinedWords(rows), count: rows.reduce((sum, { count }) => sum + count, 0) };
}

function joinedWords(rows: readonly DeltaRow[]): Phrase {
  const changes = rows.flatMap(({ plain }) => plain?.change ?? []);
  const [first] = changes;
  const entries = changes.flatMap((change) => entryOf(change) ?? []);
  const kind = entries[0]?.kind;
  if (kind === "text") {
    const paths = entries.map(({ id }) => say`${id.slice("text:".length)}`);
    const { added, removed, changed } = textVerbs(entries[0]!.id);
    const verb = first!.type === "added" ? added : first!.type === "removed" ? removed : changed;
    const more = first!.type === "changed" ? [" changed"] : [];
    return sentence([verb, ...list(paths, mostNames), ...more]);
  }
  if (kind === "principal" || kind === "tool") {
    const things = entries.map(({ anchor = "" }) => whoIs(anchor));
    const users = rows[0]?.plain?.users ?? [];
    const used: Phrase = users.length > 0 ? ["; they are used by ", ...list(users, mostNames)] : [];
    return [first!.after ? "New are " : "Gone are ", ...list(things, mostNames), ...used];
  }
  const abilities = entries.flatMap((entry) => {
    const can = ability(entry);
    return can ? [can] : [];
  });
  const who = whoIs(entries[0]?.anchor ?? "");
  return [...sentence(who), first!.after ? " can now " : " can no longer ", ...list(abilities, mostNames)];
}
