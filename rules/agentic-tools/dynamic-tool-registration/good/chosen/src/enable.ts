import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { known } from "./known.js";

const server = new McpServer({ name: "desk", version: "1.0.0" });

export async function enable() {
  const wanted = await (await fetch("https://flags.acme.dev/desk.json")).json();
  for (const name of wanted.tools) {
    if (!known.has(name)) continue;
    // ok: dynamic-tool-registration
    server.registerTool(name, known.get(name).config, known.get(name).handler);
  }
}
