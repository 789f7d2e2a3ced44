import { execFileSync, spawn } from "node:child_process";

// A compiler is no agent.
// ok: delegation-without-attenuation
export const build = () => spawn("tsc", ["--build"], { env: { ...process.env, FORCE_COLOR: "1" } });
// ok: delegation-without-attenuation
export const commit = () => execFileSync("git", ["rev-parse", "HEAD"], { env: process.env });
