import { BedrockAgentCoreClient, GetWorkloadAccessTokenForUserIdCommand } from "@aws-sdk/client-bedrock-agentcore";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const agentcore = new BedrockAgentCoreClient({});
const server = new McpServer({ name: "calendar", version: "1.0.0" });

server.registerTool(
  "agenda",
  { description: "Reads somebody's agenda", inputSchema: { person: z.string() } },
  async ({ person }) => {
    const { workloadAccessToken } = await agentcore.send(
      new GetWorkloadAccessTokenForUserIdCommand({
        workloadName: "calendar",
        // ruleid: impersonation-without-guard
        userId: person,
      }),
    );
    return { content: [{ type: "text", text: await agendaOf(workloadAccessToken) }] };
  },
);
