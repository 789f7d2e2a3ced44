import express from "express";
import cron from "node-cron";
import { google } from "googleapis";
import { current, purge } from "./sessions";

const app = express();

// They press the button themselves.
app.post("/share", async (req, res) => {
  const user = await current(req);
  const client = new google.auth.OAuth2();
  client.setCredentials({ access_token: user.accessToken });
  await google.drive({ version: "v3", auth: client }).permissions.create({ fileId: req.body.file });
  res.sendStatus(204);
});

cron.schedule("0 * * * *", () => purge());
