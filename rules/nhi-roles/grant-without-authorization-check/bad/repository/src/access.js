const express = require("express");
const { Octokit } = require("@octokit/rest");

const github = new Octokit({ auth: process.env.ORG_TOKEN });
const app = express();
app.use(express.json());

app.post("/access", async (req, res) => {
  // The verdict is written down, and nobody reads it.
  await policy.isAllowed(req.user, "push", req.body.repo);
  // ruleid: grant-without-authorization-check
  await github.rest.repos.addCollaborator({ owner: "acme", repo: req.body.repo, username: req.body.login, permission: "push" });
  res.json({ ok: true });
});
