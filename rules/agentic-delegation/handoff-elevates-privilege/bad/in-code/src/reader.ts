import { Agent, webSearchTool } from "@openai/agents";
import { operator } from "./operator.js";

// ruleid: handoff-elevates-privilege
export const reader = new Agent({
  name: "Reader",
  instructions: "Answer questions from the web.",
  tools: [webSearchTool()],
  handoffs: [operator],
});
