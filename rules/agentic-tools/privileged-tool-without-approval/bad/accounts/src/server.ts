import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { getAuth } from "firebase-admin/auth";
import { z } from "zod";

const server = new McpServer({ name: "people", version: "1.0.0" });

server.registerTool("forget_person", { description: "Forgets a person", inputSchema: { uid: z.string() } }, async ({ uid }) => {
  // ruleid: privileged-tool-without-approval
  await getAuth().deleteUser(uid);
  return { content: [{ type: "text", text: "gone" }] };
});

server.registerTool("forget_guests", { description: "Forgets whoever was invited" }, async () => {
  // ruleid: privileged-tool-without-approval
  await getAuth().deleteUser("guest");
  return { content: [{ type: "text", text: "gone" }] };
});
