import { AttachRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { tool } from "@openai/agents";
import { z } from "zod";

export const attachPolicy = tool({
  name: "attach_policy",
  description: "Attaches a policy.",
  parameters: z.object({ role: z.string() }),
  needsApproval: true,
  execute: async ({ role }) => {
    const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    await new IAMClient({}).send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn }));
    return "done";
  },
});
