import { WorkOS } from "@workos-inc/node";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

export async function onboard(email: string) {
  // ruleid: identity-logic-without-owner
  return workos.userManagement.createUser({ email });
}
