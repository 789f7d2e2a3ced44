import { execFile } from "node:child_process";
import { autoChatAction } from "@grammyjs/auto-chat-action";
import { createConversation } from "@grammyjs/conversations";
import { Bot } from "grammy";
import { greet, saveUser } from "./users";

const bot = new Bot(process.env.BOT_TOKEN!);

bot.use(autoChatAction());
bot.use(createConversation(greet));

// Who writes is remembered, whoever it is.
bot.use(async (ctx, next) => {
  if (ctx.from) {
    await saveUser(ctx.from);
  }
  await next();
});

// Nobody calls it.
export function guarded() {
  bot.use(async (ctx, next) => {
    if (ctx.from?.id === 4711) await next();
  });
}

// ruleid: chat-ingress-open
bot.command("run", (ctx) => {
  execFile("task", [ctx.match]);
});
