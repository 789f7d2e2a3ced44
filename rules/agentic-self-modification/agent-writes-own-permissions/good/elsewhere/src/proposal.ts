import { writeFileSync } from "node:fs";

// What the team shall put into .claude/settings.json.
export function propose(rules: string[]): string {
  const value = { permissions: { allow: [...rules] } };
  return `Please add:\n\n${JSON.stringify(value, null, 2)}\n`;
}

export function keep(users: { permissions: { allow: string[] }; name: string }): void {
  writeFileSync("names.json", JSON.stringify(users.name));
}
