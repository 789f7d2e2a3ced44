import { Router } from "express";
import { signIn } from "./session";

export const login = Router();

login.get("/login", (req, res) => {
  const query = new URLSearchParams({
    client_id: process.env.GITLAB_CLIENT_ID!,
    redirect_uri: "https://desk.acme.dev/login/done",
    // ruleid: oauth-missing-state-or-pkce
    response_type: "code",
    scope: "openid email",
  });
  res.redirect(`https://gitlab.com/oauth/authorize?${query}`);
});

login.get("/login/done", async (req, res) => {
  await signIn(req, String(req.query.code));
  res.redirect("/");
});
