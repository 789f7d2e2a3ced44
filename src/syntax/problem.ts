import { lineStartsOf, regionAt, type LineStarts, type RepoPath, type Span } from "#model/location.ts";
import type { Problem, ProblemKind } from "#model/problem.ts";

/** Problems of one kind that one text may have: more say nothing new and would cost memory on hostile input. */
const problemsOfOneKind = 20;

/** A problem that is not yet known to be one. */
export type HeldProblem = Parameters<ProblemSink["add"]>;

/** A sink that only holds what it is given, for readings that may be thrown away. */
export function holdingSink(held: HeldProblem[]): ProblemSink {
  return { list: [], add: (...problem) => void held.push(problem) };
}

/** Gathers what could not be read of one text. */
export interface ProblemSink {
  readonly list: readonly Problem[];
  /** Records a problem at `span`; from the twenty-first of a kind on, nothing is added. Whether it makes a scan partial is for the caller to say. */
  add(kind: ProblemKind, span: Span, message: string): void;
}

/** A sink for the problems of `text`; its line table is made once, with the first problem. */
export function problemSink(path: RepoPath, text: string): ProblemSink {
  const list: Problem[] = [];
  const counts = new Map<ProblemKind, number>();
  let starts: LineStarts | undefined;
  return {
    list,
    add(kind, span, message) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (count > problemsOfOneKind) return;
      starts ??= lineStartsOf(text);
      const full = count === problemsOfOneKind ? `${message}; further ones are not listed` : message;
      list.push({ kind, path, message: full, region: regionAt(starts, span), partial: false });
    },
  };
}
