import type { Standard, StandardEntry } from "#model/rule.ts";

/** The page that explains an entry of a list; undefined if the list names none, or if it needs a title that is empty. */
export function helpUriOf(standard: Standard, entry: StandardEntry): string | undefined {
  const template = entry.helpUri ?? standard.helpUri;
  if (template?.includes("{slug}") && entry.title === "") return undefined;
  const number = /(\d+)\D*$/.exec(entry.id)?.[1]?.replace(/^0+(?=\d)/, "") ?? "";
  return template
    ?.replaceAll("{id}", encodeURIComponent(entry.id))
    .replaceAll("{nn}", number.padStart(2, "0"))
    .replaceAll("{n}", number)
    .replaceAll("{slug}", slugOf(entry.title));
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
