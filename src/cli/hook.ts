import { homedir } from "node:os";
import { readClaudeCodeEdit } from "#agent-edit.ts";
import { exitCodes } from "#cli/exit-code.ts";
import type { Verb } from "#cli/verb.ts";
import { driftOf } from "#edit-delta.ts";
import { loadKnowledge, loadSecrets } from "#knowledge.ts";
import { nearest, UserError } from "#model/user-error.ts";
import { hookAnswer } from "#report/hook-answer.ts";

/** Characters of an announcement; agents announce whole files. */
const longestInput = 20_000_000;

/**
 * `countersign hook AGENT`: answers an agent that announces an edit. An edit that changes nothing about identities is
 * answered with silence; one that widens the surface with what it widens, and the person decides.
 */
export const hook: Verb = async ({ arguments: [agent = ""], terminal }) => {
  if (agent !== "claude-code") {
    const near = nearest(agent, ["claude-code"]);
    const suggestion = near === undefined ? "Agents: claude-code." : `Did you mean '${near}'?`;
    throw new UserError(`the hooks of '${agent}' are not known`, { suggestion });
  }
  const edit = readClaudeCodeEdit(await standardInput(), { home: homedir(), folder: process.cwd() });
  if (!edit) return exitCodes.clean;
  const changes = await driftOf(edit, { ...loadKnowledge(), secrets: loadSecrets() });
  if (changes.length > 0) terminal.out(`${hookAnswer(changes)}\n`);
  return exitCodes.clean;
};

async function standardInput(): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length > longestInput) throw new UserError(`the input is longer than ${longestInput} bytes`);
  }
  return Buffer.concat(parts).toString("utf8");
}
