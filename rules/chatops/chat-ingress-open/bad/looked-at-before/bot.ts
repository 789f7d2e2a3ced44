import { execFile } from "node:child_process";
import { Telegraf, session } from "telegraf";

const bot = new Telegraf(process.env.BOT_TOKEN!);
const staff = new Telegraf(process.env.STAFF_BOT_TOKEN!);

// What everyone sends is counted, and nobody is turned away.
bot.use(session());
bot.use(async (ctx, next) => {
  const started = Date.now();
  await next();
  if (Date.now() - started > 1000) console.warn("slow");
});

// Another bot's.
staff.use(async (ctx, next) => {
  if (ctx.from?.id !== 4711) return;
  await next();
});

// ruleid: chat-ingress-open
bot.command("run", (ctx) => {
  execFile("task", [ctx.message.text]);
});

// Too late for what was registered before.
bot.use(async (ctx, next) => {
  if (ctx.from?.id !== 4711) return;
  await next();
});
