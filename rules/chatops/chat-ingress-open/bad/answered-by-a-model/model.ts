import { Agent, run } from "@openai/agents";

const shop = new Agent({ name: "shop", instructions: "Sell what is there." });

export async function answerOf(user: number): Promise<string> {
  const { finalOutput } = await run(shop, `Greet ${user}.`);
  return String(finalOutput);
}
