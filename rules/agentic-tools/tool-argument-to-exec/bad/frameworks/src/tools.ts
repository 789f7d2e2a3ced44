import { spawn } from "node:child_process";
import { tool } from "ai";
import { DynamicStructuredTool } from "@langchain/core/tools";
import { z } from "zod";

export const calculate = tool({
  description: "Evaluates a formula",
  inputSchema: z.object({ formula: z.string() }),
  // ruleid: tool-argument-to-exec
  execute: async ({ formula }) => String(eval(formula)),
});

export const shell = new DynamicStructuredTool({
  name: "shell",
  description: "Runs a script on the build host",
  schema: z.object({ script: z.string() }),
  func: async ({ script }) => {
    // ruleid: tool-argument-to-exec
    const child = spawn("/bin/bash", ["-c", script], { cwd: "/srv/build" });
    return String(child.pid);
  },
});
