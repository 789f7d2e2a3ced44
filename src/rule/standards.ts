import type { Knowledge } from "#model/knowledge.ts";
import type { Standard, StandardEntry } from "#model/rule.ts";
import { readSource, type SourceNode } from "#rule/source.ts";

/** Reads one official list of `rules/standards/`. Throws a `UserError` at the first mistake. */
export function readStandard(path: string, text: string): Standard {
  const file = readSource(path, text);
  file.only(["name", "title", "version", "organization", "informationUri", "releaseDate", "helpUri", "entries"]);
  const releaseDate = file.get("releaseDate")?.text();
  const helpUri = file.get("helpUri")?.text();
  return {
    name: file.need("name").text(),
    title: file.need("title").text(),
    version: file.need("version").text(),
    organization: file.need("organization").text(),
    informationUri: file.need("informationUri").text(),
    ...(releaseDate === undefined ? {} : { releaseDate }),
    ...(helpUri === undefined ? {} : { helpUri }),
    entries: file.need("entries").items().map(readEntry),
  };
}

function readEntry(entry: SourceNode): StandardEntry {
  entry.only(["id", "title", "helpUri"]);
  const helpUri = entry.get("helpUri")?.text();
  return {
    id: entry.need("id").text(),
    title: entry.need("title").text(),
    ...(helpUri === undefined ? {} : { helpUri }),
  };
}

/** Reads the table from common shorthand to official ids. */
export function readCrosswalk(path: string, text: string): Knowledge["crosswalk"] {
  return readSource(path, text)
    .need("crosswalk")
    .items()
    .map((row) => {
      row.only(["from", "standard", "id", "note"]);
      return {
        from: row.need("from").text(),
        standard: row.need("standard").text(),
        id: row.need("id").text(),
        note: row.need("note").text(),
      };
    });
}
