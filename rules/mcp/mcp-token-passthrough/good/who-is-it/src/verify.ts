import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";
import express from "express";

const app = express();

app.use(async (req, res, next) => {
  const answer = await fetch("https://login.example.com/oauth2/userinfo", {
    headers: { Authorization: req.headers.authorization ?? "" },
  });
  if (!answer.ok) return res.status(401).end();
  next();
});
app.use(requireBearerAuth({ verifier }));
