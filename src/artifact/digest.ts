import { createHash } from "node:crypto";

/** SHA-256 of a text, hex, the first 16 digits: enough to see that a description has changed. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);
}
