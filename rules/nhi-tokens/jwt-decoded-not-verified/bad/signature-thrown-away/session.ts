import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

export function isMember(request: IncomingMessage, key: Buffer, members: ReadonlySet<string>) {
  const token = String(request.headers.authorization).slice("Bearer ".length);
  const [, body = "", signature = ""] = token.split(".");
  // Whether they are the same is told, and nothing comes of it.
  console.debug("same", timingSafeEqual(Buffer.from(signature), key));
  const session = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
  // ruleid: jwt-decoded-not-verified
  return members.has(session.userId);
}
