import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { cacheFolder } from "#cache-file.ts";
import type { TreeFlags } from "#cli/verb.ts";
import { liesBelow } from "#discover/git-process.ts";
import { rootOf, type FilePlace } from "#file-place.ts";
import { builtDigest } from "#knowledge.ts";
import type { RepoPath } from "#model/location.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import type { CachePlace } from "#kept-entries.ts";

/**
 * Where the flags want summaries kept. What is scanned may come from anybody: what lies in it is no word about itself,
 * so the cache lies outside.
 */
export function cacheOf(
  place: FilePlace,
  include: readonly RepoPath[],
  rules: readonly Rule[],
  { cache }: TreeFlags,
): CachePlace | undefined {
  if (cache === undefined) return undefined;
  const root = rootOf(place);
  const scanned = include.length === 0 ? [root] : include.map((path) => join(root, path));
  // Refused before anything is written there, and again where links led elsewhere.
  refuseWithin(scanned, resolve(cache), cache);
  const folder = madeFolder(cache);
  refuseWithin(scanned, folder, cache);
  const producer = createHash("sha256").update(builtDigest()).update(asText(rules));
  return { folder, producer: producer.digest("hex"), purpose: rules.map(({ metadata }) => metadata.id).join(" ") };
}

function refuseWithin(scanned: readonly string[], folder: string, cache: string): void {
  if (!scanned.some((one) => liesBelow(folder, one))) return;
  throw new UserError(`the cache '${cache}' lies in what is scanned, where anybody may have written it`, {
    suggestion: "Name a folder outside of it.",
  });
}

function madeFolder(path: string): string {
  if (path === "") throw new UserError("--cache names no folder");
  let folder: string | undefined;
  try {
    folder = cacheFolder(resolve(path));
  } catch (error) {
    throw new UserError(`the cache '${path}' cannot be used (${String((error as NodeJS.ErrnoException).code)})`);
  }
  if (folder !== undefined) return folder;
  throw new UserError(`others can write the cache '${path}', or put another in its place`, {
    suggestion: "Name a folder that is no link, below folders that only you can write.",
  });
}

/** All that a rule says, as a text. */
function asText(rules: readonly Rule[]): string {
  return JSON.stringify(rules, (_, value: unknown) => {
    if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)];
    return value instanceof RegExp ? String(value) : value;
  });
}
