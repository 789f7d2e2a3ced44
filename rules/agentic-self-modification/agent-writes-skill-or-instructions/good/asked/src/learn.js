import { confirm } from "@inquirer/prompts";
import { tool } from "ai";
import { writeFile } from "node:fs/promises";
import { z } from "zod";

export const learn = tool({
  description: "Keeps a way of working",
  inputSchema: z.object({ name: z.string(), steps: z.string() }),
  execute: async ({ name, steps }) => {
    console.log(steps);
    if (!(await confirm({ message: `Keep ${name} as a skill?` }))) return "Nobody wants it.";
    await writeFile(`.claude/skills/${name}/SKILL.md`, steps);
    return "Learnt.";
  },
});
