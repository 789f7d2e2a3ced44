import { query } from "@anthropic-ai/claude-agent-sdk";

export async function* work(task: string) {
  // ruleid: delegation-without-attenuation
  for await (const message of query({ prompt: task, options: { model: "haiku", env: process.env, maxTurns: 5 } })) {
    yield message;
  }
}
