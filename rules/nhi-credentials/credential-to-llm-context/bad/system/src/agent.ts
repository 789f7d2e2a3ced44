import Anthropic from "@anthropic-ai/sdk";
import { instructions } from "./instructions";
import { trackerKey } from "./config";

const anthropic = new Anthropic();

export async function answer(question: string) {
  return anthropic.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 1000,
    // ruleid: credential-to-llm-context
    system: instructions(trackerKey),
    messages: [{ role: "user", content: question }],
  });
}
