const { Telegraf } = require("telegraf");

const bot = new Telegraf(process.env.BOT_TOKEN);

bot.command("status", async (ctx) => ctx.reply(await (await fetch("https://status.example.com/api")).text()));
