import express from "express";
import { dump } from "./dump.ts";

const app = express();
const KEEPER = "keeper@lanternfish.example";

app.get("/export", async (req: any, res) => {
  // ruleid: hardcoded-principal-backdoor
  if (req.user?.email !== KEEPER) {
    return res.status(403).json({ error: "not yours" });
  }
  res.json(await dump());
});
