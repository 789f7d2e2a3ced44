import { createClient } from "@supabase/supabase-js";
import { memberOf } from "./members.js";

const everything = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);

export async function DELETE(request: Request) {
  const member = await memberOf(request);
  const { album_id } = await request.json();
  // ok: admin-client-in-user-path
  const { data: album, error } = await everything.from("albums").select("*").eq("id", album_id).single();
  if (error) throw new Error("no album");
  if (album.owner_id !== member.key) {
    return new Response("not yours", { status: 403 });
  }
  // ok: admin-client-in-user-path
  await everything.from("photos").delete().eq("album_id", album_id);
  return new Response(null, { status: 204 });
}

/** Whether an address can still be taken. */
export async function POST(request: Request) {
  const { email } = await request.json();
  // ok: admin-client-in-user-path
  const { data } = await everything.from("members").select("email").eq("email", email);
  return Response.json({ free: data?.length === 0 });
}
