import { query, type Options } from "@anthropic-ai/claude-agent-sdk";

const MODE = "bypassPermissions";

const options: Options = {
  model: "sonnet",
  maxTurns: 40,
  // ruleid: approval-always-granted
  permissionMode: MODE,
  // ruleid: approval-always-granted
  allowDangerouslySkipPermissions: true,
};

export const review = (diff: string) => query({ prompt: `Review and fix:\n${diff}`, options });
