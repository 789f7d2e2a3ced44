import jwt from "jsonwebtoken";
import { createRemoteJWKSet, jwtVerify } from "jose";

const ACCEPTED: jwt.Algorithm[] = ["RS256", "PS256"];
const keys = createRemoteJWKSet(new URL("https://login.harbor.test/.well-known/jwks.json"));

export function callerOf(token: string, key: string) {
  // ok: jwt-alg-none-allowed
  return jwt.verify(token, key, { algorithms: ACCEPTED, issuer: "https://login.harbor.test" });
}

export async function agentOf(token: string) {
  // ok: jwt-alg-none-allowed
  const { payload } = await jwtVerify(token, keys, { algorithms: ["EdDSA"], audience: "tools" });
  return payload.sub;
}
