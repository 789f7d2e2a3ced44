import type { FieldChange } from "#model/delta.ts";
import type { Location } from "#model/location.ts";
import type { CanonicalValue, EntryId } from "#model/surface.ts";
import { placeOf, shorten, visible, withoutCommands } from "#report/visible.ts";

/** An entry that somebody is about to agree to. */
export interface ProposedEntry {
  readonly id: EntryId;
  /** What happened to it, or `adopted` or `reviewed`. */
  readonly change: string;
  /** The value agreed to; absent where the entry goes away. */
  readonly value?: CanonicalValue;
  /** How fields of it changed; empty for what is new, gone or unchanged. */
  readonly fields: readonly FieldChange[];
}

/** Where entries stand. */
export type Places = ReadonlyMap<EntryId, Location>;

/** UTF-16 units of a value; an approval's file holds it whole. */
const valueLimit = 400;
/** Entries that are shown one by one; an adoption may have thousands. */
const entryLimit = 200;

/** What an approval will say, for the one who is about to agree: each entry with its place and what differs. */
export function proposalText(entries: readonly ProposedEntry[], places: Places): string {
  const width = Math.max(...entries.map(({ change }) => change.length));
  const lines = entries.slice(0, entryLimit).flatMap((entry) => {
    const place = places.get(entry.id);
    return [
      `  ${entry.change.padEnd(width)}  ${visible(entry.id)}${place ? `   ${placeOf(place)}` : ""}`,
      ...detailsOf(entry).map((line) => `  ${" ".repeat(width)}    ${line}`),
    ];
  });
  const more = entries.length - entryLimit;
  if (more > 0) lines.push(`  and ${more} more, which the file will name`);
  return withoutCommands(`${lines.join("\n")}\n`);
}

function detailsOf({ id, change, value, fields }: ProposedEntry): string[] {
  if (fields.length > 0) {
    return fields.map(({ field, before, after }) => `${visible(field)}: ${shownValue(before)} → ${shownValue(after)}`);
  }
  // The name of an edge says all of it; an adoption says that nobody looked, and its values stand in the file.
  if (value === undefined || change === "adopted" || id.startsWith("edge:")) return [];
  return [visible(shorten(JSON.stringify(value), valueLimit))];
}

function shownValue(text: string | undefined): string {
  return text === undefined ? "nothing" : visible(shorten(text, valueLimit));
}
