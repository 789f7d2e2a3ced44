const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { getAuth } = require("firebase-admin/auth");

const server = new McpServer({ name: "people", version: "1.0.0" });

server.registerTool("find_person", { description: "Finds a person" }, async ({ mail }) => {
  // ok: privileged-tool-without-approval
  const found = await getAuth().getUserByEmail(mail);
  return { content: [{ type: "text", text: found.displayName }] };
});

// No model calls this.
exports.forget = (uid) => getAuth().deleteUser(uid);
