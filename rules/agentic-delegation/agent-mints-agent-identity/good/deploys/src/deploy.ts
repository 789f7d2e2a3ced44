import { CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { spawn } from "node:child_process";

const core = new KubeConfig().makeApiClient(CoreV1Api);

// A pipeline that somebody has reviewed makes accounts, and no tool of a model calls it.
export async function setUp(name: string) {
  await core.createNamespacedServiceAccount({ namespace: "agents", body: { metadata: { name } } });
}

export function help(task: string) {
  spawn("claude", ["-p", task], { env: { ANTHROPIC_API_KEY: process.env.ANTHROPIC_API_KEY } });
}
