import { Telegraf } from "telegraf";
import { $ } from "zx";
import { rollOut } from "release-kit";

const bot = new Telegraf(process.env.OPS_BOT_TOKEN!);

// A template with a tag is a call of the tag.
// ruleid: chat-ingress-open
bot.command("restart", async (ctx) => {
  await ctx.reply("restarting");
  await $`systemctl restart shop`;
});

// What a package does is not known, whatever stands beside it.
// ruleid: chat-ingress-open
bot.command("release", (ctx) => ctx.reply("on it"), rollOut);

// ruleid: chat-ingress-open
bot.command("index", async (ctx) => {
  await client.update({ index: "shop", refresh: true });
  await ctx.reply("done");
});
