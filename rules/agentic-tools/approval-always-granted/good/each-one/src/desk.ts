import { hostedMcpTool, run, type Agent } from "@openai/agents";
import { confirm } from "./prompt";

export const search = hostedMcpTool({
  serverLabel: "wiki",
  serverUrl: "https://wiki.harbor.test/mcp",
  allowedTools: ["search_pages", "read_page"],
  // ok: approval-always-granted
  requireApproval: "never",
});

export const books = hostedMcpTool({
  serverLabel: "books",
  serverUrl: "https://books.harbor.test/mcp",
  // ok: approval-always-granted
  requireApproval: { never: { toolNames: ["list_entries"] }, always: { toolNames: ["post_entry"] } },
});

export async function answer(agent: Agent, question: string) {
  const result = await run(agent, question);
  for (const interruption of result.interruptions) {
    if (await confirm(interruption.name, interruption.arguments)) {
      // ok: approval-always-granted
      result.state.approve(interruption);
    } else {
      result.state.reject(interruption);
    }
  }
  return run(agent, result.state);
}
