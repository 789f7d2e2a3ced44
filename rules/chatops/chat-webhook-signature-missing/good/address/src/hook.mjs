import express from "express";
import { processUpdate } from "./desk.mjs";

export const hooks = express.Router();

hooks.post("/telegram/:botToken", async (req, res) => {
  if (req.params.botToken !== process.env.TELEGRAM_BOT_TOKEN) return res.sendStatus(404);
  await processUpdate(req.body);
  res.end();
});

hooks.post("/webhooks/viber", async (req, res) => {
  if (req.get("authorization") !== `Bearer ${process.env.VIBER_GATEWAY}`) return res.sendStatus(401);
  await processUpdate(req.body);
  res.end();
});
