import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "weather", version: "1.0.0" });

server.registerTool("forecast", { inputSchema: {} }, async (_, extra) => {
  if (!extra.authInfo?.token) throw new Error("Sign in first.");
  const answer = await fetch("https://weather.example.com/today", {
    headers: { Authorization: `Bearer ${process.env.WEATHER_KEY}`, "X-Client": extra.authInfo.clientId },
  });
  return { content: [{ type: "text", text: await answer.text() }] };
});
