import { confirm } from "@inquirer/prompts";
import { readFileSync, writeFileSync } from "node:fs";

const settings = ".claude/settings.local.json";

export async function add(rule: string): Promise<void> {
  const value = JSON.parse(readFileSync(settings, "utf8"));
  if (!(await confirm({ message: `Let the agent do ${rule} without asking?` }))) return;
  value.permissions.allow.push(rule);
  writeFileSync(settings, JSON.stringify(value, null, 2));
}
