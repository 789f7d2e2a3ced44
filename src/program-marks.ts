import type { FollowedRule } from "#compile-flow-rule.ts";
import type { CandidateFile, Program } from "#flow-candidates.ts";
import type { SomeMarks } from "#match/compile-taint.ts";
import { OutOfFuel } from "#match/fuel.ts";
import type { TaintMarks } from "#match/taint-marks.ts";
import type { Document } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";

/** A file of a program, as it was read. */
export interface ReadFile {
  readonly document: Document;
  readonly candidate: CandidateFile;
}

/** What a rule finds in each document by itself, and the files that it looks at together. */
export interface MarksOfFiles {
  readonly byDocument: ReadonlyMap<Document, TaintMarks>;
  readonly files: ReadonlySet<RepoPath>;
}

/**
 * What rules find in the files of a program: of those alone that find both a source and a sink there. What is cheap to
 * look for, and rules most rules out, comes first. Throws `OutOfTime` after the deadline (milliseconds since 1970).
 */
export function programMarks(
  { rules: wanted }: Program,
  files: readonly ReadFile[],
  rules: readonly FollowedRule[],
  deadline: number,
): ReadonlyMap<FollowedRule, MarksOfFiles> {
  const found = new Map<FollowedRule, MarksOfFiles>();
  for (const [number, followed] of rules.entries()) {
    const own = wanted.get(number);
    if (!own) continue;
    const finders = new Map<Document, SomeMarks | undefined>();
    const finderOf = (document: Document) => {
      // Making one reads the document.
      if (!finders.has(document)) finders.set(document, followed.marks(document, deadline));
      return finders.get(document);
    };
    const marksOf = <Found>(part: "sources" | "sinks" | "parts", look: (document: Document) => Found) =>
      new Map(
        files.flatMap(({ document, candidate }) => {
          const isAsked = own.has(candidate.path) && candidate[part].has(number);
          const marks = isAsked ? inFuel(() => look(document)) : undefined;
          return marks ? [[document, marks] as const] : [];
        }),
      );
    const sources = marksOf("sources", (document) => finderOf(document)?.sources());
    if (![...sources.values()].some((some) => some.length > 0)) continue;
    const sinks = marksOf("sinks", (document) => finderOf(document)?.sinks());
    if (![...sinks.values()].some((some) => some.length > 0)) continue;
    const others = marksOf("parts", (document) => finderOf(document)?.others());
    const byDocument = Array.from(others, ([document, rest]): [Document, TaintMarks] => [
      document,
      { sources: sources.get(document) ?? [], sinks: sinks.get(document) ?? [], ...rest },
    ]);
    found.set(followed, { byDocument: new Map(byDocument), files: own });
  }
  return found;
}

/** A rule that runs out of its work limit on a file has told that before. */
function inFuel<Found>(look: () => Found): Found | undefined {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof OutOfFuel)) throw error;
    return undefined;
  }
}
