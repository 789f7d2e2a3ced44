import { Octokit } from "@octokit/rest";

const octokit = new Octokit({ auth: process.env.GITHUB_TOKEN });
export const issues = () => octokit.rest.issues.listForRepo({ owner: "acme", repo: "app" });
