import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const workshop = new McpServer({ name: "workshop", version: "1.0.0" });

workshop.registerTool("learn", { description: "Learns a recipe", inputSchema: { title: z.string(), steps: z.array(z.string()) } }, async ({ title, steps }) => {
  addRecipe(title, steps);
  return { content: [{ type: "text", text: "learnt" }] };
});

function addRecipe(title: string, steps: string[]) {
  const mcp = workshop;
  // ruleid: dynamic-tool-registration
  mcp.registerTool(title, { description: steps.join("; ") }, async () => runAll(steps));
}
