import Anthropic from "@anthropic-ai/sdk";
import { readFileSync, writeFileSync } from "node:fs";

const anthropic = new Anthropic();

export async function reflect(transcript: string) {
  const before = readFileSync("CLAUDE.md", "utf8");
  const answer = await anthropic.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 4000,
    messages: [{ role: "user", content: `Improve these instructions after this run.\n${before}\n${transcript}` }],
  });
  const [better] = answer.content;
  // ruleid: agent-writes-skill-or-instructions
  if (better?.type === "text") writeFileSync("CLAUDE.md", better.text);
}
