import { Hono } from "hono";
import { answer } from "./answer";

const app = new Hono();

// ruleid: chat-webhook-signature-missing
app.post("/telegram/webhook", async (c) => {
  const update = await c.req.json();
  await answer(update.message.chat.id, update.message.text);
  return c.text("ok");
});

export default app;
