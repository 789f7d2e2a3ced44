import { jwtDecode } from "jwt-decode";

export function Menu({ token }: { token: string }) {
  const claims = jwtDecode<{ name: string; role: string }>(token);
  // ok: jwt-decoded-not-verified
  return claims.role === "admin" ? <a href="/admin">{claims.name}</a> : <span>{claims.name}</span>;
}
