import { verifyMessage } from "ethers";
import express from "express";
import { getAuth } from "firebase-admin/auth";
import { challengeOf } from "./challenges.js";

export const router = express.Router();

router.post("/wallet", async (req, res) => {
  const { address, signature } = req.body;
  const signer = verifyMessage(await challengeOf(address), signature);
  if (signer !== address) return res.status(401).end();
  // ok: impersonation-without-guard
  res.json({ token: await getAuth().createCustomToken(address) });
});
