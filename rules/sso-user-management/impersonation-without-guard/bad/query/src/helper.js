const { createClerkClient } = require("@clerk/backend");
const express = require("express");

const clerk = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });
const app = express();

const open = (userId) =>
  clerk.signInTokens.createSignInToken({
    // ruleid: impersonation-without-guard
    userId,
    expiresInSeconds: 600,
  });

app.post("/helpdesk", async (req, res) => {
  const { token } = await open(req.body.customer);
  res.redirect(`/sign-in?__clerk_ticket=${token}`);
});
