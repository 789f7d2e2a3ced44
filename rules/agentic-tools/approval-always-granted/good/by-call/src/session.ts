import { query, type CanUseTool } from "@anthropic-ai/claude-agent-sdk";
import { askHuman } from "./ask";

const READING = new Set(["Read", "Grep", "Glob"]);

// ok: approval-always-granted
const canUseTool: CanUseTool = async (tool, input) => {
  if (READING.has(tool)) return { behavior: "allow", updatedInput: input };
  return askHuman(tool, input);
};

// Used by the callback once a person has said yes.
// ok: approval-always-granted
export const yes = (input: Record<string, unknown>) => ({ behavior: "allow", updatedInput: input });

// ok: approval-always-granted
export const run = (prompt: string) => query({ prompt, options: { permissionMode: "acceptEdits", canUseTool } });
