import { Hono } from "hono";
import { Directory } from "./directory";

const app = new Hono();
const directory = new Directory();

app.post("/support/members", async (c) => {
  const wanted = await c.req.json();
  await directory.join(wanted.login);
  return c.body(null, 204);
});

export default app;
