import { Telegraf } from "telegraf";
import { work } from "./worker.js";
import { isOperator } from "./operators.js";

const bot = new Telegraf(process.env.BOT_TOKEN);

bot.command("do", async (ctx) => {
  if (!isOperator(ctx.from.id)) return;
  await ctx.reply(await work(ctx.message.text.slice(4)));
});

bot.launch();
