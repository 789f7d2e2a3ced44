import { frontEnds } from "#artifact/table.ts";
import { classify } from "#discover/classify.ts";
import type { Walk } from "#discover/walk.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import { readFiles, type FilePlace } from "#file-place.ts";
import { isProgram, unreadProgram, type Program } from "#language-problems.ts";
import type { Knowledge } from "#model/knowledge.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import { programSyntaxOf } from "#syntax/table.ts";

/** Bytes of all programs over the limit that are looked into; more are taken for programs that declare tools. */
const mostBytes = 268_435_456;

/** The place of a scan and the data that it is judged with. */
interface Scanned {
  readonly place: FilePlace;
  readonly knowledge: Pick<Knowledge, "languages" | "opaqueMarkers">;
}

/**
 * The walk, where the scan is partial if a program over the limit of size declares tools: padding must not hide it. Such
 * a file is not parsed, only looked into for the words that say so.
 */
export function withOversized(tree: Walk, { place, knowledge }: Scanned): Walk {
  const { languages, opaqueMarkers: markers } = knowledge;
  const classified = (path: RepoPath) => classify(path, new Set(), frontEnds, languages);
  // What has no ending may be a program by its first line.
  const programs = tree.oversized.filter(({ path }) => isProgram(path, classified(path)) || !hasEnding(path));
  if (programs.length === 0) return tree;
  const held = new Map<RepoPath, Pick<Program, "literals" | "syntax">>();
  for (const { path, source } of readFiles(place, smallest(programs), mostBytes)) {
    if (!("bytes" in source)) continue;
    const literals = new Set(markers.flatMap(({ text }) => (source.bytes.includes(text) ? [text] : [])));
    held.set(path, { literals, syntax: programSyntaxOf(path, source.bytes) });
  }
  const unseen = new Set(programs.flatMap(({ path }) => (held.has(path) || !hasEnding(path) ? [] : [path])));
  const problems = tree.problems.map((problem): Problem => {
    const { path, kind } = problem;
    if (kind !== "oversized") return problem;
    const program = held.get(path);
    if (!program) return unseen.has(path) ? { ...problem, partial: true } : problem;
    return unreadProgram({ path, classification: classified(path), ...program, markers }, problem);
  });
  return { ...tree, problems };
}

/** As many of the files as may be looked into, the smallest first. */
function smallest(files: readonly WalkedFile[]): WalkedFile[] {
  let left = mostBytes;
  const ordered = [...files].sort((one, other) => one.size - other.size || compareText(one.path, other.path));
  return ordered.filter(({ size }) => (left -= size) >= 0);
}

function hasEnding(path: RepoPath): boolean {
  return path.includes(".", path.lastIndexOf("/") + 1);
}
