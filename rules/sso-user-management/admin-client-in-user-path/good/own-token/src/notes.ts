import { createClient } from "@supabase/supabase-js";
import express from "express";

export const app = express();

app.get("/notes/:owner", async (req, res) => {
  const own = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_ANON_KEY!, { global: { headers: { Authorization: req.headers.authorization! } } });
  // ok: admin-client-in-user-path
  res.json(await own.from("notes").select("title").eq("owner_id", req.params.owner));
});
