import { execFile } from "node:child_process";
import type { Bot } from "grammy";

export function registerJobs(bot: Bot) {
  bot.on("message:text", async (ctx) => {
    execFile("at", ["-f", ctx.message.text, "now"]);
  });
}
