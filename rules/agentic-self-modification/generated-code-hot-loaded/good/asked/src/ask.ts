import { confirm } from "@inquirer/prompts";
import { generateText } from "ai";

export async function run(model: never, wish: string) {
  const { text } = await generateText({ model, prompt: wish });
  console.log(text);
  if (!(await confirm({ message: "Run this?" }))) return;
  return new Function(text)();
}
