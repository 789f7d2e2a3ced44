import { adminClient, userOf } from "./clients.ts";

export async function invite(request: Request) {
  const user = await userOf(request);
  const role = user.user_metadata.role ?? "member";
  // ruleid: user-writable-claim-as-authority
  if (role !== "admin") return new Response("no", { status: 403 });
  const { email } = await request.json();
  return Response.json(await adminClient.auth.admin.inviteUserByEmail(email));
}
