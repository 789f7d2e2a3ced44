import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

const sts = new STSClient({});

export const narrowed = (user: string, policy: object) =>
  sts.send(
    new AssumeRoleCommand({
      RoleArn: process.env.SHARED_AGENT_ROLE_ARN,
      RoleSessionName: "tickets",
      Policy: JSON.stringify(policy),
      SourceIdentity: user,
    }),
  );

export const ofTask = () =>
  sts.send(new AssumeRoleCommand({ RoleArn: process.env.INVOICE_TASK_ROLE_ARN, RoleSessionName: "invoices" }));
