import OpenAI from "openai";

const openai = new OpenAI();

export async function hear(link: URL): Promise<string> {
  const audio = await fetch(link);
  const heard = await openai.audio.transcriptions.create({ model: "gpt-4o-transcribe", file: audio });
  return heard.text.trim();
}
