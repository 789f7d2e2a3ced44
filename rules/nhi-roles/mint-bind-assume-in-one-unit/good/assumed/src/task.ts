import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

export async function enter(task: string) {
  // ok: mint-bind-assume-in-one-unit
  return new STSClient({}).send(new AssumeRoleCommand({ RoleArn: process.env.TASK_ROLE, RoleSessionName: task, DurationSeconds: 900 }));
}
