import { pull } from "langchain/hub";
import { createReactAgent } from "langchain/agents";
import type { ChatPromptTemplate } from "@langchain/core/prompts";
import { model, tools } from "./setup";

export async function triage() {
  // ruleid: remote-prompt-unpinned
  const prompt = await pull<ChatPromptTemplate>("harbor/triage-agent");
  return createReactAgent({ llm: model, tools, prompt });
}
