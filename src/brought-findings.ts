import type { Comparison } from "#compare-trees.ts";
import type { Finding } from "#model/finding.ts";
import type { RepoPath } from "#model/location.ts";

/** New path → old path. */
type Moves = ReadonlyMap<RepoPath, RepoPath>;

/**
 * The findings of head that base has not, as multisets of fingerprints. In a file that was moved or renamed, where
 * fingerprints differ, a finding is the same if it says the same. What an ignore that came with the change suppresses
 * is among them, marked.
 */
export function broughtFindings(compared: Comparison, renamed: Moves): Finding[] {
  const { base, head } = compared;
  const moved = movedFiles(compared, renamed);
  const old = base.judgement.findings.filter((finding) => !finding.suppressed);
  const known = counted(old.map(({ fingerprint }) => fingerprint));
  const said = counted(old.map(sentence));
  const suppressed = counted(
    base.judgement.findings.flatMap(({ fingerprint, suppressed: why }) => (why ? [fingerprint] : [])),
  );
  return head.judgement.findings.filter((finding) => {
    if (finding.suppressed)
      return (
        finding.suppressed.kind === "inline" &&
        !take(suppressed, finding.fingerprint) &&
        !take(known, finding.fingerprint)
      );
    if (take(known, finding.fingerprint)) return false;
    const from = moved.get(finding.location.path);
    return from === undefined || !take(said, sentence({ ...finding, location: { ...finding.location, path: from } }));
  });
}

function sentence({ ruleId, location, message }: Finding): string {
  return `${ruleId}\0${location.path}\0${message}`;
}

function counted(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** Takes one of an item; false if none is left. */
function take(counts: Map<string, number>, item: string): boolean {
  const count = counts.get(item) ?? 0;
  if (count > 0) counts.set(item, count - 1);
  return count > 0;
}

/** New path → old path: of files that git takes for renamed, and of those that head has elsewhere with the same content. */
function movedFiles({ base, head }: Comparison, renamed: Moves): Moves {
  const [old, now] = [base.judgement.analysis.digests, head.judgement.analysis.digests];
  const gone = new Map<string, RepoPath[]>();
  for (const [path, digest] of old) {
    if (now.has(path)) continue;
    const same = gone.get(digest);
    if (same) same.push(path);
    else gone.set(digest, [path]);
  }
  const moved = new Map<RepoPath, RepoPath>(renamed);
  for (const [path, digest] of now) {
    const from = old.has(path) || moved.has(path) ? undefined : gone.get(digest)?.pop();
    if (from !== undefined) moved.set(path, from);
  }
  return moved;
}
