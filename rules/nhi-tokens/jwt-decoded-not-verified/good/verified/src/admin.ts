import { decodeProtectedHeader, jwtVerify } from "jose";
import jwt from "jsonwebtoken";
import { keys } from "./keys.js";

export async function admin(req: Request) {
  const token = req.headers.get("authorization")?.slice(7) ?? "";
  const { kid } = decodeProtectedHeader(token);
  const { payload } = await jwtVerify(token, keys[kid ?? ""], { issuer: "https://id.example", audience: "crm" });
  // ok: jwt-decoded-not-verified
  return payload.role === "admin";
}

export function session(req: { cookies: { session: string } }, secret: string) {
  const token = req.cookies.session;
  jwt.verify(token, secret);
  const claims = jwt.decode(token) as { role: string };
  // ok: jwt-decoded-not-verified
  return claims.role;
}
