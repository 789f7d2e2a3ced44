import { Router } from "express";
import { deactivate, provision } from "./people";

export const router = Router();

// ruleid: chat-webhook-signature-missing
router.post("/webhooks/okta", async (req, res) => {
  for (const event of req.body.data.events) {
    if (event.eventType === "user.lifecycle.create") await provision(event.target[0]);
    if (event.eventType === "user.lifecycle.deactivate") await deactivate(event.target[0].id);
  }
  res.status(204).end();
});
