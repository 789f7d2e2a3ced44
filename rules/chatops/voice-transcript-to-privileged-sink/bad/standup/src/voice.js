const { createClient } = require("@deepgram/sdk");
const { query } = require("@anthropic-ai/claude-agent-sdk");
const { Client } = require("discord.js");

const deepgram = createClient(process.env.DEEPGRAM_API_KEY);
const client = new Client({ intents: [] });

client.on("messageCreate", async (message) => {
  const clip = message.attachments.first();
  const { result } = await deepgram.listen.prerecorded.transcribeUrl({ url: clip.url }, { model: "nova-3" });
  const wish = result.results.channels[0].alternatives[0].transcript;
  const prompt = `Somebody on the team said: ${wish}`;
  // ruleid: voice-transcript-to-privileged-sink
  for await (const step of query({ prompt: prompt, options: { permissionMode: "bypassPermissions" } })) console.log(step.type);
});
