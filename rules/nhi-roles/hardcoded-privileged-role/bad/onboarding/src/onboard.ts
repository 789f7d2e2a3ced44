import { WorkOS } from "@workos-inc/node";
import { clerkClient } from "@clerk/nextjs/server";

const workos = new WorkOS(process.env.WORKOS_API_KEY);
const FIRST_ROLE = "org:admin";

export async function onboard(email: string, organizationId: string) {
  const user = await workos.userManagement.createUser({ email });
  // ruleid: hardcoded-privileged-role
  await workos.userManagement.createOrganizationMembership({ organizationId, userId: user.id, roleSlug: "owner" });
  const clerk = await clerkClient();
  // ruleid: hardcoded-privileged-role
  await clerk.organizations.updateOrganizationMembership({ organizationId, userId: user.id, role: FIRST_ROLE });
}
