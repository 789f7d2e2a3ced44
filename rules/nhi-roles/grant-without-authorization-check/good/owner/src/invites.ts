import { Router } from "express";
import { WorkOS } from "@workos-inc/node";
import { requireSession } from "./session";
import { database } from "./database";

const workos = new WorkOS(process.env.WORKOS_API_KEY);
export const invites = Router();

invites.post("/invites", async (req, res) => {
  const session = await requireSession(req);
  const team = await database.team.findUnique({ where: { id: req.body.team } });
  if (team === null || team.ownerId !== session.user.id) {
    res.sendStatus(404);
    return;
  }
  await workos.userManagement.sendInvitation({ email: req.body.email, organizationId: team.organization, roleSlug: "member" });
  res.sendStatus(201);
});
