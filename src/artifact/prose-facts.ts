import { clausesOf, type Clause } from "#artifact/prose-clauses.ts";
import { isUponFlag } from "#artifact/prose-agreement.ts";
import { placedSentences, type PlacedSentence } from "#artifact/prose-context.ts";
import { countsWhereSaid, sends } from "#artifact/prose-exceptions.ts";
import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Document } from "#model/document.ts";
import type { ProseModel } from "#model/knowledge.ts";

/** A row with its expressions compiled. */
interface Row {
  readonly model: ProseModel;
  readonly all: readonly RegExp[];
  readonly near: readonly RegExp[];
  readonly within: readonly RegExp[];
  readonly none: readonly RegExp[];
  readonly unless: readonly RegExp[];
  readonly softens: readonly RegExp[];
  readonly outside: readonly RegExp[];
}

const compiled = new WeakMap<readonly ProseModel[], readonly Row[]>();

function rowsOf(models: readonly ProseModel[]): readonly Row[] {
  const known = compiled.get(models);
  if (known) return known;
  const rows = models.map((model) => ({
    model,
    all: regexes(model.all),
    near: regexes(model.near),
    within: regexes(model.within),
    none: regexes(model.none),
    unless: regexes(model.unless),
    softens: regexes(model.softens),
    outside: regexes(model.outside),
  }));
  compiled.set(models, rows);
  return rows;
}

function regexes(sources: readonly string[] | undefined): readonly RegExp[] {
  return (sources ?? []).map((source) => new RegExp(source, "iu"));
}

/**
 * Records what the sentences of a Markdown document tell a model to do, by the rows of `rules/models/prose.yaml`.
 * A clause counts only as an instruction: not in questions, headings, quotations, examples, warnings and lists of
 * things to look for; a prohibition counts for rows about prohibitions alone. What something is told to do by itself
 * ("This skill updates …") counts with low confidence.
 */
export function proseFacts(
  document: Document,
  owner: TextOwner,
  models: readonly ProseModel[],
  record: Recorder,
): void {
  const rows = rowsOf(models);
  let before: readonly Clause[] = [];
  let last = "";
  for (const sentence of placedSentences(document)) {
    const clauses = sentence.quoted ? [] : clausesOf(sentence.text);
    clauses.forEach((clause, index) => {
      // What to do, below words that forbid: one of the two is misread, so that neither counts.
      if (sentence.forbidden && clause.mood !== "prohibition") return;
      const beside = [
        neighbour(clauses[index - 1] ?? before.at(-1), clause),
        neighbour(clauses[index + 1], clause),
        `${(sentence.above.at(-1) ?? "").replace(/:$/, "")}:`,
      ];
      // What comes "then" comes under the conditions of the sentence before.
      const whole = /^\W*(?:then|after that|afterwards)\b/i.test(sentence.text)
        ? `${last} ${sentence.text}`
        : sentence.text;
      for (const row of rows) recordMatch(row, { document, sentence, whole, clause, beside }, owner, record);
    });
    before = clauses;
    last = sentence.text;
  }
}

/** What a clause nearby adds; one that forbids adds nothing to one that does not. */
function neighbour(other: Clause | undefined, clause: Clause): string {
  return other === undefined || (other.mood === "prohibition" && clause.mood !== "prohibition") ? "" : other.text;
}

interface PlacedClause {
  readonly document: Document;
  readonly sentence: PlacedSentence;
  /** The sentence with the one before it, where it goes on with that. */
  readonly whole: string;
  readonly clause: Clause;
  /** The clauses before and after it, and what the sentence stands under, with a colon at its end. */
  readonly beside: readonly string[];
}

function recordMatch(row: Row, place: PlacedClause, owner: TextOwner, record: Recorder): void {
  const names = matchOf(row, place);
  if (!names) return;
  const { fact, confidence } = row.model;
  record.fact({
    kind: fact.kind,
    ...owner,
    key: filled(fact.key, names),
    at: place.sentence.node,
    in: place.document,
    origin: "prose",
    confidence: isUnsure(row, place) ? "low" : (confidence ?? "high"),
    value: Object.fromEntries(Object.entries(fact.value).map(([key, value]) => [key, filledValue(value, names)])),
  });
}

/**
 * What something does by itself is told, not asked for; a question that falls away where the caller gave a flag for
 * it was answered by the caller; and what is said elsewhere, or with words that may mean less, is no plain order.
 */
function isUnsure({ model, softens }: Row, { clause, sentence, whole }: PlacedClause): boolean {
  const { kind } = model.fact;
  if (clause.mood === "description" || sentence.shown) return true;
  if (kind === "gate" && [sentence.text, sentence.above.at(-1) ?? ""].some(isUponFlag)) return true;
  if (sends(whole, kind)) return false;
  return sentence.said || softens.some((regex) => [clause.text, ...sentence.above].some((text) => regex.test(text)));
}

/** Holds if an exception speaks of a sentence: none does of what is sent away. */
function isExcepted({ model, none, unless }: Row, { clause, sentence, whole }: PlacedClause): boolean {
  const { kind } = model.fact;
  if (none.some((regex) => regex.test(whole))) return true;
  if (sends(whole, kind)) return false;
  // That a program takes its own credentials is how they should be taken.
  if (clause.isOfProgram && kind === "credential") return true;
  const isSaid = sentence.said && (clause.mood === "description" || !countsWhereSaid(sentence.text, kind));
  return isSaid || unless.some((regex) => regex.test(whole));
}

/** The named groups of a row that matches, `undefined` if it does not. */
function matchOf(row: Row, place: PlacedClause): ReadonlyMap<string, string> | undefined {
  const { sentence, whole, clause, beside } = place;
  const wanted = row.model.mood ?? "instruction";
  const told = clause.mood === "description" ? "instruction" : clause.mood;
  if (told !== wanted) return undefined;
  const names = new Map<string, string>();
  const found = (regex: RegExp, text: string): boolean => {
    const match = regex.exec(text);
    for (const [name, value] of Object.entries(match?.groups ?? {})) if (value) names.set(name, value);
    return match !== null;
  };
  if (!row.all.every((regex) => found(regex, clause.text))) return undefined;
  if (!row.near.every((regex) => found(regex, clause.text) || beside.some((text) => found(regex, text))))
    return undefined;
  if (!row.within.every((regex) => [whole, sentence.above.at(-1) ?? ""].some((text) => found(regex, text))))
    return undefined;
  if (isExcepted(row, place)) return undefined;
  const context = row.outside.length === 0 ? "" : [`about: ${sentence.about}`, ...sentence.above].join("\n");
  if (row.outside.some((regex) => regex.test(context))) return undefined;
  return names;
}

/** `$<name>` is what the group of that name matched. */
function filled(template: string, names: ReadonlyMap<string, string>): string {
  return template.replace(/\$<(\w+)>/g, (_, name: string) => (names.get(name) ?? "").replace(/[.,;:)]+$/, ""));
}

function filledValue(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return filled(value, names);
  return Array.isArray(value) ? value.map((item: unknown) => filledValue(item, names)) : value;
}
