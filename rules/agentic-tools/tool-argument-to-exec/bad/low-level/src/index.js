import { exec } from "child_process";
import { promisify } from "util";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const execAsync = promisify(exec);
const server = new Server({ name: "convert", version: "0.1.0" }, { capabilities: { tools: {} } });

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  if (request.params.name !== "convert") throw new Error("unknown tool");
  // ruleid: tool-argument-to-exec
  const { stdout } = await execAsync(`ffmpeg -i "${request.params.arguments.source}" out.mp3`);
  return { content: [{ type: "text", text: stdout }] };
});
