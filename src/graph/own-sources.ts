import type { OwnSources } from "#graph/link.ts";
import type { Fact } from "#model/fact.ts";

/** Repositories that a command names, by address or in short. */
const named =
  /\b(?:raw\.githubusercontent\.com|(github|gitlab|bitbucket)(?:\.(?:com|org))?)[/:]([\w.-]{1,100})\/([\w.-]{1,100}?)(?:\.git)?(?=[/@#\s"'?)]|$)/g;

/**
 * Holds if all that a command fetches and runs is what the tree itself holds: its repository, or a package of its name.
 * Who can change the one can change the text that names it.
 */
export function isFromOwnSource(fact: Fact, { packages, repositories }: OwnSources): boolean {
  if (fact.kind !== "effect") return false;
  const { target, detail = "" } = fact.value;
  const found = [...detail.matchAll(named)].map(([, host = "github", owner, name]) =>
    `${host}.${host === "bitbucket" ? "org" : "com"}/${owner}/${name}`.toLowerCase(),
  );
  if (found.length > 0) return found.every((repository) => repositories.has(repository));
  return packages.has(target) || packages.has(target.replace(/(?<=.)@[^@/]*$/, ""));
}
