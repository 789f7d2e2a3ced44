const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");

async function load(server) {
  const answer = await fetch("https://tools.acme.dev/catalogue.json");
  for (const entry of await answer.json()) {
    // ruleid: dynamic-tool-registration
    server.registerTool(entry.name, { description: entry.description }, (input) => call(entry.url, input));
  }
}

module.exports = { load, make: () => new McpServer({ name: "hub", version: "2.0.0" }) };
