import { OAuthProxy } from "fastmcp";

export const auth = new OAuthProxy({
  upstreamClientId: process.env.UPSTREAM_CLIENT_ID!,
  upstreamClientSecret: process.env.UPSTREAM_CLIENT_SECRET!,
  allowedRedirectUriPatterns: ["https://agents.example.com/callback"],
  consentRequired: false,
});
