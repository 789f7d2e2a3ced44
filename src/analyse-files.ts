import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { createAnalyse, type Analyse } from "#analyse.ts";
import { isClaimed } from "#artifact/claimed.ts";
import { readSource } from "#discover/read.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { FileSummary } from "#model/summary.ts";
import type { ScanRequest } from "#scan.ts";

/** A file of the walk. */
export interface WalkedFile {
  readonly path: RepoPath;
  /** Bytes, as the walk saw them. */
  readonly size: number;
}

/** What the files of a tree say one by one. */
export interface FileAnalysis {
  /** Sorted by path. */
  readonly summaries: readonly FileSummary[];
  readonly problems: readonly Problem[];
  /** Path → SHA-256 of the bytes that were analysed. */
  readonly digests: ReadonlyMap<RepoPath, string>;
}

/** Files for one thread, with the wall clock (milliseconds since 1970) at which to stop. */
export interface Batch {
  readonly root: string;
  readonly paths: readonly RepoPath[];
  readonly deadline: number;
  /** Bytes; a file that has grown over it since the walk is not read. */
  readonly maxFileSize: number;
}

/** The answer to a batch. */
export interface BatchResult {
  readonly summaries: readonly FileSummary[];
  readonly problems: readonly Problem[];
  /** How many files of the batch the deadline left over. */
  readonly left: number;
}

/** Threads cost about 80 ms to start; below this many bytes one thread is done sooner. */
const bytesWorthThreads = 6_000_000;

const batchSize = 100;

/** Reads and analyses the files, in one thread or several; the result does not depend on how many. */
export async function analyseFiles(files: readonly WalkedFile[], request: ScanRequest): Promise<FileAnalysis> {
  const deadline = Date.now() + request.limits.timeout;
  const threads = threadsFor(files, request.limits.jobs);
  const results =
    threads === 1
      ? [analyseHere(files, request, deadline)]
      : await analyseInThreads(files, request, { deadline, threads });
  const summaries = results
    .flatMap((result) => result.summaries)
    .sort((one, other) => compareText(one.path, other.path));
  const problems = results
    .flatMap((result) => result.problems)
    .concat(summaries.flatMap((summary) => summary.problems));
  const left = results.reduce((sum, result) => sum + result.left, 0);
  if (left > 0)
    problems.push({
      kind: "time-limit",
      path: "",
      message: `The time limit ended the scan; ${left} files were not read.`,
      partial: true,
    });
  return { summaries, problems, digests: new Map(summaries.map(({ path, digest }) => [path, digest])) };
}

function threadsFor(files: readonly WalkedFile[], jobs: number): number {
  if (jobs > 0) return Math.min(jobs, Math.max(1, files.length));
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return bytes < bytesWorthThreads ? 1 : 2;
}

function analyseHere(
  files: readonly WalkedFile[],
  { root, knowledge, rules, limits }: ScanRequest,
  deadline: number,
): BatchResult {
  const paths = files.map((file) => file.path);
  return analyseBatch({ root, paths, deadline, maxFileSize: limits.maxFileSize }, createAnalyse(knowledge, rules));
}

/** Analyses the files of a batch until the deadline. */
export function analyseBatch({ root, paths, deadline, maxFileSize }: Batch, analyse: Analyse): BatchResult {
  const summaries: FileSummary[] = [];
  const problems: Problem[] = [];
  for (const [index, path] of paths.entries()) {
    if (Date.now() > deadline) return { summaries, problems, left: paths.length - index };
    const read = readSource(join(root, path), path, { maxFileSize, claimed: isClaimed(path) });
    if ("bytes" in read) summaries.push(analyse(path, read.bytes));
    else problems.push({ ...read, partial: isClaimed(path) });
  }
  return { summaries, problems, left: 0 };
}

async function analyseInThreads(
  files: readonly WalkedFile[],
  { root, knowledge, rules, limits }: ScanRequest,
  { deadline, threads }: { readonly deadline: number; readonly threads: number },
): Promise<BatchResult[]> {
  const batches: Batch[] = [];
  for (let start = 0; start < files.length; start += batchSize) {
    batches.push({
      root,
      deadline,
      maxFileSize: limits.maxFileSize,
      paths: files.slice(start, start + batchSize).map((file) => file.path),
    });
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

/** Hands batches to one thread until none are left. */
function drain(worker: Worker, batches: Batch[], results: BatchResult[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => {
      const batch = batches.pop();
      if (batch) worker.postMessage(batch);
      else void worker.terminate().then(() => resolve());
    };
    worker.on("message", (result: BatchResult) => {
      results.push(result);
      next();
    });
    worker.on("error", reject);
    next();
  });
}
