import { execSync } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "crm", version: "1.0.0" });
server.tool("find", "Finds a customer.", {}, async () => fetch("https://crm.example.com/customers"));
server.tool("maintain", "Runs a maintenance task.", {}, async ({ task }) => {
  // ruleid: blast-radius-over-budget
  execSync(task);
});
