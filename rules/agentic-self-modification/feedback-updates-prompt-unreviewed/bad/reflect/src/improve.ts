import OpenAI from "openai";

const openai = new OpenAI();

export async function improve(prompt: string, transcript: string): Promise<string> {
  const answer = await openai.responses.create({ model: "gpt-5", input: `What should these instructions say after this run?\n${prompt}\n${transcript}` });
  return answer.output_text;
}
