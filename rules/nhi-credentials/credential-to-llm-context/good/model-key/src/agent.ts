import { Agent } from "@cline/sdk";

const settings = () => ({ providerId: "cline", apiKey: process.env.CLINE_API_KEY, tools: [] });

export const helper = new Agent({ providerId: "cline", apiKey: process.env.CLINE_API_KEY, systemPrompt: "Be brief." });
export const other = new Agent(settings());
