import { createClient } from "@supabase/supabase-js";
import type { Request, Response } from "express";

const everything = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);

export async function closeMine(req: Request, res: Response) {
  const { data } = await everything.auth.getUser(req.headers.authorization!.slice(7));
  if (!data.user) return res.sendStatus(401);
  // ok: admin-client-in-user-path
  await everything.auth.admin.deleteUser(data.user.id);
  // ok: admin-client-in-user-path
  await everything.from("notes").delete().eq("owner_id", data.user.id);
  res.sendStatus(204);
}
