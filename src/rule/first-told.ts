import { UserError } from "#model/user-error.ts";

/** Mistakes and notes of one file that are told; a scanned tree can supply very many. */
const mostTold = 50;

/** The first of the mistakes of a file, and how many more there are. */
export function firstMistakes(mistakes: readonly UserError[], where: string): readonly UserError[] {
  const more = mistakes.length - mostTold;
  if (more <= 0) return mistakes;
  return [...mistakes.slice(0, mostTold), new UserError(`${more} more mistakes are not told`, { where })];
}

/** The first notes of a file, and how many more there are. */
export function firstNotes(notes: readonly string[], where: string): readonly string[] {
  const more = notes.length - mostTold;
  return more <= 0 ? notes : [...notes.slice(0, mostTold), `${where}: ${more} more notes are not told`];
}
