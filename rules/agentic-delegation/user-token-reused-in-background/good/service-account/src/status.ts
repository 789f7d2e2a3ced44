import cron from "node-cron";
import { WebClient } from "@slack/web-api";
import { employees } from "./employees";
import { summary } from "./summary";

const slack = new WebClient(process.env.STATUS_BOT_TOKEN);

// The job speaks for itself, and says whose work it tells of.
cron.schedule("0 17 * * 5", async () => {
  for (const user of await employees()) {
    await slack.chat.postMessage({ channel: "#status", text: `${user.name}: ${await summary(user.id)}` });
  }
});
