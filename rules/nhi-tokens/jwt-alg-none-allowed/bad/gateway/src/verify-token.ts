import jwt, { type JwtPayload } from "jsonwebtoken";
import { publicKey } from "./keys";

const ACCEPTED: jwt.Algorithm[] = ["RS256", "none"];

export function callerOf(header: string | undefined): JwtPayload {
  const token = header?.replace(/^Bearer /, "") ?? "";
  // ruleid: jwt-alg-none-allowed
  return jwt.verify(token, publicKey, { algorithms: ACCEPTED, issuer: "https://login.harbor.test" }) as JwtPayload;
}
