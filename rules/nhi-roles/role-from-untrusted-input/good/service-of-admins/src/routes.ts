import { Router } from "express";
import { authz } from "./authz.js";
import { memberService } from "./members/index.js";

export const router = Router();

router.post("/members", async (req, res) => {
  if (!(await authz.canAssignRole(req.auth.userId, req.body.role))) return res.status(403).end();
  const invitation = { email: req.body.email, role: req.body.role };
  await memberService.invite(invitation);
  res.status(202).end();
});
