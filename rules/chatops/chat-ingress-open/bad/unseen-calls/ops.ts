import { App } from "@slack/bolt";
import { Telegraf } from "telegraf";
import { $ } from "zx";
import { rollOut } from "release-kit";

const bot = new Telegraf(process.env.OPS_BOT_TOKEN!);
const app = new App({ token: process.env.SLACK_BOT_TOKEN });

// A template with a tag is a call of the tag.
// ruleid: chat-ingress-open
bot.command("restart", async (ctx) => {
  await ctx.reply("restarting");
  await $`systemctl restart shop`;
});

// What a package does with what somebody wrote is not known.
// ruleid: chat-ingress-open
bot.on("text", async (ctx) => {
  await rollOut(ctx.message.text);
});

// ruleid: chat-ingress-open
app.event("app_mention", async ({ event }) => {
  await rollOut(event.text);
});
