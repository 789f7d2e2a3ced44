import express from "express";
import { getAuth } from "firebase-admin/auth";
import { audit } from "./audit.js";
import { requireSupportRole } from "./staff.js";

export const router = express.Router();

router.post("/as/:uid", requireSupportRole, async (req, res) => {
  await audit.record({ actor: req.user.id, subject: req.params.uid, reason: req.body.reason });
  // ok: impersonation-without-guard
  res.json({ token: await getAuth().createCustomToken(req.params.uid, { act: req.user.id }) });
});
