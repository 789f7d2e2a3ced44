import { tool } from "@langchain/core/tools";
import { createReactAgent } from "@langchain/langgraph/prebuilt";

// Whoever is hired cannot hire.
const hire = tool(
  async ({ task }) => {
    const member = createReactAgent({ llm, tools: [search] });
    return (await member.invoke({ messages: [{ role: "user", content: task }] })).messages.at(-1).content;
  },
  { name: "hire", description: "Hires somebody for a task" },
);

export const lead = createReactAgent({ llm, tools: [search, hire] });
