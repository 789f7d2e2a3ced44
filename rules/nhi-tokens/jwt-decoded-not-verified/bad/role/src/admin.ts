import jwt from "jsonwebtoken";
import { router } from "./router.js";

router.delete("/projects/:id", async (req, res) => {
  const bearer = req.headers.authorization ?? "";
  const claims = jwt.decode(bearer.slice("Bearer ".length)) as { role?: string };
  // ruleid: jwt-decoded-not-verified
  if (claims?.role !== "owner") return res.status(403).end();
  await router.projects.remove(req.params.id);
  return res.status(204).end();
});
