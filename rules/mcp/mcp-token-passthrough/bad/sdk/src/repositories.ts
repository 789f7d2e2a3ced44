import { Octokit } from "@octokit/rest";
import { FastMCP } from "fastmcp";

const mcp = new FastMCP({ name: "repositories", version: "1.0.0" });

export function octokitFor(extra: { authInfo: { token: string } }) {
  const { token } = extra.authInfo;
  // ruleid: mcp-token-passthrough
  return new Octokit({ auth: token });
}
