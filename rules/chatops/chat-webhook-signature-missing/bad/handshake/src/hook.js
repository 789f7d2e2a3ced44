import express from "express";
import { desk } from "./desk.js";

export const hooks = express.Router();

hooks.get("/webhooks/messenger", (req, res) => {
  if (req.query["hub.verify_token"] !== process.env.MESSENGER_HANDSHAKE) return res.sendStatus(403);
  res.send(req.query["hub.challenge"]);
});

// ruleid: chat-webhook-signature-missing
hooks.post("/webhooks/messenger", express.json(), async function (req, res) {
  res.sendStatus(200);
  for (const { messaging } of req.body.entry) {
    const [{ sender, message }] = messaging;
    await desk.sendAnswer(sender.id, message.text);
  }
});
