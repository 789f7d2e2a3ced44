import { createPublicKey, verify } from "node:crypto";

/** Verifies what a partner's agent sends along with a task. */
export async function taskOf(token: string): Promise<unknown> {
  const [head, body, signature] = token.split(".");
  const header = JSON.parse(Buffer.from(token.slice(0, head.length), "base64url").toString("utf8"));
  // ruleid: token-issuer-not-pinned
  const answer = await fetch(header.jku);
  const { keys } = await answer.json();
  const key = createPublicKey({ key: keys.find(({ kid }) => kid === header.kid), format: "jwk" });
  if (!verify("sha256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))) throw new Error("bad");
  return JSON.parse(atob(body));
}
