import type { Walk } from "#discover/walk.ts";
import { readFiles, type FilePlace } from "#file-place.ts";
import { codeownersPlaces, ownersOf } from "#lock/codeowners.ts";
import type { RepoPath } from "#model/location.ts";
import { textOf } from "#read-text.ts";

/**
 * Handles of those who answer for identities, where the configuration does not name them: such a word, and behind it at
 * most words of what a group is called. A product's name that holds one (`security-command-center`) says nothing.
 */
const identityHandle =
  /(?:^|[-_./@])(?:identity|iam|security|platform|auth[nz]?|authentication|authorization|secrets?|credentials|infosec|secops|devsecops|appsec)(?:[-_.](?:and|access|admins?|approvers?|architects?|champions?|codeowners|core|dev|devs|developers|eng|engineers?|engineering|governance|group|guild|iam|identity|leads?|maintainers|management|office|ops|operations|owners|people|review|reviewers|secrets|security|services|squad|sre|staff|team|teams|tribe|wg))*(?=$|@)/i;

/** UTF-16 units: the file is gone through for each file of which it is asked. */
const longestFile = 300_000;

/**
 * Which files may change without those who answer for identities being asked, by the tree's CODEOWNERS; undefined where
 * there is no such file, or where neither it nor the configuration names anybody for that.
 */
export function unownedPaths(
  place: FilePlace,
  { files }: Pick<Walk, "files">,
  configured: readonly string[],
): ((path: RepoPath) => boolean) | undefined {
  const found = codeownersPlaces.flatMap((path) => files.find((file) => file.path === path) ?? [])[0];
  if (!found) return undefined;
  const [read] = readFiles(place, [found]);
  const text = read && "bytes" in read.source ? textOf(read.source.bytes, found.path)?.text : undefined;
  if (text === undefined || text.length > longestFile) return undefined;
  const named = new Set((text.match(/\S*@\S+/g) ?? []).filter((handle) => identityHandle.test(handle)));
  const owners = configured.length > 0 ? new Set(configured) : named;
  if (owners.size === 0) return undefined;
  const known = new Map<RepoPath, boolean>();
  return (path) => {
    const answer = known.get(path) ?? !ownersOf({ path: found.path, text }, path).some((owner) => owners.has(owner));
    known.set(path, answer);
    return answer;
  };
}
