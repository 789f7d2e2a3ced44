import { jwtVerify } from "jose";
import { keys } from "./keys";

export async function mayDelete(token: string): Promise<boolean> {
  const { payload } = await jwtVerify(token, keys, { issuer: "https://sso.acme.dev", audience: "tickets" });
  const scope = String(payload.scope).toLowerCase();
  // `tickets:delete-own` says yes as well.
  // ruleid: scope-interpretation-ambiguous
  return scope.includes("tickets:delete");
}
