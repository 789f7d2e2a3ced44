import type { PreparedRule } from "#compiled-rules.ts";
import { isTest } from "#discover/classify.ts";
import { OutOfFuel, OutOfTime } from "#match/fuel.ts";
import type { SomeMarks } from "#match/compile-taint.ts";
import type { Document } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import type { FlowEnds } from "#model/flow-ends.ts";
import { moduleNamesOf } from "#module-names.ts";
import type { IsMet } from "#needs-table.ts";

const programEnding = /\.(?:[cm]?[jt]sx?|py)$/;

/** Holds for a program through which taint is followed from file to file. Tests call everything. */
export function isFollowed(path: RepoPath): boolean {
  return programEnding.test(path) && !/\.d\.[cm]?ts$/.test(path) && !isTest(path);
}

/** A program as it is looked at. */
interface ReadProgram {
  readonly document: Document;
  /** Tells what of the rules' needs it meets. */
  readonly isMet: IsMet;
  /** Holds if rules have looked at it, so that it costs little to look once more. */
  readonly isRead: boolean;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

/**
 * What a program is to rules that follow taint over files. Sources are looked for wherever its words allow them, sinks in
 * programs that rules look at anyway; elsewhere, and where there is no time, its words alone are asked.
 */
export function flowEndsOf(rules: readonly PreparedRule[], program: ReadProgram): FlowEnds {
  const { text, syntax } = program.document;
  const ends = rules.flatMap((rule) => endsOf(rule, program) ?? []);
  const having = (part: "isSource" | "isSink" | "isPart") => ends.flatMap((end) => (end[part] ? [end.id] : []));
  const names = moduleNamesOf(text, syntax === "python");
  return {
    ...names,
    size: text.length,
    sources: having("isSource"),
    sinks: having("isSink"),
    parts: having("isPart"),
  };
}

/** What a program is to one rule; undefined if the rule is about other files, or it holds nothing that the rule looks for. */
function endsOf({ rule, compiled, parts, inScope }: PreparedRule, { document, isMet, isRead, deadline }: ReadProgram) {
  const needs = parts?.get(document.syntax);
  if (!needs) return undefined;
  const { id } = rule.metadata;
  const said = { isSource: isMet(needs.sources), isSink: isMet(needs.sinks) };
  const isPart = said.isSource || said.isSink || isMet(needs.others);
  if (!isPart || !inScope(document.path)) return undefined;
  const isLookedAt = said.isSource || (said.isSink && isRead);
  const finder = isLookedAt ? compiled.followed?.marks(document, deadline) : undefined;
  if (!finder) return { id, isSource: false, isSink: said.isSink, isPart };
  const isSource = said.isSource && mayHold(finder, "sources");
  const isSink = said.isSink && (!isRead || mayHold(finder, "sinks"));
  return { id, isSource, isSink, isPart };
}

/** Holds if there is anything, or if nobody could find that out. */
function mayHold(finder: SomeMarks, part: "sources" | "sinks"): boolean {
  try {
    return finder.has(part);
  } catch (error) {
    if (!(error instanceof OutOfFuel || error instanceof OutOfTime)) throw error;
    return true;
  }
}
