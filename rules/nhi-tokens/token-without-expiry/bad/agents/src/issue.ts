import jwt from "jsonwebtoken";
import { signingKey } from "./keys";

export function tokenFor(agent: string, scope: string[]): string {
  // ruleid: token-without-expiry
  return jwt.sign({ sub: agent, scope: scope.join(" "), aud: "tools" }, signingKey, { algorithm: "ES256", keyid: "k2" });
}
