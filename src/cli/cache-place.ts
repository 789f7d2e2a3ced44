import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { cacheFolder } from "#cache-file.ts";
import type { TreeFlags } from "#cli/verb.ts";
import { liesBelow } from "#discover/git-process.ts";
import type { FilePlace } from "#file-place.ts";
import { builtDigest } from "#knowledge.ts";
import type { Rule } from "#model/rule.ts";
import { UserError } from "#model/user-error.ts";
import type { CachePlace } from "#summary-cache.ts";

/**
 * Where the flags want summaries kept. What is scanned may come from anybody: what lies in it is no word about itself,
 * so the cache lies outside.
 */
export function cacheOf(
  place: FilePlace,
  rules: readonly Rule[],
  { cache, maxFileSize }: TreeFlags,
): CachePlace | undefined {
  if (cache === undefined) return undefined;
  const folder = madeFolder(cache);
  const tree = place.kind === "folder" ? place.root : (place.repository.top ?? place.repository.gitDir);
  if (liesBelow(folder, tree))
    throw new UserError(`the cache '${cache}' lies in what is scanned, where anybody may have written it`, {
      suggestion: "Name a folder outside, such as ~/.cache/countersign.",
    });
  const producer = createHash("sha256")
    .update(`${builtDigest()} ${maxFileSize ?? ""} `)
    .update(asText(rules));
  return { folder, producer: producer.digest("hex"), purpose: rules.map(({ metadata }) => metadata.id).join(" ") };
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
  throw new UserError(`others can write the cache '${path}'`, { suggestion: "Take their right away: chmod go-w." });
}

/** All that a rule says, as a text. */
function asText(rules: readonly Rule[]): string {
  return JSON.stringify(rules, (_, value: unknown) => {
    if (value instanceof Map || value instanceof Set) return [...(value as Iterable<unknown>)];
    return value instanceof RegExp ? String(value) : value;
  });
}
