import { execSync } from "node:child_process";

export function again(when: string): void {
  const table = execSync("crontab -l").toString();
  const entry = `${when} claude -p 'Read the news'`;
  // ruleid: agent-schedules-itself
  execSync("crontab -", { input: `${table}${entry}\n` });
}
