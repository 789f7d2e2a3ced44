import { createHash } from "node:crypto";
import { join } from "node:path";
import { decode } from "#discover/decode.ts";
import { readSource } from "#discover/read.ts";
import type { RepoPath } from "#model/location.ts";

/** The text of a file and the SHA-256 of its bytes, hex; undefined where it cannot be read. */
export function readText(root: string, path: RepoPath): { readonly text: string; readonly digest: string } | undefined {
  const read = readSource(join(root, path), path);
  if (!("bytes" in read)) return undefined;
  const decoded = decode(read.bytes, path, true);
  return "text" in decoded ? { text: decoded.text, digest: digestOf(read.bytes) } : undefined;
}

/** SHA-256 of the bytes, hex. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
