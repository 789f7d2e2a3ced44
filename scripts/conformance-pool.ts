import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Mode, Outcome, Result, SuiteCase } from "./conformance-case.ts";

/** How cases are run. */
export interface Run {
  readonly mode: Mode;
  /** Processes beside this one. */
  readonly jobs: number;
  /** Seconds that one case may take. */
  readonly deadline: number;
}

/**
 * Runs the cases in processes of their own: one that crashes or does not come back fails its case, and the next case gets
 * a new process. Results come in the order of the cases.
 */
export async function runAll(cases: readonly SuiteCase[], run: Run): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async () => {
    let child: ChildProcess | undefined;
    for (let index = next++; index < cases.length; index = next++) {
      child ??= start();
      const test = cases[index]!;
      const outcome = await ask(child, test, run);
      results[index] = { test, outcome: typeof outcome === "string" ? fallen(test, outcome) : outcome };
      if (typeof outcome === "string") child = undefined;
    }
    child?.disconnect();
  };
  await Promise.all(Array.from({ length: run.jobs }, work));
  return results;
}

function start(): ChildProcess {
  const worker = fileURLToPath(new URL("conformance-worker.ts", import.meta.url));
  return fork(worker, { execArgv: ["--import", "tsx"] });
}

/** The outcome, or how the process came to its end instead. */
async function ask(child: ChildProcess, test: SuiteCase, { mode, deadline }: Run): Promise<Outcome | string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(`no answer within ${deadline} seconds`);
      child.kill("SIGKILL");
    }, deadline * 1000);
    const settle = (outcome: Outcome | string) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(outcome);
    };
    child.once("message", (outcome: Outcome) => settle(outcome));
    child.once("exit", (code, signal) => settle(`the process fell: ${signal ?? `exit code ${code}`}`));
    child.send({ test, mode });
  });
}

function fallen({ language = "unknown", expected = [] }: SuiteCase, error: string): Outcome {
  return { language, kind: "search", expected, found: [], silent: [], error, milliseconds: 0 };
}
