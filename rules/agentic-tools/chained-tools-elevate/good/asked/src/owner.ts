import { createInterface } from "node:readline/promises";

/** Whoever answers for the group reads both names before anything is done. */
export async function askOwner(email: string, group: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`May ${email} join ${group}? `);
  terminal.close();
  return answer === "yes";
}
