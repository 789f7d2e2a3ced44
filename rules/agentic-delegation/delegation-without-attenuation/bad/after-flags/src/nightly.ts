import { execSync, spawn } from "node:child_process";

// What an agent is asked may begin with a word that is a subcommand elsewhere.
export function nightly(): void {
  // ruleid: delegation-without-attenuation
  spawn("claude", ["-p", "status of the open pull requests"], { env: { ...process.env } });
  // ruleid: delegation-without-attenuation
  execSync("openclaw agent --message 'doctor the build'", { env: { ...process.env } });
  // ruleid: delegation-without-attenuation
  spawn("claude", ["list what changed", "--print"], { env: process.env });
}
