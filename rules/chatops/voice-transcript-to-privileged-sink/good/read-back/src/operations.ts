import { promisify } from "node:util";
import { exec } from "node:child_process";

export async function carryOut(order: string) {
  return promisify(exec)(`./ops.sh ${order}`);
}
