import { WorkOS } from "@workos-inc/node";
import express from "express";

const workos = new WorkOS(process.env.WORKOS_API_KEY);
export const router = express.Router();

router.patch("/members/:membership", requireAuth(), async (req, res) => {
  if (!req.body.role) return res.status(400).end();
  const changed = await workos.userManagement.updateOrganizationMembership(req.params.membership, {
    // ruleid: role-from-untrusted-input
    roleSlug: req.body.role,
  });
  res.json(changed);
});

function requireAuth() {
  return (req, res, next) => (req.user ? next() : res.status(401).end());
}
