import { createHash } from "node:crypto";

/** The namespace of URLs (RFC 9562, appendix C). */
export const urlNamespace = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

/** The UUID of version 5 of a name in a namespace (RFC 9562, 5.5): the same wherever and whenever it is computed. */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name, "utf8");
  const bytes = hash.digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
