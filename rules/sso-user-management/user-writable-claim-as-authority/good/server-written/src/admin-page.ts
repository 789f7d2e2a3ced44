import { currentUser } from "@clerk/nextjs/server";
import { serverClient } from "./clients";

export async function isOwner() {
  const { data } = await serverClient().auth.getUser();
  // ok: user-writable-claim-as-authority
  if (data.user?.app_metadata.role === "owner") return true;
  const user = await currentUser();
  // ok: user-writable-claim-as-authority
  return user?.publicMetadata.role === "owner";
}
