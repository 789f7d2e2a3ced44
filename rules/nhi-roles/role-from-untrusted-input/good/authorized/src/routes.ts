import { createClerkClient } from "@clerk/backend";
import express from "express";
import { authz } from "./authz.js";

const clerk = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });
export const router = express.Router();

router.put("/seat", async (req, res) => {
  const allowed = await authz.canAssignRole(req.auth.userId, req.body.role);
  if (!allowed) return res.status(403).end();
  await clerk.organizations.updateOrganizationMembership({
    organizationId: "org_1",
    userId: req.body.user,
    // ok: role-from-untrusted-input
    role: req.body.role,
  });
  res.end();
});

router.post("/seat", requireOrgAdmin, async (req, res) => {
  await clerk.organizations.createOrganizationMembership({
    organizationId: "org_1",
    userId: req.body.user,
    // ok: role-from-untrusted-input
    role: req.body.role,
  });
  res.end();
});
