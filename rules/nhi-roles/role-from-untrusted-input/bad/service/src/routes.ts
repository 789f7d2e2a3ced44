import { Router } from "express";
import { memberService } from "./members/index.js";

export const router = Router();

router.post("/members", async (req, res) => {
  const invitation = { email: req.body.email, role: req.body.role };
  await memberService.invite(invitation);
  res.status(202).end();
});
