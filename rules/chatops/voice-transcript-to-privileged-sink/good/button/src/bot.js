const { Client } = require("discord.js");
const { AssemblyAI } = require("assemblyai");
const { exec } = require("node:child_process");

const ears = new AssemblyAI({ apiKey: process.env.ASSEMBLYAI_KEY });
const client = new Client({ intents: [] });

client.on("messageCreate", async (message) => {
  const heard = await ears.transcripts.transcribe({ audio: message.attachments.first().url });
  const asked = await message.reply({ content: `Run "${heard.text}"?`, components: [yesAndNo] });
  const pressed = await asked.awaitMessageComponent({ filter: (press) => press.user.id === process.env.OWNER_ID, time: 60_000 });
  if (pressed.customId !== "yes") return;
  exec(`make ${heard.text}`);
});
