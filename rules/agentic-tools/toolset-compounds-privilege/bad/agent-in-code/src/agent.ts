import { Agent } from "@openai/agents";
import { chatTools } from "./chat.js";
import { attachPolicy } from "./roles.js";

// ruleid: toolset-compounds-privilege
export const accounts = new Agent({ name: "Accounts", instructions: "Set up accounts.", tools: [...chatTools, attachPolicy] });
