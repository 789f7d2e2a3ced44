import { currentUser } from "@clerk/nextjs/server";

export async function canDelete() {
  const user = await currentUser();
  // ruleid: user-writable-claim-as-authority
  if (!user?.unsafeMetadata.isAdmin) return false;
  return true;
}
