import { generateText, tool } from "ai";
import { openai } from "@ai-sdk/openai";
import { z } from "zod";

export async function work(task: string, depth = 0): Promise<string> {
  if (depth >= 3) return "Too deep.";
  const delegate = tool({
    description: "Gives a part of the task to another agent",
    inputSchema: z.object({ part: z.string() }),
    execute: async ({ part }) => work(part, depth + 1),
  });
  const { text } = await generateText({ model: openai("gpt-5"), prompt: task, tools: { delegate } });
  return text;
}
