import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { getAuth } from "firebase-admin/auth";
import { z } from "zod";

const server = new McpServer({ name: "people", version: "1.0.0" });

server.registerTool("forget_person", { description: "Forgets a person", inputSchema: { uid: z.string() } }, async ({ uid }) => {
  const answer = await server.server.elicitInput({ message: `Forget ${uid}?`, requestedSchema: { type: "object", properties: {} } });
  if (answer.action !== "accept") return { content: [{ type: "text", text: "kept" }] };
  // ok: privileged-tool-without-approval
  await getAuth().deleteUser(uid);
  return { content: [{ type: "text", text: "gone" }] };
});
