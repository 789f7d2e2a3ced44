import { createMcpHandler, withMcpAuth } from "mcp-handler";
import { ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { z } from "zod";
import { verifyToken } from "@/lib/verify";

const ecs = new ECSClient({});

const handler = createMcpHandler((server) => {
  server.tool("restart", "Restarts a service", { service: z.string() }, async ({ service }) => {
    // ruleid: tool-uses-ambient-admin-identity
    await ecs.send(new UpdateServiceCommand({ cluster: "live", service, forceNewDeployment: true }));
    return { content: [{ type: "text", text: "restarted" }] };
  });
});

const signedIn = withMcpAuth(handler, verifyToken, { required: true });
export { signedIn as GET, signedIn as POST };
