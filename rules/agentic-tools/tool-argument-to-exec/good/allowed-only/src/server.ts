import { execSync } from "node:child_process";
import { tool } from "ai";
import { z } from "zod";

const SCRIPTS = new Set(["lint", "test", "build"]);

export const script = tool({
  description: "Runs one of the scripts of the project",
  inputSchema: z.object({ name: z.string() }),
  execute: async ({ name }) => {
    if (!SCRIPTS.has(name)) throw new Error(`no script ${name}`);
    // ok: tool-argument-to-exec
    return execSync(`npm run ${name}`).toString();
  },
});
