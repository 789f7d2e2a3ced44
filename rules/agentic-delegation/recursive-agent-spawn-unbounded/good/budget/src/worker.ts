import { Agent, run, tool } from "@openai/agents";
import { z } from "zod";
import { ledger } from "./ledger";

const split = tool({
  name: "split",
  description: "Splits a task",
  parameters: z.object({ parts: z.array(z.string()) }),
  async execute({ parts }) {
    if (ledger.budget < parts.length) return "There is no budget for that.";
    ledger.spend(parts.length);
    const worker = new Agent({ name: "worker", instructions: "Do it.", tools: [split] });
    return (await Promise.all(parts.map((part) => run(worker, part)))).length;
  },
});
