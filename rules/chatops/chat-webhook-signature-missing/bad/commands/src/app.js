const express = require("express");
const { runAgent } = require("./agent");

const app = express();

// ruleid: chat-webhook-signature-missing
app.post("/slack/commands", express.urlencoded({ extended: false }), async (req, res) => {
  res.send("Working on it.");
  await runAgent(req.body.text);
});
