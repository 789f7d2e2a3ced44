import { describe, expect, test } from "vitest";
import { scanTree } from "../tree.ts";

/** By line, how sure it is that anyone gives orders there. */
async function orders(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { findings } = await scanTree(files);
  return findings
    .filter(({ ruleId }) => ruleId === "chat-ingress-open")
    .flatMap(({ location, related, confidence }) => [
      `${location.region.startLine} ${confidence}`,
      ...related
        .filter(({ message }) => message === "and here")
        .map(({ region }) => `${region.startLine} ${confidence}`),
    ])
    .sort();
}

const aiogram = `import subprocess
from pathlib import Path
from aiogram import Dispatcher, F
from aiogram.filters import Command, CommandStart
from aiogram.fsm.state import State, StatesGroup
dp = Dispatcher()
class Form(StatesGroup):
    unit = State()
`;
const telegram = `import subprocess
from telegram.ext import Application, CommandHandler, ConversationHandler, MessageHandler, filters
app = Application.builder().token("TOKEN").build()
async def begin(update, context):
    await update.message.reply_text("Which unit?")
    return 1
async def restart(update, context):
    subprocess.run(["systemctl", "restart", update.message.text])
`;
const discord = `import { Client } from "discord.js";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
const client = new Client({ intents: [] });
`;
const slack = `import { App } from "@slack/bolt";
import { query } from "@anthropic-ai/claude-agent-sdk";
import { Agent, run, tool } from "@openai/agents";
const app = new App({ token: process.env.SLACK_BOT_TOKEN });
`;

describe("what a handler itself comes to says how sure it is that it takes orders", () => {
  test("of several handlers of one file, each by itself", async () => {
    const code = `${aiogram}
@dp.message(Command("restart"))
async def restart(message):
    subprocess.run(["systemctl", "restart", message.text])
@dp.message(Command("help"))
async def helped(message):
    await message.answer(texts["help"])
@dp.message(Command("name"))
async def named(message):
    Path(str(message.from_user.id)).write_text(message.text)
@dp.message()
async def said(message):
    await message.answer(await answer_of(message.text))
`;
    expect(await orders({ "bot.py": code })).toEqual(["10 high", "16 medium", "19 medium"]);
  });

  test("of several handlers of which one asks", async () => {
    const code = `${discord}
client.on("messageCreate", async (message) => { execFile(message.content); });
client.on("messageCreate", async (message) => { checked(message.author); execFile(message.content); });
function checked(user: { id: string }) { if (user.id !== process.env.OWNER_USER) throw new Error("no"); }
`;
    expect(await orders({ "bot.ts": code })).toEqual(["6 high"]);
  });

  test("a step of a dialog less surely", async () => {
    const script = `${aiogram}
@dp.message(Form.unit)
async def restart(message):
    subprocess.run(["systemctl", "restart", message.text])
`;
    const steps = `${telegram}
app.add_handler(ConversationHandler(
    entry_points=[CommandHandler("restart", begin)],
    states={1: [MessageHandler(filters.TEXT, restart)]},
    fallbacks=[CommandHandler("now", restart)],
))
`;
    expect(await orders({ "bot.py": script })).toEqual(["10 medium"]);
    expect(await orders({ "bot.py": steps })).toEqual(["12 medium", "13 high"]);
  });

  test("what says nothing, and what only looks something up", async () => {
    const code = `${discord}
client.on("voiceStateUpdate", async (before) => { execFile("count", [before.id]); });
client.on("messageReactionAdd", async (reaction) => { execFile("count", [reaction.id]); });
client.on("messageCreate", async (message) => { execFile("git", ["log"]); message.reply("known"); });
client.on("interactionCreate", async (interaction) => { writeFileSync(interaction.user.id, "{}"); });
`;
    expect(await orders({ "bot.ts": code })).toEqual(["8 medium", "9 medium"]);
  });

  test("agents by whether they have tools", async () => {
    const code = `${slack}
const chat = new Agent({ name: "chat", instructions: "Be kind." });
const desk = new Agent({ name: "desk", tools: [tool({ name: "pay", execute: async () => "paid" })] });
app.event("app_mention", async ({ event, say }) => { await say(String(await run(chat, event.text))); });
app.action("pay", async ({ body }) => { await run(desk, body.user.id); });
app.command("/do", async ({ command }) => { for await (const one of query({ prompt: command.text })) console.log(one); });
`;
    expect(await orders({ "app.ts": code })).toEqual(["10 high", "8 medium", "9 high"]);
  });
});
