import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { IAMClient, CreateUserCommand } from "@aws-sdk/client-iam";
import { z } from "zod";

// It runs for one person, under what they have themselves.
const server = new McpServer({ name: "accounts", version: "1.0.0" });
const iam = new IAMClient({});

server.tool("make_account", { login: z.string() }, async ({ login }) => {
  await iam.send(new CreateUserCommand({ UserName: login }));
  return { content: [] };
});

await server.connect(new StdioServerTransport());
