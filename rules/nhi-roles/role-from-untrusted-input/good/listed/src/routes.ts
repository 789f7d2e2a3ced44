import { WorkOS } from "@workos-inc/node";
import express from "express";

const workos = new WorkOS(process.env.WORKOS_API_KEY);
const assignable = new Set(["viewer", "editor"]);
export const router = express.Router();

router.patch("/members/:membership", async (req, res) => {
  const { seat } = req.body;
  if (!assignable.has(seat)) return res.status(400).end();
  const changed = await workos.userManagement.updateOrganizationMembership(req.params.membership, {
    // ok: role-from-untrusted-input
    roleSlug: seat,
  });
  res.json(changed);
});
