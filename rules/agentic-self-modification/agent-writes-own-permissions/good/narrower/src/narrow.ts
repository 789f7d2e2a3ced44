import { readFileSync, writeFileSync } from "node:fs";

const settings = ".claude/settings.json";

export function narrow(rule: string): void {
  const value = JSON.parse(readFileSync(settings, "utf8"));
  value.permissions.deny.push(rule);
  value.permissions.allow = value.permissions.allow.filter((one: string) => one !== rule);
  value.permissions.defaultMode = "plan";
  value.statusLine = { type: "command", command: "date" };
  writeFileSync(settings, JSON.stringify(value, null, 2));
}

export const allowed = () => JSON.parse(readFileSync(settings, "utf8")).permissions.allow;
