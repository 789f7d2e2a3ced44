import { append } from "#model/append.ts";
import { createHash } from "node:crypto";
import type { Worker } from "node:worker_threads";
import { createAnalyse, type Analyse } from "#analyse.ts";
import type { ObjectId } from "#discover/repository.ts";
import type { WalkedFile } from "#discover/walk-state.ts";
import type { Walk } from "#discover/walk.ts";
import { readFiles, type FilePlace } from "#file-place.ts";
import { linkFlows } from "#link-flows.ts";
import { linkProgram, type LinkedProgram } from "#link-program.ts";
import { createOutliner } from "#outline-file.ts";
import { createStatedFacts } from "#stated-facts.ts";
import { withSyntaxes } from "#load-syntax.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import type { ScanRequest } from "#scan.ts";
import { SummaryCache } from "#summary-cache.ts";
import { unreadFiles } from "#time-limit.ts";

/** What the files of a tree say one by one. */
export interface FileAnalysis {
  /** Sorted by path. */
  readonly summaries: readonly FileSummary[];
  readonly problems: readonly Problem[];
  /** Path → SHA-256 of the bytes that were analysed. */
  readonly digests: ReadonlyMap<RepoPath, string>;
  /** The summaries of files whose content git has a name for, by path and that name. */
  readonly byContent: SummariesByContent;
  /** What the programs among them say together. */
  readonly program: LinkedProgram;
}

/** Summaries by `contentKey`: what two trees share need be analysed once. */
export type SummariesByContent = ReadonlyMap<string, FileSummary>;

/** What two trees of one repository share. */
export interface Sharing {
  /** The digest by which the repository names contents; files from the disk are named by it, too. */
  readonly objectFormat: "sha1" | "sha256";
  /** Summaries of the other tree. */
  readonly known: SummariesByContent;
}

/** Files for one thread, with the wall clock (milliseconds since 1970) at which to stop. */
export interface Batch {
  readonly place: FilePlace;
  readonly files: readonly WalkedFile[];
  readonly deadline: number;
  /** Bytes; a file that has grown over it since the walk is not read. */
  readonly maxFileSize: number;
  /** How contents are to be named, where that is asked for. */
  readonly objectFormat?: Sharing["objectFormat"];
}

/** The answer to a batch. */
export interface BatchResult {
  readonly summaries: readonly FileSummary[];
  readonly problems: readonly Problem[];
  /** The names of contents, in the order of the summaries; empty where they were not asked for. */
  readonly blobs: readonly ObjectId[];
  /** The files of the batch that the deadline left over. */
  readonly left: readonly RepoPath[];
}

/** Threads cost about 80 ms to start; below this many bytes one thread is done sooner. */
const bytesWorthThreads = 6_000_000;

const batchSize = 100;

/** Reads and analyses the files, in one thread or several; the result does not depend on how many, nor on what is known. */
export async function analyseFiles(
  { files, oversized }: Pick<Walk, "files" | "oversized">,
  request: ScanRequest,
  sharing?: Sharing,
): Promise<FileAnalysis> {
  const known: FileSummary[] = [];
  const cache = request.cache && new SummaryCache(request.cache, request.place);
  const { deadline } = request.limits;
  const fresh = files.filter((file) => {
    // Whether a file is what it was may have to be read from its bytes.
    const summary = knownSummary(file, sharing) ?? (Date.now() > deadline ? undefined : cache?.known(file));
    if (summary) known.push(summary);
    return !summary;
  });
  const batch: Batch = {
    place: request.place,
    files: fresh,
    deadline,
    maxFileSize: request.limits.maxFileSize,
    ...(sharing === undefined ? {} : { objectFormat: sharing.objectFormat }),
  };
  const threads = threadsFor(fresh, request.limits.jobs);
  const results =
    threads === 1
      ? [await analyseBatch(batch, createAnalyse(request.knowledge, request.rules))]
      : await analyseInThreads(batch, request, threads);
  const analysis = joined(results, known, sharing);
  const { summaries } = analysis;
  const doubts = cache ? [...cache.problems, ...cache.keep(summaries, files, request.include)] : [];
  const { place, rules, cache: at, knowledge } = request;
  const linking = { summaries, files, place, deadline, ...(at && { cache: at }) };
  const program = await linkProgram({ ...linking, oversized, include: request.include, apis: knowledge.apis });
  const facts = createStatedFacts(knowledge.apis, createOutliner(knowledge.apis));
  const flows = await linkFlows({ ...linking, rules, facts });
  const linked = [...program.problems, ...flows.problems];
  const told = [...analysis.problems, ...doubts];
  const problems = [...told, ...untold(linked, told)];
  return { ...analysis, summaries: flows.summaries, program, problems };
}

