import type { Provenance } from "#model/provenance.ts";
import { asked } from "#report/delta-fact.ts";
import type { DeltaRow } from "#report/delta-row.ts";
import { list, say, type Phrase } from "#report/phrase.ts";

/** Names and gates that are told before the rest is counted. */
const mostNames = 3;
/** Digits of a commit's name. */
const commitDigits = 10;

/** Which gate stands before what a row gives, in words. */
export function gateText({ main, gates, otherGates }: Pick<DeltaRow, "main" | "gates" | "otherGates">): Phrase {
  const { change } = main;
  const kind = (change.after ?? change.before)?.kind;
  if (!change.after || kind === "gate" || kind === "text" || kind === "log" || kind === "opaque") return ["–"];
  const closed = gates.filter(({ value }) => value.verdict !== "auto");
  if (closed.length > 0) return askedWords(closed);
  const open = gates.map(({ value }) => say`${value.setting}`);
  const none: Phrase = open.length === 0 ? ["none is stated"] : ["none (", ...list(open, mostNames), ": always yes)"];
  return otherGates.length === 0 ? none : [...none, "; before anything else ", ...askedWords(otherGates)];
}

function askedWords(gates: DeltaRow["gates"]): Phrase {
  return list(
    gates.map(({ value }): Phrase => [`${asked(value.verdict)} is asked`, ...say` (${value.setting})`]),
    mostNames,
  );
}

/** Who wrote a change, in words; what is not known is said so. */
export function writerText(provenance: Provenance | undefined): Phrase {
  if (!provenance) return ["unknown"];
  const { writer, marks, authors, commits } = provenance;
  if (writer === "uncommitted") return ["not committed yet"];
  if (commits.length === 0) return ["unknown"];
  const people = list(
    authors.map((name) => say`${name}`),
    mostNames,
  );
  const of: Phrase = [
    " in ",
    commits[0]!.slice(0, commitDigits),
    commits.length > 1 ? ` and ${commits.length - 1} more` : "",
  ];
  const named = list(
    marks.map((name): Phrase => [name]),
    mostNames,
  );
  // A mark stands beside the name that the commit bears; without one nobody knows whether an agent helped.
  return marks.length > 0 ? [...named, ", committed as ", ...people, ...of] : [...people, ...of];
}
