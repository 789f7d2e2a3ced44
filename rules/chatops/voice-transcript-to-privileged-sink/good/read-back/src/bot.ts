import { Telegraf } from "telegraf";
import { hear } from "./ear";
import { carryOut } from "./operations";
import { confirmedInConsole } from "./console";

const bot = new Telegraf(process.env.BOT_TOKEN!);

bot.on("voice", async (ctx) => {
  const link = await ctx.telegram.getFileLink(ctx.message.voice.file_id);
  const order = await hear(link);
  if (!(await confirmedInConsole(order))) {
    await ctx.reply("Nobody said yes to it.");
    return;
  }
  await carryOut(order);
});
