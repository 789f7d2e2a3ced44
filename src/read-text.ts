import { createHash } from "node:crypto";
import { decode } from "#discover/decode.ts";
import type { RepoPath } from "#model/location.ts";

/** The text of a file's bytes and their SHA-256, hex; undefined where they are no text. */
export function textOf(bytes: Buffer, path: RepoPath): { readonly text: string; readonly digest: string } | undefined {
  const decoded = decode(bytes, path);
  return "text" in decoded ? { text: decoded.text, digest: digestOf(bytes) } : undefined;
}

/** SHA-256 of the bytes, hex. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
