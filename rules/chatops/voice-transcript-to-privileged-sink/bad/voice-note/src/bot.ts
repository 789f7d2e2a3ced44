import { Telegraf } from "telegraf";
import { hear } from "./ear";
import { carryOut } from "./operations";

const bot = new Telegraf(process.env.BOT_TOKEN!);

bot.on("voice", async (ctx) => {
  const link = await ctx.telegram.getFileLink(ctx.message.voice.file_id);
  const order = await hear(link);
  await carryOut(order);
  await ctx.reply(`Did: ${order}`);
});
