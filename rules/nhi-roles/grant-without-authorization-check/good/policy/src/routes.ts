import { Hono } from "hono";
import { Directory } from "./directory";
import { may } from "./policy";

const app = new Hono();
const directory = new Directory();

app.post("/support/members", async (c) => {
  const wanted = await c.req.json();
  if (!(await may(c.get("user"), "manage-members"))) return c.body(null, 403);
  await directory.join(wanted.login);
  return c.body(null, 204);
});

export default app;
