import { Agent, run, tool } from "@openai/agents";
import { z } from "zod";

const split = tool({
  name: "split",
  description: "Splits a task",
  parameters: z.object({ parts: z.array(z.string()) }),
  async execute({ parts }) {
    // ruleid: recursive-agent-spawn-unbounded
    const worker = new Agent({ name: "worker", instructions: "Do it.", tools: [split] });
    const answers = await Promise.all(parts.map((part) => run(worker, part)));
    return answers.map((answer) => answer.finalOutput).join("\n");
  },
});
