import { tool } from "@langchain/core/tools";
import { createReactAgent } from "@langchain/langgraph/prebuilt";

const hire = tool(
  async ({ task }) => {
    // ruleid: recursive-agent-spawn-unbounded
    const member = createReactAgent({ llm, tools: [search, hire] });
    const answer = await member.invoke({ messages: [{ role: "user", content: task }] });
    return answer.messages.at(-1).content;
  },
  { name: "hire", description: "Hires somebody for a task" },
);
