import { matchSegment, segmentOf, wordsTest, type Segment, type WordsTest } from "#artifact/command-pattern.ts";
import type { CommandLine, Word } from "#artifact/command-words.ts";
import type { CommandModel } from "#model/knowledge.ts";

/** A row, compiled. */
interface CompiledModel {
  readonly model: CommandModel;
  readonly segment: Segment;
  /** What comes before in a pipe, or what it stands in as a substitution. */
  readonly before: { readonly joint: "|" | "$("; readonly segment: Segment } | undefined;
  readonly with: readonly WordsTest[];
  readonly without: readonly WordsTest[];
}

/** A row that fits a command. */
export interface CommandMatch {
  readonly model: CommandModel;
  /** The words after those that name the command. */
  readonly rest: readonly Word[];
  /** The other command of a pipe or substitution, where the row names one. */
  readonly other: CommandLine | undefined;
}

interface ModelIndex {
  readonly byProgram: ReadonlyMap<string, readonly CompiledModel[]>;
  /** Rows whose program has a wildcard. */
  readonly others: readonly CompiledModel[];
}

const indexes = new WeakMap<readonly CommandModel[], ModelIndex>();

/** The rows that fit the command, in their order by program. */
export function matchesOf(line: CommandLine, models: readonly CommandModel[]): CommandMatch[] {
  const index = indexOf(models);
  const rows = [...(index.byProgram.get(line.program) ?? []), ...index.others];
  return rows.flatMap((row) => matchOf(row, line) ?? []);
}

function indexOf(models: readonly CommandModel[]): ModelIndex {
  const known = indexes.get(models);
  if (known) return known;
  const byProgram = new Map<string, CompiledModel[]>();
  const others: CompiledModel[] = [];
  for (const model of models) {
    const row = compiled(model);
    if (!row.segment.programs) others.push(row);
    for (const program of row.segment.programs ?? []) byProgram.set(program, [...(byProgram.get(program) ?? []), row]);
  }
  const index = { byProgram, others };
  indexes.set(models, index);
  return index;
}

/** The words before a `|` or `$(` of their own are those of the other command. */
function compiled(model: CommandModel): CompiledModel {
  const joint = model.argv.findIndex((word) => word === "|" || word === "$(");
  const first = segmentOf(model.argv.slice(0, joint < 0 ? undefined : joint));
  const second = joint < 0 ? undefined : segmentOf(model.argv.slice(joint + 1));
  return {
    model,
    segment: second ?? first,
    before: second ? { joint: model.argv[joint] === "|" ? "|" : "$(", segment: first } : undefined,
    with: (model.with ?? []).map(wordsTest),
    without: (model.without ?? []).map(wordsTest),
  };
}

function matchOf(row: CompiledModel, line: CommandLine): CommandMatch | undefined {
  const rest = matchSegment(row.segment, line);
  if (!rest) return undefined;
  if (tellsOnly(line) && !isRemote(row.model)) return undefined;
  const all = line.run.slice(1);
  if (!row.with.every((test) => test(all)) || row.without.some((test) => test(all))) return undefined;
  if (!row.before) return { model: row.model, rest, other: undefined };
  const other = joined(row.before, line);
  return other ? { model: row.model, rest, other } : undefined;
}

/** Flags with which a program tells of itself or of what it would do, wherever they stand. */
const harmless = /^(?:--help|-help|--dry-?run(?:=(?!(?:none|false|no|0|off)$)[\w-]+)?)$/i;

/** The same, unless they take a value: a version to install, a host. */
const harmlessAlone: ReadonlySet<string> = new Set(["--version", "-version", "-V", "-h"]);

/** Sub-commands that do nothing but tell, where they come first. */
const telling: ReadonlySet<string> = new Set(["help", "version"]);

/** Holds if a program is only asked what it is, how it is used or what it would do. What follows `--` is not for it. */
function tellsOnly({ run }: CommandLine): boolean {
  const end = run.findIndex(({ text }) => text === "--");
  const words = run.slice(1, end < 0 ? undefined : end);
  if (telling.has(words[0]?.text ?? "")) return true;
  return words.some(({ text, known }, index) => {
    if (!known) return false;
    const next = words[index + 1];
    return harmless.test(text) || (harmlessAlone.has(text) && (next === undefined || next.text.startsWith("-")));
  });
}

/** Code that is fetched runs whatever it is asked, and what takes a credential has it. */
function isRemote({ fact }: CommandModel): boolean {
  return fact.kind === "credential" || fact.value["remote"] === true;
}

/** Longer pipes are looked at only this far back. */
const maximalPipe = 6;

function joined({ joint, segment }: NonNullable<CompiledModel["before"]>, line: CommandLine): CommandLine | undefined {
  if (joint === "$(") return line.outer && matchSegment(segment, line.outer) ? line.outer : undefined;
  let before = line.piped;
  for (let count = 0; before && count < maximalPipe; count++, before = before.piped) {
    if (matchSegment(segment, before)) return before;
  }
  return undefined;
}
