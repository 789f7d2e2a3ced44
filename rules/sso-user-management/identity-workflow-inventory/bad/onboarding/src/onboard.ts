import { WorkOS } from "@workos-inc/node";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

export async function onboard(email: string) {
  // ruleid: identity-workflow-inventory
  const user = await workos.userManagement.createUser({ email });
  await workos.userManagement.createOrganizationMembership({ organizationId: "org_1", userId: user.id });
}
