import cron from "node-cron";
import { Agent, run } from "@openai/agents";
import { users } from "./store";
import { inboxTools } from "./inbox";

const triageAgent = new Agent({ name: "Triage", instructions: "Sort the inbox." });

cron.schedule("*/20 * * * *", async () => {
  for (const user of await users.all()) {
    // ruleid: user-token-reused-in-background
    await run(triageAgent, "Sort what is new.", { context: { token: user.refreshToken } });
  }
});
