import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { taskToken } from "./broker";

export const transport = async (task: string) =>
  // ok: delegation-without-attenuation
  new StdioClientTransport({
    command: "node",
    args: ["tickets.js"],
    env: { PATH: process.env.PATH ?? "", TICKETS_TOKEN: await taskToken(task, "tickets:read") },
  });
