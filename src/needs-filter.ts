import { buildPrefilter } from "#discover/prefilter.ts";
import { readLiteral } from "#match/needs.ts";
import type { Needs } from "#model/needs.ts";
import { type IsMet, LiteralNumbers, NeedsTable } from "#needs-table.ts";

/** Makes the automaton for all literals of many needs, by which the bytes of a text say which of them, by their places, it meets. */
export function needsFilter(needs: readonly Needs[]): (bytes: Uint8Array) => IsMet {
  const literals = new LiteralNumbers();
  const table = new NeedsTable(literals);
  const numbers = needs.map(table.numberOf);
  const prefilter = buildPrefilter(literals.all.map(readLiteral));
  return (bytes) => {
    const isMet = table.metBy(prefilter.scanAsRead(bytes));
    return (place) => isMet(numbers[place]!);
  };
}
