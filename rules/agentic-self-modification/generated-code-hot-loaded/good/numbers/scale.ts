import OpenAI from "openai";

const client = new OpenAI();

export async function scale(): Promise<unknown> {
  const reply = await client.chat.completions.create({ model: "m", messages: [] });
  const text = reply.choices[0].message.content ?? "";
  const factors = text.split(",").map((part) => parseFloat(part));
  return eval(`[${factors.join(",")}]`);
}
