import { Bot } from "grammy";
import { registerJobs } from "./jobs";

export function start(settings: { token: string; room: number }) {
  const bot = new Bot(settings.token);
  bot.use(async (ctx, next) => {
    if (ctx.chat?.id !== settings.room) {
      await ctx.reply("Not here.");
      return;
    }
    await next();
  });
  bot.command("restart", async (ctx) => {
    await restart(ctx.match);
  });
  registerJobs(bot);
  return bot;
}

async function restart(unit: string) {
  const { execFile } = await import("node:child_process");
  execFile("systemctl", ["restart", unit]);
}
