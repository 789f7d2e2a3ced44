import { describe, expect, test } from "vitest";
import { scanTree } from "../tree.ts";

/** Who may start each trigger that a program registers. */
async function sendersOf(path: string, code: string): Promise<unknown[]> {
  const { facts } = await scanTree({ [path]: code });
  return facts.flatMap(({ kind, value }) => (kind === "trigger" ? [(value as { sender: unknown }).sender] : []));
}

const telegram = "from telegram.ext import Application, CommandHandler, MessageHandler, filters\nimport os\n";
const discord = "import discord\nfrom discord.ext import commands\nbot = commands.Bot(command_prefix='!')\n";
const telegraf = 'import { Telegraf } from "telegraf";\nconst bot = new Telegraf(process.env.TOKEN!);\n';
const client = 'import { Client } from "discord.js";\nconst client = new Client({ intents: [] });\n';

describe("anyone may start what nobody asks, and who may is not known once a program asks", () => {
  test.each([
    ["a handler that answers", "async def start(update, context):\n    await answer(update)\n", "filters.TEXT", "open"],
    [
      "a handler that asks first",
      "async def start(update, context):\n    if update.effective_user.id not in IDS:\n        return\n    await answer(update)\n",
      "filters.TEXT",
      "unknown",
    ],
    [
      "a handler that calls what asks",
      "async def start(update, context):\n    if not await is_allowed(update):\n        return\n    await answer(update)\n",
      "filters.TEXT",
      "unknown",
    ],
    ["a filter", "async def start(update, context):\n    await answer(update)\n", "filters.User(IDS)", "unknown"],
    [
      "a filter that is one of several, joined",
      "async def start(update, context):\n    await answer(update)\nallowed = filters.TEXT\nif IDS:\n    allowed = filters.User(IDS) | filters.Chat(IDS)\n",
      "allowed",
      "unknown",
    ],
    [
      "one filter of several",
      "async def start(update, context):\n    await answer(update)\n",
      "filters.TEXT & ~filters.COMMAND",
      "open",
    ],
    [
      "a test of something else",
      "async def start(update, context):\n    if len(update.message.text) > 100:\n        return\n    await answer(update)\n",
      "filters.TEXT",
      "open",
    ],
    [
      "a text that is chosen by where it is sent",
      "async def start(update, context):\n    commands = GROUP if is_group_chat(update) else ALL\n    await answer(update, commands)\n",
      "filters.TEXT",
      "open",
    ],
    [
      "what is done chosen by who asks",
      "async def start(update, context):\n    await (answer(update) if is_allowed(update) else refuse(update))\n",
      "filters.TEXT",
      "unknown",
    ],
    [
      "a decorator",
      "@restricted\nasync def start(update, context):\n    await answer(update)\n",
      "filters.TEXT",
      "unknown",
    ],
  ])("Telegram: %s", async (_, handler, filter, sender) => {
    expect(await sendersOf("bot.py", `${telegram}${handler}h = MessageHandler(${filter}, start)\n`)).toEqual([sender]);
  });

  test.each([
    [
      "@bot.event\nasync def on_message(message):\n    if message.author == bot.user:\n        return\n    run(message)\n",
      "open",
    ],
    [
      "@bot.event\nasync def on_message(message):\n    if message.author.bot or not message.guild:\n        return\n    run(message)\n",
      "unknown",
    ],
    ["@bot.command()\n@commands.is_owner()\nasync def deploy(ctx):\n    run(ctx)\n", "unknown"],
    ["@bot.command()\nasync def deploy(ctx):\n    run(ctx)\n", "open"],
    [
      "class Own(discord.Client):\n    async def on_message(self, message):\n        if message.author.id == OWNER:\n            run(message)\n",
      "unknown",
    ],
    ["class Own(discord.Client):\n    async def on_message(self, message):\n        run(message)\n", "open"],
  ])("Discord in Python: %s", async (code, sender) => {
    expect(await sendersOf("bot.py", discord + code)).toEqual([sender]);
  });

  test.each([
    [`${telegraf}bot.on("text", (ctx) => ctx.reply(ask(ctx.message.text)));`, "open"],
    [`${telegraf}bot.on("text", (ctx) => { if (!admins.includes(ctx.from.id)) return; run(ctx); });`, "unknown"],
    [`${telegraf}bot.command("deploy", (ctx) => (isAdmin(ctx) ? run(ctx) : ctx.reply("no")));`, "unknown"],
    [`${client}client.on("messageCreate", async (m) => { if (m.author.bot) return; await run(m); });`, "open"],
    [
      `${client}client.on("messageCreate", async (m) => { if (m.author.bot || m.channelId !== ops) return; await run(m); });`,
      "unknown",
    ],
  ])("TypeScript: %s", async (code, sender) => {
    expect(await sendersOf("bot.ts", code)).toEqual([sender]);
  });
});

test("numbers that an operator joins are none of the two", async () => {
  const code = `import { Client } from "discord.js";\nconst [six, mask] = [6, 3];\nconst client = new Client({ intents: [] });\nclient.login(process.env[\`BOT_TOKEN_\${six & mask}\`]);\n`;
  const { facts } = await scanTree({ "bot.ts": code });
  expect(facts.map(({ id }) => id).join("\n")).not.toMatch(/BOT_TOKEN_\d/);
});

describe("who may start a trigger is asked by what its handler runs, over files", () => {
  const bot = `${client}import { handle } from "./handle";\nclient.on("messageCreate", async (m) => { await handle(m, {}); });\n`;

  test.each([
    ["a list", "export async function handle(m) { if (!ALLOWED.has(m.author.id)) return; await run(m); }", "unknown"],
    [
      "a person of the settings",
      "export function handle(m, c) { if (c.user && m.user !== c.user) return; run(m); }",
      "unknown",
    ],
    [
      "a verdict",
      "export function handle(m) { const isAllowed = look(m); if (!isAllowed) return null; run(m); }",
      "unknown",
    ],
    [
      "a right",
      "export function handle(m) { if (!m.member.permissions.has(1n)) throw new Error(); run(m); }",
      "unknown",
    ],
    ["which tool is meant", "export function handle(m) { if (!allowedTools.has(m.content)) return; run(m); }", "open"],
    ["whether there is a token", "export function handle(m, c) { if (!c.user.accessToken) return; run(m); }", "open"],
    [
      "whether it is the bot",
      "export function handle(m, c) { if (m.author.id === c.botUserId) return; run(m); }",
      "open",
    ],
    ["what is left to do", "export function handle(m) { if (isAllowed(m)) note(m); run(m); }", "open"],
  ])("%s", async (_, code, sender) => {
    const { facts } = await scanTree({ "bot.ts": bot, "handle.ts": code });
    const found = facts.flatMap(({ kind, value }) =>
      kind === "trigger" ? [(value as { sender: unknown }).sender] : [],
    );
    expect(found).toEqual([sender]);
  });
});

test("a handler with thousands of questions takes no time", async () => {
  const questions = Array.from({ length: 2500 }, (_, n) => `v = isAllowed(v, m, ${n}); if (!isAllowed(v)) return;`);
  const code = `${client}client.on("messageCreate", async (m) => {\n let v = 1;\n${questions.join("\n")}\n run(m);\n});\n`;
  const start = performance.now();
  await scanTree({ "bot.ts": code });
  expect(performance.now() - start).toBeLessThan(20_000);
}, 60_000);
