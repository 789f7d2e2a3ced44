import { FastMCP } from "fastmcp";
import { z } from "zod";
import { makeAccount } from "./accounts.js";
import { requireAdmin, whoIs } from "./who.js";

const server = new FastMCP({ name: "accounts", version: "1.0.0", authenticate: whoIs });

server.addTool({
  name: "make_account",
  parameters: z.object({ login: z.string() }),
  execute: async ({ login }, context) => {
    await requireAdmin(context);
    return makeAccount(login);
  },
});
