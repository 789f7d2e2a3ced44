import { randomUUID } from "node:crypto";
import { Router } from "express";
import { signIn } from "./session";

export const login = Router();

login.get("/login", (req, res) => {
  const query = new URLSearchParams({
    client_id: process.env.GITLAB_CLIENT_ID!,
    redirect_uri: "https://desk.acme.dev/login/done",
    response_type: "code",
  });
  req.session.started = randomUUID();
  query.set("state", req.session.started);
  res.redirect(`https://gitlab.com/oauth/authorize?${query}`);
});

login.get("/login/done", async (req, res) => {
  if (req.query.state !== req.session.started) return void res.sendStatus(400);
  await signIn(req, String(req.query.code));
  res.redirect("/");
});
