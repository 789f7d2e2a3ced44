import { App } from "@slack/bolt";
import { Telegraf } from "telegraf";

const app = new App({ token: process.env.SLACK_BOT_TOKEN });
const bot = new Telegraf(process.env.BOT_TOKEN!);

app.event("app_mention", async ({ event, say }) => {
  const said = event.text.replace(/<@[^>]+>/g, "").trim();
  console.log("asked", said);
  await say(`You said: ${said}`);
});

bot.on("text", (ctx) => ctx.reply(ctx.message.text.toUpperCase()));
