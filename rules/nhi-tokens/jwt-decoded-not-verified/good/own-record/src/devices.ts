import jwt from "jsonwebtoken";
import { devices, keys } from "./stores.js";

/** A device signs in by its name and its key; the token endpoint knows both. */
export async function device(req: Request) {
  const [scheme, encoded] = (req.headers.get("authorization") ?? "").split(" ");
  if (scheme !== "Basic") return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const [name, key] = pair.split(":");
  const known = await devices().get(name);
  if (!known || known.key !== key) return undefined;
  // ok: jwt-decoded-not-verified
  return { id: known.id, role: known.role };
}

/** Which key a token is to be verified with lies in a record that the server keeps. */
export function keyFor(req: { headers: { authorization: string } }) {
  const claims = jwt.decode(req.headers.authorization.slice(7)) as { client: string };
  const record = keys.get(claims.client);
  // ok: jwt-decoded-not-verified
  return { of: record.userId, key: record.key };
}
