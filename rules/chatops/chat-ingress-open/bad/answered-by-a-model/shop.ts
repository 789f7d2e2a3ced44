import { Telegraf } from "telegraf";
import { answerOf } from "./model";

const bot = new Telegraf(process.env.SHOP_BOT_TOKEN!);
let isPaused = false;

// ruleid: chat-ingress-open
bot.command("ask", async (ctx) => {
  const shown = await answerOf(ctx.from.id);
  await ctx.reply(shown);
});

// ruleid: chat-ingress-open
bot.command("pause", async (ctx) => {
  isPaused = true;
  await ctx.reply("paused");
});

export const paused = () => isPaused;
