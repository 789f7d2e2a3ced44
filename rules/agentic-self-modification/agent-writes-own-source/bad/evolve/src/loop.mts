import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import OpenAI from "openai";

const here = fileURLToPath(import.meta.url);

export async function evolve(goal: string): Promise<void> {
  const program = await readFile(here, "utf8");
  const answer = await new OpenAI().responses.create({ model: "gpt-5", input: `${goal}\n\n${program}` });
  // ruleid: agent-writes-own-source
  await writeFile(here, answer.output_text);
}
