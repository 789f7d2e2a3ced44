import { generateText } from "ai";
import { readdir } from "node:fs/promises";

export async function choose(model: never, wish: string) {
  const { text } = await generateText({ model, prompt: wish });
  const { limit } = JSON.parse(text);
  const own = await readdir("./plugins");
  return Promise.all(own.slice(0, limit).map((name) => import(`./plugins/${name}`)));
}
