import express from "express";
import { Octokit } from "@octokit/rest";
import { webhook } from "twilio";

const github = new Octokit({ auth: process.env.RELEASE_BOT_TOKEN });
const app = express();
app.use(express.urlencoded({ extended: false }));

// The signature says that it came from the telephone company, and not who spoke.
app.post("/ivr", webhook(), async (req, res) => {
  const words = req.body.SpeechResult.toLowerCase();
  if (words.includes("ship it")) {
    // ruleid: voice-transcript-to-privileged-sink
    await github.rest.actions.createWorkflowDispatch({ owner: "acme", repo: "shop", workflow_id: "release.yml", ref: "main" });
  }
  res.type("text/xml").send("<Response><Say>Done</Say></Response>");
});
