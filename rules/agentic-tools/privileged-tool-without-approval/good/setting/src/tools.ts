import { tool } from "ai";
import { Octokit } from "octokit";
import { z } from "zod";

const hub = new Octokit({ auth: process.env.HUB_TOKEN });

export const ship = tool({
  description: "Ships a change",
  inputSchema: z.object({ number: z.number() }),
  needsApproval: true,
  // ok: privileged-tool-without-approval
  execute: async ({ number }) => hub.rest.pulls.merge({ owner: "acme", repo: "desk", pull_number: number }),
});
