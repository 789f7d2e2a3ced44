import { execFile } from "node:child_process";
import { LinearClient } from "@linear/sdk";
import OpenAI from "openai";

const linear = new LinearClient({ apiKey: process.env.LINEAR_API_KEY });
const openai = new OpenAI();

// What is said only becomes a ticket, and the answer is spoken.
export async function note(file: File, teamId: string) {
  const heard = await openai.audio.transcriptions.create({ file, model: "whisper-1" });
  await linear.createIssue({ teamId, title: heard.text.slice(0, 80), labelIds: ["needs-approval"] });
  execFile("espeak", [`I wrote down: ${heard.text}`]);
}
