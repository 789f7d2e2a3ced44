import { promisify } from "node:util";
import { exec } from "node:child_process";

const run = promisify(exec);

export async function carryOut(order: string) {
  // ruleid: voice-transcript-to-privileged-sink
  return run(`./ops.sh ${order}`);
}
