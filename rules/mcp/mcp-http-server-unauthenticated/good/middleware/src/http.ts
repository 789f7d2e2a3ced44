import express from "express";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { checkAccessToken } from "./tokens";

const app = express();
const open = new Map<string, SSEServerTransport>();
app.use(checkAccessToken);

app.post("/messages", async (req, res) => {
  const transport = open.get(String(req.query.sessionId));
  await transport?.handlePostMessage(req, res);
});

app.listen(3000);
