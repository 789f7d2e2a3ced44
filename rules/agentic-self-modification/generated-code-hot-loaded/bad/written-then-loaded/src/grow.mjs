import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { generateText } from "ai";

export async function grow(model, wish) {
  const { text } = await generateText({ model, prompt: wish });
  const place = `${process.cwd()}/plugins/${Date.now()}.mjs`;
  await writeFile(place, text.replace(/```\w*/g, ""));
  // ruleid: generated-code-hot-loaded
  const plugin = await import(pathToFileURL(place));
  return plugin.default;
}
