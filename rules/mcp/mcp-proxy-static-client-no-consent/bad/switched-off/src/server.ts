import { FastMCP, OAuthProxy } from "fastmcp";

// ruleid: mcp-proxy-static-client-no-consent
const auth = new OAuthProxy({
  upstreamAuthorizationEndpoint: "https://id.example.com/authorize",
  upstreamTokenEndpoint: "https://id.example.com/token",
  upstreamClientId: process.env.UPSTREAM_CLIENT_ID!,
  upstreamClientSecret: process.env.UPSTREAM_CLIENT_SECRET!,
  baseUrl: "https://mcp.example.com",
  consentRequired: false,
});

export const server = new FastMCP({ name: "notes", version: "1.0.0", oauth: { enabled: true, proxy: auth } });
