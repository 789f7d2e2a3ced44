import { Telegraf } from "telegraf";
import { work } from "./worker.js";

const bot = new Telegraf(process.env.BOT_TOKEN);

bot.command("do", async (ctx) => {
  const order = ctx.message.text.slice(4);
  await ctx.reply(await work(order));
});

bot.launch();
