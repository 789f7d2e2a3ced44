import Anthropic from "@anthropic-ai/sdk";

const anthropic = new Anthropic();
const registry = new Map<string, (...given: unknown[]) => unknown>();

export async function learn(name: string, need: string) {
  const answer = await anthropic.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 2000,
    messages: [{ role: "user", content: `Write the body of a JavaScript function: ${need}` }],
  });
  const [block] = answer.content;
  // ruleid: generated-code-hot-loaded
  registry.set(name, new Function("input", block.text));
}
