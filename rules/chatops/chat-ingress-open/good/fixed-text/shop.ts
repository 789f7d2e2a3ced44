import { Telegraf } from "telegraf";

const bot = new Telegraf(process.env.SHOP_BOT_TOKEN!);
const opens = { week: "9 to 18", sunday: "closed" };

function hours(): string {
  return Object.entries(opens)
    .map(([day, time]) => `${day}: ${time}`)
    .join("\n");
}

bot.command("hours", async (ctx) => {
  const shown = hours();
  await ctx.reply(shown);
});
