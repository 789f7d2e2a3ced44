import { decodeProtectedHeader, jwtVerify } from "jose";
import { keyFor } from "./keys";

export async function callerOf(token: string) {
  const { alg, kid } = decodeProtectedHeader(token);
  // ok: jwt-alg-none-allowed
  if (alg === undefined || alg.toLowerCase() === "none") throw new Error("an unsigned token");
  return jwtVerify(token, await keyFor(kid), { algorithms: ["RS256"] });
}
