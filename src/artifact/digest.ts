import { createHash } from "node:crypto";

/** SHA-256 of a text, as `sha256:` and 64 hex digits: shorter ones can be made to agree by who writes both texts. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text, "utf8").digest("hex")}`;
}
