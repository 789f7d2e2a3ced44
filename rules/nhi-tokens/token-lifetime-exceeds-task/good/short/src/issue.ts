import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import jwt from "jsonwebtoken";

// ok: token-lifetime-exceeds-task
export const issue = (id: string, key: string) => jwt.sign({ sub: id }, key, { expiresIn: "12h" });
// ok: token-lifetime-exceeds-task
export const passport = (agentId: string, key: string) => jwt.sign({ sub: agentId, role: "agent" }, key, { expiresIn: "10m" });
// ok: token-lifetime-exceeds-task
export const enter = new AssumeRoleCommand({ RoleArn: process.env.TASK_ROLE, RoleSessionName: "mail-agent", DurationSeconds: 900 });
// A backup runs for half a night.
// ok: token-lifetime-exceeds-task
export const backup = new AssumeRoleCommand({ RoleArn: process.env.BACKUP_ROLE, RoleSessionName: "nightly-copy", DurationSeconds: 21600 });
