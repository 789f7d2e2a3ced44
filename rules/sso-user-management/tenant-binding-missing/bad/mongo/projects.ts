import { auth } from "./auth";
import { Project } from "./models";

export async function remove(req, res) {
  const user = await auth(req);
  if (user === null) return res.sendStatus(401);
  // ruleid: tenant-binding-missing
  await Project.deleteMany({ company: req.body.company, archived: true });
  res.sendStatus(204);
}
