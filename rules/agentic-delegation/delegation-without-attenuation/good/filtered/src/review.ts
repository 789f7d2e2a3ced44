import { spawn } from "node:child_process";
import { withoutSecrets } from "./environment";

export function review(prompt: string) {
  // ok: delegation-without-attenuation
  return spawn("claude", ["-p", prompt], { env: withoutSecrets(process.env), stdio: "pipe" });
}

export function version() {
  // ok: delegation-without-attenuation
  return spawn("claude", ["--version"], { env: { PATH: process.env.PATH, HOME: process.env.HOME } });
}
