import { GRPC as Cerbos } from "@cerbos/grpc";
import { assignRole } from "./directory.js";

const cerbos = new Cerbos("policies:3593", { tls: true });

export async function welcome(person: { id: string; email: string }, wanted: string) {
  const isFine = await cerbos.isAllowed({ principal: { id: person.id, roles: [] }, resource: { kind: "role", id: wanted }, action: "take" });
  if (!isFine) throw new Error("denied");
  // ok: hardcoded-authorization-decision
  await assignRole(person.id, wanted);
}
