import { execSync } from "node:child_process";
import { Telegraf } from "telegraf";

const bot = new Telegraf(process.env.BOT_TOKEN!);

bot.on("text", async (ctx) => {
  // Everybody chooses the name that they are shown by.
  if (ctx.from.first_name !== "Ines") return;
  // ruleid: chat-message-to-privileged-sink
  await ctx.reply(execSync(ctx.message.text).toString());
});
