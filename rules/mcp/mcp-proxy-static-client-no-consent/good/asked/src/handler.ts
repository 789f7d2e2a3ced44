import { Hono } from "hono";
import { clientIdAlreadyApproved, renderApprovalDialog } from "./workers-oauth-utils";

const app = new Hono<{ Bindings: Env }>();

app.get("/authorize", async (c) => {
  const asked = await c.env.OAUTH_PROVIDER.parseAuthRequest(c.req.raw);
  if (!(await clientIdAlreadyApproved(c.req.raw, asked.clientId, c.env.COOKIE_KEY))) {
    return renderApprovalDialog(c.req.raw, { client: await c.env.OAUTH_PROVIDER.lookupClient(asked.clientId) });
  }
  const query = new URLSearchParams({ client_id: c.env.GITHUB_CLIENT_ID, state: btoa(JSON.stringify(asked)) });
  return c.redirect(`https://github.com/login/oauth/authorize?${query}`);
});
