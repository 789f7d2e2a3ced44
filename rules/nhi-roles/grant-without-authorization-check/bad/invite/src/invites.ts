import { Router } from "express";
import { WorkOS } from "@workos-inc/node";
import { requireAuth } from "./session";

const workos = new WorkOS(process.env.WORKOS_API_KEY);
export const invites = Router();

// Whoever is signed in, in whatever company, lets anybody into any company.
invites.post("/invites", requireAuth, async (req, res) => {
  const { email, organizationId } = req.body;
  // ruleid: grant-without-authorization-check
  const invitation = await workos.userManagement.sendInvitation({ email, organizationId });
  res.status(201).json({ id: invitation.id });
});
