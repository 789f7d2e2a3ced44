import Anthropic from "@anthropic-ai/sdk";
import { ticketsOf } from "./tracker";
import { trackerKey } from "./config";

const anthropic = new Anthropic({ apiKey: process.env.ANTHROPIC_API_KEY });

export async function answer(question: string) {
  const tickets = await ticketsOf(trackerKey);
  return anthropic.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 1000,
    system: `You answer questions about these tickets: ${JSON.stringify(tickets)}`,
    messages: [{ role: "user", content: question }],
  });
}
