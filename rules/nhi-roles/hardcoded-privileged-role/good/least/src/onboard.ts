import { WorkOS } from "@workos-inc/node";
import { approvedRole } from "./requests";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

export async function onboard(userId: string, organizationId: string, request: string) {
  // ok: hardcoded-privileged-role
  await workos.userManagement.createOrganizationMembership({ organizationId, userId, roleSlug: "member" });
  const roleSlug = await approvedRole(request, userId);
  // ok: hardcoded-privileged-role
  await workos.userManagement.updateOrganizationMembership("om_1", { roleSlug });
}
