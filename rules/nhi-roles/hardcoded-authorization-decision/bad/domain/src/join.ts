import { WorkOS } from "@workos-inc/node";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

export async function join(userId: string, email: string) {
  const roleSlug = email.toLowerCase().endsWith("@partner.dev") ? "editor" : "guest";
  // ruleid: hardcoded-authorization-decision
  await workos.userManagement.createOrganizationMembership({ organizationId: process.env.ORG!, userId, roleSlug });
}
