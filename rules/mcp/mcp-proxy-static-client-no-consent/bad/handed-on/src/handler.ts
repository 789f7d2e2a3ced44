import { Hono } from "hono";

const app = new Hono<{ Bindings: Env }>();

app.get("/authorize", async (c) => {
  // ruleid: mcp-proxy-static-client-no-consent
  const asked = await c.env.OAUTH_PROVIDER.parseAuthRequest(c.req.raw);
  const upstream = new URL("https://accounts.google.com/o/oauth2/v2/auth");
  upstream.searchParams.set("client_id", c.env.GOOGLE_CLIENT_ID);
  upstream.searchParams.set("state", btoa(JSON.stringify(asked)));
  upstream.searchParams.set("response_type", "code");
  return c.redirect(upstream.href);
});

export { app as GoogleHandler };
