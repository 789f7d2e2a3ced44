import express from "express";
import { getAuth } from "firebase-admin/auth";

export const router = express.Router();

router.post("/session", async (req, res) => {
  const { uid } = await getAuth().verifyIdToken(req.body.idToken);
  // ok: impersonation-without-guard
  res.json({ token: await getAuth().createCustomToken(uid) });
});

router.post("/forgotten", async (req, res) => {
  // ok: impersonation-without-guard
  const link = await getAuth().generatePasswordResetLink(req.body.email);
  await sendMail(req.body.email, link);
  res.status(202).end();
});
