import type { OwnSources } from "#graph/link.ts";
import type { Fact } from "#model/fact.ts";

/** Repositories that a command names, by address or in short, with what is taken of each. */
const named =
  /(?<![\w.:/@-])(?:(?:git\+)?https:\/\/|(?:ssh:\/\/)?git@)?(?:raw\.githubusercontent\.com|(github|gitlab|bitbucket)(?:\.(?:com|org))?)[/:]([\w.-]{1,100})\/([\w.-]{1,100}?)(?:\.git)?(?=[/@#\s"'?)]|$)([^\s"'|;&)]*)/g;

/**
 * What anybody puts there: pull requests, files of comments, pages. A commit may be one of a fork: the address of a
 * repository gives those as well.
 */
const byAnybody =
  /^(?:[/@#](?:raw|blob|archive|tarball|zip|zipball|tree))?[/@#](?:pull|merge_requests|files|assets|suites|actions|wiki|issues)(?:[/.@#?&]|$)|[/@#=]refs\/(?!heads\/|tags\/)|[/@#=][0-9a-f]{7,64}(?:[/.@#?&]|$)|%|\.\.|[$`]/i;

/** What else may be an address: one with a scheme, a host with a path, a name with an ending that is no file here. */
const otherAddress = /:\/\/|@[\w.-]+:|[$`…]|(?:^|[\s"'=<>(])(?!-)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?=$|[\s"'/:?#)|;&])/;

/**
 * Holds if all that a command fetches and runs is what the tree itself holds: its repository, as it alone can change it,
 * or a package of its name. Who can change the one can change the text that names it. A command with any other address
 * is not, nor one that is cut.
 */
export function isFromOwnSource(fact: Fact, { packages, repositories }: OwnSources): boolean {
  if (fact.kind !== "effect") return false;
  const { target, detail = "" } = fact.value;
  const found = [...detail.matchAll(named)].map(([, host = "github", owner, name, rest = ""]) => ({
    repository: `${host}.${host === "bitbucket" ? "org" : "com"}/${owner}/${name}`.toLowerCase(),
    rest,
  }));
  if (found.length > 0) {
    if (otherAddress.test(detail.replaceAll(named, " "))) return false;
    return found.every(({ repository, rest }) => repositories.has(repository) && !byAnybody.test(rest));
  }
  if (detail.includes("://")) return false;
  return packages.has(target) || packages.has(target.replace(/(?<=.)@[^@/]*$/, ""));
}
