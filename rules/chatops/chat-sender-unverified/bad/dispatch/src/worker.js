import { query } from "@anthropic-ai/claude-agent-sdk";

export async function work(order) {
  let last = "";
  // ruleid: chat-sender-unverified
  for await (const step of query({ prompt: order, options: { cwd: "/srv/app", permissionMode: "acceptEdits" } })) last = step.type;
  return last;
}
