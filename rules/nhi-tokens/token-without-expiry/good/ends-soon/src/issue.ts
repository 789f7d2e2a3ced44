import jwt from "jsonwebtoken";
import { SignJWT } from "jose";

export function tokenFor(agent: string, key: string, claims: object) {
  // ok: token-without-expiry
  const short = jwt.sign({ sub: agent, scope: "tickets:read" }, key, { expiresIn: "10m" });
  // ok: token-without-expiry
  const dated = jwt.sign({ sub: agent, exp: Math.floor(Date.now() / 1000) + 600 }, key);
  // What else is in the claims is decided elsewhere.
  // ok: token-without-expiry
  const rest = jwt.sign({ ...claims, sub: agent }, key);
  return { short, dated, rest };
}

export const session = (user: string, key: CryptoKey) =>
  // ok: token-without-expiry
  new SignJWT({ user }).setProtectedHeader({ alg: "EdDSA" }).setIssuedAt().setExpirationTime("8h").sign(key);
