import { Agent, hostedMcpTool, run } from "@openai/agents";

const agent = new Agent({
  name: "desk",
  tools: [
    hostedMcpTool({
      serverLabel: "tickets",
      serverUrl: "https://tickets.harbor.test/mcp",
      // ruleid: approval-always-granted
      requireApproval: "never",
    }),
  ],
});

export async function answer(question: string) {
  let result = await run(agent, question);
  while (result.interruptions.length > 0) {
    for (const interruption of result.interruptions) {
      // ruleid: approval-always-granted
      result.state.approve(interruption);
    }
    result = await run(agent, result.state);
  }
  return result.finalOutput;
}
