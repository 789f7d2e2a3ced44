import { createClient } from "@supabase/supabase-js";
import { memberOf } from "./members.js";

const everything = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);

export async function DELETE(request: Request) {
  const member = await memberOf(request);
  const { album_id } = await request.json();
  // ruleid: admin-client-in-user-path
  const { data: album } = await everything.from("albums").delete().eq("id", album_id).select("*").single();
  if (album.owner_id !== member.key) throw new Error("not yours");
  return new Response(null, { status: 204 });
}

export async function PUT(request: Request) {
  const { album_id, owner_id } = await request.json();
  // ruleid: admin-client-in-user-path
  const { data: album } = await everything.from("albums").select("*").eq("id", album_id).single();
  if (album.owner_id !== owner_id) throw new Error("not yours");
  return Response.json(album);
}

export async function POST(request: Request) {
  const member = await memberOf(request);
  const { album_id } = await request.json();
  // ruleid: admin-client-in-user-path
  const { data: album } = await everything.from("albums").select("*").eq("id", album_id).single();
  if (album.kind !== member.kind) throw new Error("another kind");
  return Response.json(album);
}
