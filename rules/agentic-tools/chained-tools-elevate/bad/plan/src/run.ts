import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { wishOf } from "./plan.ts";

export async function run(channels: Client, directory: Client): Promise<void> {
  const { person, role } = await wishOf(channels, "C-access");
  // ruleid: chained-tools-elevate
  await directory.callTool({ name: "assign_role", arguments: { user: person, role } });
}
