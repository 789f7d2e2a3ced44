import { generateText } from "ai";
import { confirm } from "@inquirer/prompts";
import { readFile, writeFile } from "node:fs/promises";

export async function nightly(model: string) {
  const before = await readFile("agent/prompts/base.md", "utf8");
  const { text } = await generateText({ model, prompt: `Rewrite this prompt: ${before}` });
  console.log(text);
  if (!(await confirm({ message: "Put it in force?" }))) return;
  await writeFile("agent/prompts/base.md", text);
}
