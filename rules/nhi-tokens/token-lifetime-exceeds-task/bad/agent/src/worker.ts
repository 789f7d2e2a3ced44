import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import jwt from "jsonwebtoken";

const sts = new STSClient({});

export async function enter(run: string) {
  // ruleid: token-lifetime-exceeds-task
  return sts.send(new AssumeRoleCommand({ RoleArn: process.env.TASK_ROLE, RoleSessionName: `mail-agent-${run}`, DurationSeconds: 28800 }));
}

export function passport(agentId: string, key: string) {
  // ruleid: token-lifetime-exceeds-task
  return jwt.sign({ sub: agentId, role: "agent" }, key, { expiresIn: "12h" });
}
