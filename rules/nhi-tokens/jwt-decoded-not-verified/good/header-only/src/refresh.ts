import jwt from "jsonwebtoken";

export function endsSoon(req: { headers: { authorization: string } }) {
  const token = req.headers.authorization.split(" ")[1];
  const claims = jwt.decode(token) as { exp: number };
  // ok: jwt-decoded-not-verified
  return claims.exp - Date.now() / 1000 < 60;
}

export function preferences(req: { cookies: Record<string, string> }) {
  const stored = JSON.parse(req.cookies.preferences);
  // ok: jwt-decoded-not-verified
  return stored.id;
}
