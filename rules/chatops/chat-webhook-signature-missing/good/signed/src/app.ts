import { createHmac, timingSafeEqual } from "node:crypto";
import express from "express";
import { runAgent } from "./agent";

const app = express();

app.post("/slack/commands", express.raw({ type: "*/*" }), async (req, res) => {
  const base = `v0:${req.header("x-slack-request-timestamp")}:${req.body}`;
  const expected = `v0=${createHmac("sha256", process.env.SLACK_SIGNING_SECRET!).update(base).digest("hex")}`;
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(req.header("x-slack-signature") ?? ""))) {
    return res.sendStatus(401);
  }
  await runAgent(new URLSearchParams(String(req.body)).get("text"));
  res.end();
});