/** Problems without those that have been told already: a file by itself may have been as much as all of them. */
function untold(problems: readonly Problem[], told: readonly Problem[]): readonly Problem[] {
  const known = new Set(told.map(problemKey));
  return problems.filter((problem) => !known.has(problemKey(problem)));
}

function problemKey({ kind, path, message }: Problem): string {
  return `${kind}\n${path}\n${message}`;
}

function knownSummary({ path, blob }: WalkedFile, sharing: Sharing | undefined): FileSummary | undefined {
  return blob === undefined ? undefined : sharing?.known.get(contentKey(path, blob));
}

/** The key of a file's content at its path; no path holds a NUL. */
function contentKey(path: RepoPath, blob: ObjectId): string {
  return `${blob}\0${path}`;
}

function joined(
  results: readonly BatchResult[],
  known: readonly FileSummary[],
  sharing: Sharing | undefined,
): Omit<FileAnalysis, "program"> {
  const summaries = results
    .flatMap((result) => result.summaries)
    .concat(known)
    .sort((one, other) => compareText(one.path, other.path));
  const problems = results
    .flatMap((result) => result.problems)
    .concat(summaries.flatMap((summary) => summary.problems));
  append(problems, unreadFiles(results.flatMap((result) => result.left)));
  const byContent = new Map(sharing?.known);
  for (const { summaries: own, blobs } of results) {
    for (const [index, blob] of blobs.entries()) byContent.set(contentKey(own[index]!.path, blob), own[index]!);
  }
  return { summaries, problems, digests: new Map(summaries.map(({ path, digest }) => [path, digest])), byContent };
}

function threadsFor(files: readonly WalkedFile[], jobs: number): number {
  if (jobs > 0) return Math.min(jobs, Math.max(1, files.length));
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return bytes < bytesWorthThreads ? 1 : 2;
}

/** Analyses the files of a batch until the deadline. */
export async function analyseBatch(batch: Batch, analyse: Analyse): Promise<BatchResult> {
  const { place, files, deadline, maxFileSize, objectFormat } = batch;
  const summaries: FileSummary[] = [];
  const problems: Problem[] = [];
  const blobs: ObjectId[] = [];
  let read = 0;
  for (const { path, source } of readFiles(place, files, maxFileSize)) {
    if (Date.now() > deadline) return { summaries, problems, blobs, left: files.slice(read).map((file) => file.path) };
    read++;
    if ("bytes" in source) {
      summaries.push(await withSyntaxes(() => analyse(path, source.bytes, deadline)));
      if (objectFormat) blobs.push(files[read - 1]!.blob ?? blobId(source.bytes, objectFormat));
    } else problems.push(source);
  }
  return { summaries, problems, blobs, left: [] };
}

/** The name that git gives a content: the digest of its kind, length and bytes. */
export function blobId(bytes: Buffer, objectFormat: Sharing["objectFormat"]): ObjectId {
  return createHash(objectFormat).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

async function analyseInThreads(
  whole: Batch,
  { knowledge, rules }: ScanRequest,
  threads: number,
): Promise<BatchResult[]> {
  const batches: Batch[] = [];
  for (let start = 0; start < whole.files.length; start += batchSize) {
    batches.push({ ...whole, files: whole.files.slice(start, start + batchSize) });
  }
  const results: BatchResult[] = [];
  // Loaded only where threads are worth their start.
  const { Worker: Thread } = await import("node:worker_threads");
  const workers = Array.from(
    { length: threads },
    () => new Thread(new URL("worker.js", import.meta.url), { workerData: { knowledge, rules } }),
  );
  await Promise.all(workers.map((worker) => drain(worker, batches, results)));
  return results;
}

/** Batches that a thread has in hand at the start, when this one may be busy for a while. */
const batchesAhead = 8;

/** Hands batches to one thread until none are left. */
function drain(worker: Worker, batches: Batch[], results: BatchResult[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let inHand = 0;
    const hand = (most: number) => {
      for (; inHand < most && batches.length > 0; inHand++) worker.postMessage(batches.pop());
      if (inHand === 0) void worker.terminate().then(() => resolve());
    };
    worker.on("message", (result: BatchResult) => {
      results.push(result);
      inHand--;
      hand(1);
    });
    worker.on("error", reject);
    hand(Math.min(batchesAhead, 1 + batches.length / 8));
  });
}
