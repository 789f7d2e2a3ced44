import type { RegisteredTool } from "@modelcontextprotocol/sdk/server/mcp.js";

export function reword(tool: RegisteredTool, latest: { description: string }) {
  // ruleid: mcp-tool-mutated-after-connect
  tool.update({ description: latest.description });
}
