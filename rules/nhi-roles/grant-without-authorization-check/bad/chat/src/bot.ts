import { App } from "@slack/bolt";
import { ManagementClient } from "auth0";

const auth0 = new ManagementClient({ domain: "acme.eu.auth0.com", clientId: "a", clientSecret: process.env.AUTH0_SECRET! });
const app = new App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: process.env.SLACK_SIGNING_SECRET });

app.command("/make-admin", async ({ command, ack }) => {
  await ack();
  // ruleid: grant-without-authorization-check
  await auth0.users.roles.assign(command.text.trim(), { roles: ["rol_admin"] });
});
