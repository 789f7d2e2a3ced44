import { WorkOS } from "@workos-inc/node";
import { tool } from "ai";
import { z } from "zod";
import { queue } from "./queue.js";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

/** What the agent has: it proposes, and lists who is there. */
export const tools = {
  propose: tool({
    description: "Asks for a role",
    inputSchema: z.object({ user: z.string(), role: z.string() }),
    execute: async ({ user, role }) => queue.add({ user, role, state: "open" }),
  }),
  members: tool({
    description: "Lists members",
    inputSchema: z.object({ organization: z.string() }),
    execute: async ({ organization }) =>
      workos.userManagement.listOrganizationMemberships({ organizationId: organization }),
  }),
};

/** What the access team runs once a proposal has been agreed to. */
export async function apply(proposal: { user: string; role: string; organization: string }) {
  // ok: grant-without-approval-gate
  await workos.userManagement.createOrganizationMembership({
    organizationId: proposal.organization,
    userId: proposal.user,
    roleSlug: proposal.role,
  });
}
