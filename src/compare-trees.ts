import { setImmediate as nextTurn } from "node:timers/promises";
import { analyseFiles, type SummariesByContent } from "#analyse-files.ts";
import { isTestPath } from "#discover/classify.ts";
import { compareSurfaces } from "#lock/compare.ts";
import { textsOf } from "#lock/surface-text.ts";
import { surfaceOf } from "#lock/surface.ts";
import type { Delta } from "#model/delta.ts";
import type { Surface } from "#model/surface.ts";
import { judgeFiles, walkTree, type Judgement, type ScanRequest } from "#scan.ts";

/** One of two trees that are compared: what it says, and the surface that this makes. */
export interface Side {
  readonly judgement: Judgement;
  readonly surface: Surface;
}

/** Two trees of one repository, read by the same engine, and what changed from one to the other. */
export interface Comparison {
  readonly base: Side;
  readonly head: Side;
  readonly delta: Delta;
}

/** Reads two trees of one repository and compares them. What both have in common is analysed once. */
export async function compareTrees(
  base: ScanRequest,
  head: ScanRequest,
  objectFormat: "sha1" | "sha256",
): Promise<Comparison> {
  const none: SummariesByContent = new Map();
  const now = walkTree(head);
  // Head first: only a revision knows the names of its contents before they are read. While threads read, base is walked.
  const [analysis, old] = await Promise.all([
    analyseFiles(now, head, { objectFormat, known: none }),
    nextTurn().then(() => walkTree(base)),
  ]);
  const shared = { objectFormat, known: analysis.byContent };
  const before = sideOf(judgeFiles(base, old, await analyseFiles(old, base, shared)));
  const after = sideOf(judgeFiles(head, now, analysis));
  return { base: before, head: after, delta: await compareSurfaces(before.surface, after.surface) };
}

function sideOf(judgement: Judgement): Side {
  return { judgement, surface: surfaceOf(judgement.graph, textsOf(judgement.analysis.summaries), isTestPath) };
}
