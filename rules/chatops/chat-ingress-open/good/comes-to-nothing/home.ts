import { App } from "@slack/bolt";
import { pending } from "./pending";

const app = new App({ token: process.env.SLACK_BOT_TOKEN });

// Who opens the page of the app says nothing.
app.event("app_home_opened", async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: await homeView(event.user) });
});

app.action("pick_cancel", async ({ ack, body }) => {
  await ack();
  pending.delete(body.user.id);
});

async function homeView(user: string) {
  const answer = await fetch(`https://board.example/tasks?of=${user}`);
  return { type: "home" as const, blocks: await answer.json() };
}
