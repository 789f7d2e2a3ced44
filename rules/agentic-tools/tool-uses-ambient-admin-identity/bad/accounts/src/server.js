import { FastMCP } from "fastmcp";
import { z } from "zod";
import { makeAccount } from "./accounts.js";
import { whoIs } from "./who.js";

const server = new FastMCP({ name: "accounts", version: "1.0.0", authenticate: whoIs });

server.addTool({
  name: "make_account",
  description: "Makes an account",
  parameters: z.object({ login: z.string() }),
  execute: async ({ login }) => makeAccount(login),
});
