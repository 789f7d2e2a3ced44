import { parentPort, workerData } from "node:worker_threads";
import { analyseBatch, type Batch } from "#analyse-files.ts";
import { createAnalyse } from "#analyse.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Rule } from "#model/rule.ts";

/** What a thread is started with; batches of paths follow as messages, each answered by one. */
export interface WorkerStart {
  readonly knowledge: Knowledge;
  readonly rules: readonly Rule[];
}

const { knowledge, rules } = workerData as WorkerStart;
const analyse = createAnalyse(knowledge, rules);

parentPort?.on("message", (batch: Batch) => {
  void analyseBatch(batch, analyse).then((result) => parentPort?.postMessage(result));
});
