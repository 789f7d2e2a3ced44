import { readFile } from "node:fs/promises";
import { Bot } from "grammy";

const bot = new Bot(process.env.SHOP_BOT_TOKEN!);

bot.hears("Balance", async (ctx) => {
  const all = JSON.parse(await readFile("balances.json", "utf8"));
  await ctx.reply(`You have ${all[ctx.from!.id]}.`);
});
