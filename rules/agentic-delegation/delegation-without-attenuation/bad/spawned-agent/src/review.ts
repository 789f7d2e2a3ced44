import { spawn } from "node:child_process";

export function review(prompt: string, cwd: string) {
  const env = { ...process.env, CI: "1" };
  // ruleid: delegation-without-attenuation
  return spawn("claude", ["-p", prompt, "--output-format", "json"], { cwd, env: env, stdio: "pipe" });
}
