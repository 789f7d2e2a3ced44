import { generateText, stepCountIs, tool } from "ai";
import { openai } from "@ai-sdk/openai";
import { z } from "zod";

// The number of steps bounds one agent, and not how many there are.
export async function work(task: string): Promise<string> {
  const { text } = await generateText({
    model: openai("gpt-5"),
    prompt: task,
    stopWhen: stepCountIs(20),
    tools: {
      delegate: tool({
        description: "Gives a part of the task to another agent",
        inputSchema: z.object({ part: z.string() }),
        execute: async ({ part }) => {
          // ruleid: recursive-agent-spawn-unbounded
          return work(part);
        },
      }),
    },
  });
  return text;
}
