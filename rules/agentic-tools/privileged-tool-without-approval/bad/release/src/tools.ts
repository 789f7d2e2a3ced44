import { tool } from "ai";
import { Octokit } from "@octokit/rest";
import { z } from "zod";

const hub = new Octokit({ auth: process.env.HUB_TOKEN });

async function land(number: number) {
  // ruleid: privileged-tool-without-approval
  await hub.pulls.merge({ owner: "acme", repo: "desk", pull_number: number });
}

export const ship = tool({ description: "Ships a change", inputSchema: z.object({ number: z.number() }), execute: async ({ number }) => land(number) });
