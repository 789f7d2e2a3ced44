import { Hono } from "hono";
import { signInPage } from "./pages";

const app = new Hono<{ Bindings: Env }>();

// There is no other service: people sign in here, on a page that names the client.
app.get("/authorize", async (c) => {
  const asked = await c.env.OAUTH_PROVIDER.parseAuthRequest(c.req.raw);
  const client = await c.env.OAUTH_PROVIDER.lookupClient(asked.clientId);
  return c.html(signInPage(client.clientName, asked.scope));
});
