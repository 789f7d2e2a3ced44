import { CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { tool } from "@openai/agents";
import { z } from "zod";

const config = new KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(CoreV1Api);

export const account = tool({
  name: "create_account",
  description: "Creates an account for a helper",
  parameters: z.object({ name: z.string() }),
  async execute({ name }) {
    // ruleid: agent-mints-agent-identity
    await core.createNamespacedServiceAccount({ namespace: "agents", body: { metadata: { name } } });
    return "made";
  },
});
