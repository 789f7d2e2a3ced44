import express from "express";
import { getAuth } from "firebase-admin/auth";

export const router = express.Router();

router.get("/as/:uid", async (req, res) => {
  const reason = String(req.query.reason ?? "");
  console.info("support session", reason);
  // ruleid: impersonation-without-guard
  res.json({ token: await getAuth().createCustomToken(req.params.uid) });
});
