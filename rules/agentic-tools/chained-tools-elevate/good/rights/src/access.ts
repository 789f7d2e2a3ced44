import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { mayHave } from "./policy.ts";

export async function run(tickets: Client, directory: Client, id: string): Promise<void> {
  const { content } = await tickets.callTool({ name: "jira_get_issue", arguments: { id } });
  const { person, role } = JSON.parse(content[0].text);
  await mayHave(person, role);
  await directory.callTool({ name: "assign_role", arguments: { user: person, role } });
}
