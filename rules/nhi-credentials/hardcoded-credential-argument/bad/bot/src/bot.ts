import * as slack from "@slack/bolt";

const parts = { signing: "herons-at-dawn" };

// ruleid: hardcoded-credential-argument
export const bot = new slack.App({ token: process.env.SLACK_BOT_TOKEN, signingSecret: parts.signing });
