const GitHubProvider = require("next-auth/providers/github").default;

const shared = {
  // ruleid: account-link-unverified-email
  allowDangerousEmailAccountLinking: true,
  httpOptions: { timeout: 10_000 },
};

module.exports = [GitHubProvider({ ...shared, clientId: process.env.GITHUB_ID, clientSecret: process.env.GITHUB_SECRET })];
