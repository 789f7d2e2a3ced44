import { execFile } from "node:child_process";

const allowedTools = new Set(["ls", "cat"]);

export async function handle(message: { content: string; author: { id: string } }) {
  const [tool, ...rest] = message.content.split(" ");
  remember(message.author.id, tool);
  // Which program, and not whose order.
  if (!allowedTools.has(tool)) return;
  execFile(tool, rest);
}

const last = new Map<string, string>();

function remember(user: string, tool: string) {
  if (!user || !tool) return;
  last.set(user, tool);
}
