import { generateText } from "ai";

export async function answerOf(user: number): Promise<string> {
  const { text } = await generateText({ model: "small", prompt: `Greet ${user}.` });
  return text;
}
