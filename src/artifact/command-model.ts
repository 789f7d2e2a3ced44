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

/** Flags with which a program tells of itself, wherever they stand. */
const harmless: ReadonlySet<string> = new Set(["--help", "-help"]);

/** The same, unless they take a value: a version to install, a host. */
const harmlessAlone: ReadonlySet<string> = new Set(["--version", "-version", "-V", "-h"]);

/** Flags that take the word behind them as text, whatever it looks like. */
const textFlags: ReadonlySet<string> = new Set(["--body", "--title", "--message", "--notes", "-m", "-t", "-b"]);

/** Programs whose `version` prints theirs; that of a package manager makes one. */
const versioned: ReadonlySet<string> = new Set(
  (
    "kubectl helm terraform tofu gh glab docker podman aws gcloud az fly flyctl argocd flux pulumi packer vault nomad " +
    "consul skaffold eksctl doctl goreleaser cosign kustomize"
  ).split(" "),
);

/** Holds if a program is only asked what it is, how it is used or what it would do. What follows `--` is not for it. */
function tellsOnly({ run, program }: CommandLine): boolean {
  const end = run.findIndex(({ text }) => text === "--");
  const words = run.slice(1, end < 0 ? undefined : end);
  const first = words[0]?.text;
  if (first === "help" || (first === "version" && versioned.has(program))) return true;
  const flags = words.map((word, index) => (textFlags.has(words[index - 1]?.text ?? "") ? undefined : word));
  if (isRehearsal(flags)) return true;
  return flags.some((word, index) => {
    if (!word?.known) return false;
    const next = words[index + 1];
    return (
      harmless.has(word.text.toLowerCase()) ||
      (harmlessAlone.has(word.text) && (next === undefined || next.text.startsWith("-")))
    );
  });
}

/** Holds if the last flag that says whether it is a rehearsal says so; its value may be a word of its own. */
function isRehearsal(words: readonly (Word | undefined)[]): boolean {
  const at = words.findLastIndex((word) => /^--(?:no-)?dry-?run(?:=|$)/i.test(word?.text ?? ""));
  const flag = words[at];
  if (!flag?.known || /^--no-/i.test(flag.text)) return false;
  const [, value = words[at + 1]?.text] = flag.text.split("=");
  if (flag.text.includes("=") && !/^[\w-]+$/.test(value ?? "")) return false;
  return !/^(?:false|f|no|n|none|off|0)$/i.test(value ?? "");
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
