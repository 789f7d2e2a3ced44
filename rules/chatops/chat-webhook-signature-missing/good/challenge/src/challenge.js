const express = require("express");

const app = express();

app.post("/slack/events", (req, res) => {
  const { type, challenge } = req.body;
  if (type === "url_verification") return res.json({ challenge });
  return res.sendStatus(404);
});
