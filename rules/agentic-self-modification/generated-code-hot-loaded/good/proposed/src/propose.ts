import OpenAI from "openai";
import { writeFile } from "node:fs/promises";

export async function propose(reviews: { add(text: string): Promise<void> }, wish: string) {
  const answer = await new OpenAI().responses.create({ model: "gpt-5", input: wish });
  await writeFile("proposals/next.ts.txt", answer.output_text);
  await reviews.add(answer.output_text);
}
