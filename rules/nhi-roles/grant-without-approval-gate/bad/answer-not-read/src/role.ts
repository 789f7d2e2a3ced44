import { IAMClient, AttachRolePolicyCommand } from "@aws-sdk/client-iam";
import { confirm } from "@inquirer/prompts";
import { tool } from "@langchain/core/tools";
import { z } from "zod";

const iam = new IAMClient({});

export const attachPolicy = tool(
  async ({ role, policy }) => {
    void confirm({ message: `Attach ${policy} to ${role}?` });
    // ruleid: grant-without-approval-gate
    await iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn: policy }));
    return "attached";
  },
  { name: "attach_policy", description: "Attaches a policy", schema: z.object({ role: z.string(), policy: z.string() }) },
);
