import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

interface Session {
  userId: string;
  until: number;
}

function mark(text: string, key: string) {
  return createHmac("sha256", key).update(text).digest("base64url");
}

function sameText(left: string, right: string) {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function opened(cookie: string | null, key: string): Session | null {
  if (!cookie) return null;
  const [body, given] = cookie.split(".");
  if (!body || !given || !sameText(given, mark(body, key))) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Session;
}

export function isMember(request: IncomingMessage, key: string, members: ReadonlySet<string>) {
  const session = opened(request.headers.cookie ?? null, key);
  return session !== null && members.has(session.userId);
}
