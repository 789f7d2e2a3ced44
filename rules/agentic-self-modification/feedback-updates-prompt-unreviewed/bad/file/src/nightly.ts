import { generateText } from "ai";
import { readFile, writeFile } from "node:fs/promises";

export async function nightly(model: string, scores: string) {
  const before = await readFile("agent/prompts/base.md", "utf8");
  const { text } = await generateText({ model, prompt: `Rewrite this prompt so that the scores rise.\n${before}\n${scores}` });
  // ruleid: feedback-updates-prompt-unreviewed
  await writeFile("agent/prompts/base.md", text);
}
