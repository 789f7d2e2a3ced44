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

server.registerTool("count_people", { description: "Counts" }, async () => ({ content: [{ type: "text", text: String(await count()) }] }));
exports.clean = () => getAuth().deleteUser("guest");
// ok: privileged-tool-without-approval
getAuth().deleteUser("installer");
