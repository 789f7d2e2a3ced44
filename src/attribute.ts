import { blobId } from "#analyse-files.ts";
import { historyOf, readCommits } from "#discover/history.ts";
import { readBlobs } from "#discover/objects.ts";
import type { GitRepository, ObjectId } from "#discover/repository.ts";
import { provenanceOf } from "#lock/authorship.ts";
import type { RepoPath } from "#model/location.ts";
import type { AuthorModel, CommitRecord, Provenance } from "#model/provenance.ts";

/** Between what, and by what, authors are looked for. */
export interface AuthorQuestion {
  readonly repository: GitRepository;
  readonly base: ObjectId;
  /** The commit that head is, or that the work tree stands on. */
  readonly head: ObjectId;
  /** Path → blob at base. */
  readonly baseBlobs: ReadonlyMap<RepoPath, ObjectId>;
  /** The bytes of a file of the work tree, or nothing where there is no such file; absent where head is a commit. */
  readonly workTree?: (path: RepoPath) => Buffer | undefined;
  readonly models: readonly AuthorModel[];
}

/** A place of which somebody wants to know who wrote it. */
export interface WrittenPlace {
  readonly path: RepoPath;
  /** 1-based; absent: the whole file. */
  readonly line?: number;
  /** Which side the place is of: at base, what is asked is who took it away. */
  readonly side: "base" | "head";
}

/** Commits between base and head that are looked at, newest first; what older ones did stays unknown. */
const mostCommits = 2000;
/** Versions of one file that are compared line by line, and files for which that is done. */
const mostVersions = 30;
const mostFiles = 200;
/** Bytes of a file that is compared line by line. */
const largestFile = 1_048_576;

/** A content of a file and the commit that brought it; none did for the work tree's. */
interface Version {
  readonly commit: ObjectId | undefined;
  /** Absent where the file was removed. */
  readonly blob: ObjectId | undefined;
}

/**
 * Who wrote places of a change: of the commits between its sides, those that touched the file, and if one of them
 * brought or took the very line, that one alone.
 */
export function authorsBetween(question: AuthorQuestion): (place: WrittenPlace) => Provenance {
  const { repository, base, head, models } = question;
  const history = base === head ? [] : historyOf(repository, { base, head, paths: [], limit: mostCommits });
  const touched = new Map<RepoPath, Version[]>();
  for (const { commit, files } of history) {
    for (const { path, blob } of files) {
      const versions = touched.get(path);
      if (versions) versions.push({ commit, blob });
      else touched.set(path, [{ commit, blob }]);
    }
  }
  const files = new Map<RepoPath, FileHistory>();
  const records = new Map<ObjectId, CommitRecord>();
  return (place) => {
    const known = files.get(place.path) ?? fileHistory(question, place.path, touched.get(place.path) ?? []);
    files.set(place.path, known);
    const versions = files.size > mostFiles ? known.versions : versionsOf(question, known, place);
    const commits = versions.flatMap(({ commit }) => commit ?? []);
    const missing = commits.filter((commit) => !records.has(commit));
    for (const record of readCommits(repository, missing)) records.set(record.commit, record);
    const found = provenanceOf(
      commits.flatMap((commit) => records.get(commit) ?? []),
      models,
    );
    const isOpen = versions.some(({ commit }) => commit === undefined);
    return isOpen ? { ...found, writer: "uncommitted" } : found;
  };
}

interface FileHistory {
  /** Newest first. */
  readonly versions: readonly Version[];
  /** The lines of each version, made when they are asked for; the last one is base's. */
  lines?: readonly (readonly string[])[];
  readonly workTree: Buffer | undefined;
}

function fileHistory(
  { workTree, repository, baseBlobs }: AuthorQuestion,
  path: RepoPath,
  committed: readonly Version[],
): FileHistory {
  if (!workTree) return { versions: committed, workTree: undefined };
  const bytes = workTree(path);
  const blob = bytes && blobId(bytes, repository.objectFormat);
  const last = committed[0] ? committed[0].blob : baseBlobs.get(path);
  if (blob === last) return { versions: committed, workTree: undefined };
  return { versions: [{ commit: undefined, blob }, ...committed], workTree: bytes };
}

/** The version that brought or took the line, if one did; else all that touched the file. */
function versionsOf(
  question: AuthorQuestion,
  file: FileHistory,
  { path, line, side }: WrittenPlace,
): readonly Version[] {
  const { versions } = file;
  if (line === undefined || versions.length < 2 || versions.length > mostVersions) return versions;
  file.lines ??= linesOfVersions(question, file, path);
  const { lines } = file;
  const text = lines[side === "head" ? 0 : lines.length - 1]![line - 1]?.trim();
  if (text === undefined || text === "") return versions;
  const counts = lines.map((own) => own.filter((other) => other.trim() === text).length);
  const index = versions.findIndex((_, at) =>
    side === "head" ? counts[at]! > counts[at + 1]! : counts[at]! < counts[at + 1]!,
  );
  return index < 0 ? versions : [versions[index]!];
}

function linesOfVersions(question: AuthorQuestion, file: FileHistory, path: RepoPath): readonly (readonly string[])[] {
  const base: Version = { commit: undefined, blob: question.baseBlobs.get(path) };
  const wanted = [...file.versions, base];
  const stored = wanted.flatMap(({ blob }, index) =>
    blob === undefined || (index === 0 && file.workTree) ? [] : [blob],
  );
  const requests = stored.map((id) => ({ id, size: largestFile }));
  const contents = new Map<ObjectId, Buffer | undefined>();
  let index = 0;
  for (const bytes of readBlobs(question.repository, requests)) contents.set(stored[index++]!, bytes);
  return wanted.map(({ blob }, at) => {
    const bytes = at === 0 && file.workTree ? file.workTree : blob === undefined ? undefined : contents.get(blob);
    return bytes && bytes.length <= largestFile ? bytes.toString("utf8").split(/\r\n|\r|\n/) : [];
  });
}
