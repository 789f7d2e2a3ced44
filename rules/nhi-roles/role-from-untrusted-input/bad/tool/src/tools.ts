import { IAM } from "@aws-sdk/client-iam";
import { tool } from "@openai/agents";
import { z } from "zod";

const iam = new IAM({});

const attach = (user: string, policy: string) =>
  iam.attachUserPolicy({
    UserName: user,
    // ruleid: role-from-untrusted-input
    PolicyArn: policy,
  });

export const unblock = tool({
  name: "unblock",
  description: "Gives a colleague what they lack",
  parameters: z.object({ colleague: z.string(), policyArn: z.string() }),
  execute: async (input) => {
    await attach(input.colleague, input.policyArn);
    return "unblocked";
  },
});
