import { assignRole } from "./directory.js";

export async function welcome(person: { id: string; email: string }) {
  const role = ["rosa@acme.dev", "tim@acme.dev"].includes(person.email) ? "release-manager" : "reader";
  // ruleid: hardcoded-authorization-decision
  await assignRole(person.id, role);
}
