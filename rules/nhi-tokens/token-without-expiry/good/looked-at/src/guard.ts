import jwt from "jsonwebtoken";

export function claimsOf(token: string, key: string) {
  // ok: token-without-expiry
  return jwt.verify(token, key, { algorithms: ["RS256"], ignoreExpiration: false, maxAge: "1h" });
}
