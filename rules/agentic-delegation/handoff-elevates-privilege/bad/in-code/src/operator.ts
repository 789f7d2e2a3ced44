import { Agent } from "@openai/agents";
import { attachPolicy } from "./tools.js";

export const operator = new Agent({ name: "Operator", instructions: "Change roles.", tools: [attachPolicy] });
