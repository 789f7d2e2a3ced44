import { Agent } from "./agent";
import { deploy } from "./deploy";

// Who speaks in a conversation is written by the program itself.
export async function replay(agent: Agent, history: { role: string; sender: string; content: string }[]) {
  for (const message of history) {
    if (message.role === "assistant" || message.sender === "user") await agent.remember(message.content);
  }
}

// The pipeline's own event, which no agent writes.
export async function onBuild(build: { approved: boolean; tag: string }) {
  if (build.approved) await deploy(build.tag);
}
