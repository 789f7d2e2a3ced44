import { execFileSync, execSync, spawn } from "node:child_process";

const env = { ...process.env, OPENCLAW_WORKSPACE: "/srv/agent" };

// Questions about the product, and its upkeep, start no agent.
export function health(): string {
  // ok: delegation-without-attenuation
  const doctor = execSync("openclaw doctor --non-interactive", { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  // ok: delegation-without-attenuation
  const status = execSync("/usr/local/bin/openclaw --no-color gateway status", { env: { ...process.env } });
  // ok: delegation-without-attenuation
  const version = execFileSync("claude", ["--version"], { env: { ...process.env } });
  // ok: delegation-without-attenuation
  const servers = spawn("claude", ["mcp", "list"], { env: process.env });
  // ok: delegation-without-attenuation
  spawn("codex", ["config", "get", "model"], { env });
  return [doctor, status, version, servers.pid].join("\n");
}
