import { WorkOS } from "@workos-inc/node";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

export async function onboard(email: string) {
  return workos.userManagement.createUser({ email });
}
