const { Telegraf } = require("telegraf");
const { ship } = require("./ship");

const bot = new Telegraf(process.env.BOT_TOKEN);

bot.command("ship", async (ctx) => {
  await ship(ctx.message.text.split(" ")[1]);
  await ctx.reply("shipped");
});
