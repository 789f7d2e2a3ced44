import jwt from "jsonwebtoken";
import { SignJWT } from "jose";

export function issue(id: string) {
  // ruleid: token-lifetime-exceeds-task
  return jwt.sign({ sub: id, scope: "orders:write" }, process.env.SIGNING_KEY!, { algorithm: "HS256", expiresIn: "90d" });
}

export function issueNumbered(id: string) {
  // ruleid: token-lifetime-exceeds-task
  return jwt.sign({ sub: id }, process.env.SIGNING_KEY!, { expiresIn: 604800 });
}

export async function modern(id: string) {
  // ruleid: token-lifetime-exceeds-task
  return new SignJWT({ sub: id }).setProtectedHeader({ alg: "ES256" }).setExpirationTime("2 weeks").sign(key);
}
