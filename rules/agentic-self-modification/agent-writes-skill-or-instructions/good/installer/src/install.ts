import { cpSync, writeFileSync } from "node:fs";

// The package brings what somebody has written, and no model has a say in it.
export function install(home: string) {
  cpSync("skills/review", `${home}/.claude/skills/review`, { recursive: true });
  writeFileSync("AGENTS.md", "Run the tests before you answer.\n");
}
