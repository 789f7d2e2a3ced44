import type { Knowledge } from "#model/knowledge.ts";

/** An official entry that a name stands for; the note says in which sense, where that needs saying. */
export interface Meaning {
  readonly standard: string;
  readonly id: string;
  readonly note: string;
}

/**
 * What a name of a risk or control stands for: official ids first, then the rows of the crosswalk. Case, dashes, spaces
 * and leading zeros do not matter (`nhi-03` is `NHI3`, `LLM6` is `LLM06`); `:2025` at the end asks for one edition.
 */
export function meaningsOf(name: string, { standards, crosswalk }: Knowledge): Meaning[] {
  const wanted = plainName(name);
  const official = standards.flatMap(({ name: standard, version, entries }) =>
    wanted.edition === "" || version.startsWith(wanted.edition)
      ? entries
          .filter(({ id }) => plainName(id).id === wanted.id)
          .map(({ id }) => ({ standard, id, note: "", version }))
      : [],
  );
  const names = new Set([
    keyOf(wanted),
    ...official.map(({ id, version }) => keyOf({ id: plainName(id).id, edition: version })),
  ]);
  const rows = crosswalk.filter((row) => names.has(keyOf(plainName(row.from))));
  return [...official, ...rows].map(({ standard, id, note }) => ({ standard, id, note }));
}

interface PlainName {
  readonly id: string;
  /** The year after a colon; empty where none is written. */
  readonly edition: string;
}

function plainName(name: string): PlainName {
  const edition = /:(\d{4})\s*$/.exec(name)?.[1] ?? "";
  const id = edition === "" ? name : name.slice(0, name.lastIndexOf(":"));
  const plain = id.toLowerCase().replaceAll(/[-_\s]/g, "");
  // Zeros lead only where no digit or dot stands before them: `AML.T0081` and `1.04` keep theirs.
  return { id: plain.replaceAll(/(?<=^[a-z]+)0+(?=\d)/g, ""), edition };
}

function keyOf({ id, edition }: PlainName): string {
  return `${id}:${edition}`;
}
