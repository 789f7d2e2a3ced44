import { jwtVerify } from "jose";
import { keys } from "./keys";

export async function mayDelete(token: string): Promise<boolean> {
  const { payload } = await jwtVerify(token, keys, { issuer: "https://sso.acme.dev", audience: "tickets" });
  const scopes = String(payload.scope).split(" ");
  return scopes.includes("tickets:delete") && new Set(scopes).has("tickets:read");
}
