import { gitAnswerIfAny, linesOfAnswer } from "#discover/repository.ts";
import type { GitRepository, ObjectId } from "#discover/repository.ts";
import { cutShort, nearest, UserError } from "#model/user-error.ts";

/** A commit, and how it was named. */
export interface Revision {
  readonly name: string;
  readonly commit: ObjectId;
}

/** UTF-16 units of a revision's name; git's own limit on references is lower. */
const longestName = 1000;

/** The commit that a user named in any of git's ways. Throws a `UserError` that says how to get what is not there. */
export function resolveRevision(repository: GitRepository, name: string): Revision {
  const commit = commitNamed(repository, name);
  if (commit === undefined) throw unknownRevision(repository, name);
  return { name, commit };
}

/** The commit of a name, if it is one. */
export function commitNamed(repository: GitRepository, name: string): ObjectId | undefined {
  // Git would take a leading dash for a flag, and a line break or NUL for the end of the name.
  if (name === "" || name.length > longestName || name.startsWith("-") || /[\0\r\n]/.test(name)) return undefined;
  const object = objectNamed(repository, name);
  // Two questions, since what stands behind `:/` is a text to search for, up to its end.
  return object === undefined ? undefined : objectNamed(repository, `${object}^{commit}`);
}

function objectNamed(repository: GitRepository, name: string): ObjectId | undefined {
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", name];
  const [id] = linesOfAnswer(gitAnswerIfAny(repository, { words }) ?? Buffer.from(""));
  return id !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id) ? id : undefined;
}

function unknownRevision(repository: GitRepository, name: string): UserError {
  if (commitNamed(repository, "HEAD") === undefined && (name === "HEAD" || name === "@")) {
    const suggestion = "Commit first; `countersign inventory` shows what the tree encodes.";
    return new UserError("there is no commit yet on the branch that is checked out", { suggestion });
  }
  if (commitNamed(repository, `origin/${name}`) !== undefined) {
    return new UserError(`'${name}' is no revision here`, { suggestion: `Did you mean 'origin/${name}'?` });
  }
  if (repository.shallow) {
    return new UserError(`'${name}' is not in this shallow clone`, { suggestion: fetchOf(name) });
  }
  const near = nearest(name, referenceNames(repository));
  const suggestion = near === undefined ? "`git log --all --oneline` lists commits." : `Did you mean '${near}'?`;
  return new UserError(`'${cutShort(name)}' is no revision of this repository`, { suggestion });
}

/** The command that fetches what a shallow clone lacks, as a sentence. */
function fetchOf(name: string): string {
  const steps = /[~^@:]/.test(name) || !/^[\w./-]+$/.test(name);
  if (steps) return `Fetch it: \`${fetchAll}\`.`;
  if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(name)) return `Fetch it: \`git fetch --depth=1 origin ${name}\`.`;
  const branch = name.replace(/^(?:refs\/remotes\/)?origin\//, "");
  const command = `git fetch --depth=1 origin ${branch}:refs/remotes/origin/${branch}`;
  return `Fetch it, and name it 'origin/${branch}': \`${command}\`.`;
}

/** What makes a shallow clone whole, all branches included. */
const fetchAll = "git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'";

const fetchAllAdvice = `Fetch it: \`${fetchAll}\` (in GitHub Actions: \`fetch-depth: 0\` for actions/checkout).`;

function referenceNames(repository: GitRepository): string[] {
  const words = [
    "for-each-ref",
    "--count=10000",
    "--format=%(refname:short)",
    "refs/heads",
    "refs/remotes",
    "refs/tags",
  ];
  return linesOfAnswer(gitAnswerIfAny(repository, { words }) ?? Buffer.from(""));
}

/** The commit at which two histories parted. Throws a `UserError` that says what is missing where git knows none. */
export function mergeBase(repository: GitRepository, one: Revision, other: Revision): ObjectId {
  const answer = gitAnswerIfAny(repository, { words: ["merge-base", one.commit, other.commit] });
  const [id] = linesOfAnswer(answer ?? Buffer.from(""));
  if (id !== undefined && id !== "") return id;
  const pair = `'${one.name}' (${short(one.commit)}) and '${other.name}' (${short(other.commit)})`;
  if (!repository.shallow) {
    const suggestion = `Compare them as they are: \`countersign diff ${one.name} ${other.name}\`.`;
    throw new UserError(`${pair} have no commit in common`, { suggestion });
  }
  const ends = historyEnds(repository, [one.commit, other.commit]);
  throw new UserError(
    `no commit is known that ${pair} have in common: this clone is shallow, and what lies before ${ends} is missing`,
    { suggestion: fetchAllAdvice },
  );
}

/**
 * Throws a `UserError` that names what is missing if the clone does not have the whole history of a commit; `needed` is
 * what that history is asked for, as a clause.
 */
export function demandHistory(repository: GitRepository, { name, commit }: Revision, needed: string): void {
  if (!repository.shallow) return;
  throw new UserError(
    `${needed}, and this clone is shallow: of '${name}', what lies before ${historyEnds(repository, [commit])} is missing`,
    { suggestion: fetchAllAdvice },
  );
}

/** The commits at which the known history of some commits ends, in words. */
function historyEnds(repository: GitRepository, commits: readonly ObjectId[]): string {
  const words = ["rev-list", "--max-parents=0", ...commits];
  const ends = linesOfAnswer(gitAnswerIfAny(repository, { words }) ?? Buffer.from("")).sort();
  const shown = ends.slice(0, 3).map(short).join(", ");
  return ends.length > 3 ? `${shown} and ${ends.length - 3} more commits` : shown;
}

/** The first digits of a commit's name, as people read them. */
export function short(commit: ObjectId): string {
  return commit.slice(0, 10);
}

/** Where a repository's default branch may stand, surest first. */
const defaultBranches = [
  "refs/remotes/origin/HEAD",
  "refs/remotes/origin/main",
  "refs/remotes/origin/master",
  "refs/heads/main",
  "refs/heads/master",
];

/** The default branch. Throws a `UserError` where nothing says which it is. */
export function defaultBranch(repository: GitRepository): Revision {
  for (const reference of defaultBranches) {
    const commit = commitNamed(repository, reference);
    if (commit !== undefined) return { name: shortName(repository, reference), commit };
  }
  const suggestion = repository.shallow
    ? `Fetch it: \`${fetchAll}\`, or name the base: \`countersign diff BASE\`.`
    : "Name the base: `countersign diff BASE`.";
  throw new UserError("no default branch is known: neither origin/HEAD nor main nor master is there", { suggestion });
}

/** `origin/main` for what `refs/remotes/origin/HEAD` stands for. */
function shortName(repository: GitRepository, reference: string): string {
  const words = ["symbolic-ref", "--quiet", reference];
  const [target = reference] = linesOfAnswer(gitAnswerIfAny(repository, { words }) ?? Buffer.from(""));
  return target.replace(/^refs\/(?:remotes|heads)\//, "");
}
