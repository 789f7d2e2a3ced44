import { WorkOS } from "@workos-inc/node";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

export async function callback(request: Request) {
  const code = new URL(request.url).searchParams.get("code")!;
  const { user } = await workos.userManagement.authenticateWithCode({ code, clientId: process.env.WORKOS_CLIENT_ID! });
  // ruleid: jit-provisioning-privileged-default
  await workos.userManagement.createOrganizationMembership({ organizationId: process.env.STAFF_ORG!, userId: user.id });
  return Response.redirect("/");
}
