import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

export async function connect(script: string): Promise<Client> {
  const client = new Client({ name: "desk", version: "1.0.0" });
  // ruleid: delegation-without-attenuation
  const transport = new StdioClientTransport({
    command: "node",
    args: [script],
    env: { ...process.env, LOG_LEVEL: "warn" } as Record<string, string>,
  });
  await client.connect(transport);
  return client;
}
