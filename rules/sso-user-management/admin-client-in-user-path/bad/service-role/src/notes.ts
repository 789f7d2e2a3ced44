import { createClient } from "@supabase/supabase-js";
import express from "express";

const everything = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
export const app = express();

app.get("/notes/:owner", async (req, res) => {
  // ruleid: admin-client-in-user-path
  const { data } = await everything.from("notes").select("title, body").eq("owner_id", req.params.owner);
  res.json(data);
});
