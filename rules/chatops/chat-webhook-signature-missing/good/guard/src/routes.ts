import { Router } from "express";
import { onlyFromSlack } from "./guard";
import { runAgent } from "./agent";

export const router = Router();

router.post("/slack/events", onlyFromSlack, async (req, res) => {
  await runAgent(req.body.event.text);
  res.end();
});

router.post("/orders", async (req, res) => {
  await runAgent(req.body.note);
  res.end();
});
