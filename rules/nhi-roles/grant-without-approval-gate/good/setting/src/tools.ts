import { createClerkClient } from "@clerk/backend";
import { tool } from "@openai/agents";
import { z } from "zod";

const clerk = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });

export const promote = tool({
  name: "promote",
  description: "Makes a member an administrator of the workspace",
  parameters: z.object({ member: z.string(), workspace: z.string() }),
  needsApproval: true,
  async execute({ member, workspace }) {
    // ok: grant-without-approval-gate
    await clerk.organizations.updateOrganizationMembership({
      organizationId: workspace,
      userId: member,
      role: "org:admin",
    });
    return "done";
  },
});
