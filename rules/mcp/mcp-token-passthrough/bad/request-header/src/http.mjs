import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import axios from "axios";
import express from "express";

const app = express();

function serverFor(authorization) {
  const server = new Server({ name: "orders", version: "2.1.0" }, { capabilities: { tools: {} } });
  // ruleid: mcp-token-passthrough
  const client = axios.create({ baseURL: "https://orders.example.com", headers: { Authorization: authorization } });
  return { server, client };
}

app.post("/mcp", async (req, res) => {
  const { server } = serverFor(req.headers["authorization"]);
  await server.connect(transportFor(req, res));
});
