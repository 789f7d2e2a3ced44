import { writeFile } from "node:fs/promises";
import { Telegraf } from "telegraf";
import { answerOf } from "./model";

const bot = new Telegraf(process.env.SHOP_BOT_TOKEN!);

// ruleid: chat-ingress-open
bot.command("ask", async (ctx) => {
  const shown = await answerOf(ctx.from.id);
  await ctx.reply(shown);
});

// ruleid: chat-ingress-open
bot.command("pause", async (ctx) => {
  await writeFile("shop.json", JSON.stringify({ paused: true }));
  await ctx.reply("paused");
});
