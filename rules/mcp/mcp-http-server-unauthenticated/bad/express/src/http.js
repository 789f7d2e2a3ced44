const express = require("express");
const { StreamableHTTPServerTransport } = require("@modelcontextprotocol/sdk/server/streamableHttp.js");
const { buildServer } = require("./tools");

const app = express();
app.use(express.json());
const sessions = new Map();

// The id of a session says that somebody has been here before, and not who.
app.post("/mcp", async (req, res) => {
  const known = sessions.get(req.headers["mcp-session-id"]);
  if (known) {
    // ruleid: mcp-http-server-unauthenticated
    await known.handleRequest(req, res, req.body);
    return;
  }
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => crypto.randomUUID() });
  await buildServer().connect(transport);
  // ok: mcp-http-server-unauthenticated
  await transport.handleRequest(req, res, req.body);
});

app.listen(process.env.PORT || 3000, () => console.log("ready"));
