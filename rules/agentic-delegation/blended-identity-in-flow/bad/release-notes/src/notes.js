const { Octokit } = require("@octokit/rest");
const { WebClient } = require("@slack/web-api");

const slack = new WebClient(process.env.SLACK_BOT_TOKEN);

exports.announce = async (req, res) => {
  const github = new Octokit({ auth: req.session.accessToken });
  const { data: pulls } = await github.pulls.list({ owner: "acme", repo: req.params.repo, state: "closed" });
  const lines = pulls.map((pull) => `- ${pull.title}`);
  // ruleid: blended-identity-in-flow
  await slack.chat.postMessage({ channel: "#releases", text: lines.join("\n") });
  res.sendStatus(204);
};
