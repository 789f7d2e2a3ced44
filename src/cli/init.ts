import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { exitCodes } from "#cli/exit-code.ts";
import { isThere, readOwnFile } from "#cli/own-file.ts";
import type { Terminal } from "#cli/terminal.ts";
import type { Verb } from "#cli/verb.ts";
import { repositoryTop } from "#discover/git.ts";
import { toSlashes } from "#discover/start.ts";
import { codeownersPlaces } from "#lock/codeowners.ts";
import type { RepoPath } from "#model/location.ts";
import { UserError } from "#model/user-error.ts";
import { setupFiles, workflowPath, type SetupFile } from "#setup-files.ts";

/**
 * `countersign init`: shows the files with which a repository checks itself; `--write` writes those that are not there.
 * What is there is never changed. They are those of the repository's root, since nothing reads them elsewhere.
 */
export const init: Verb = async ({ flags, terminal }) => {
  const folder = realpathSync(process.cwd());
  const root = repositoryTop(folder) ?? folder;
  const way = toSlashes(relative(folder, root));
  const place: Place = { root, terminal, nameOf: (path) => (way === "" ? path : `${way}/${path}`) };
  const codeowners = codeownersPlaces.find((path) => isThere(join(root, path))) ?? codeownersPlaces[0]!;
  const source = flags.from === undefined ? undefined : checkedSource(flags.from);
  for (const file of setupFiles({ codeowners, ...(source === undefined ? {} : { source }) })) {
    const there = textAt(file, place);
    if (there !== undefined) tellExisting(file, there, place);
    else show(file, flags.write === true, place);
  }
  if (source === undefined) terminal.note(noWorkflow);
  if (flags.write !== true) terminal.note("nothing was written; `countersign init --write` writes what is not there");
  return Promise.resolve(exitCodes.clean);
};

/** Where the files lie. */
interface Place {
  /** Absolute. */
  readonly root: string;
  readonly terminal: Terminal;
  /** A path of the root as it is written in the current folder. */
  readonly nameOf: (path: RepoPath) => string;
}

const noWorkflow = `${workflowPath} is left out: Countersign is in no registry of packages yet, so say which repository and commit the workflow shall run: \`countersign init --from OWNER/REPOSITORY@COMMIT\``;

/** A branch or a tag may be moved to other code, which then runs with the rights of the workflow. */
function checkedSource(source: string): string {
  if (/^[\w-]{1,39}\/[\w.-]{1,100}@(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(source)) return source;
  throw new UserError(`'${source}' names no commit of a repository`, {
    suggestion: "Write OWNER/REPOSITORY@COMMIT, the commit with all its digits: `git rev-parse HEAD` in a clone.",
  });
}

function textAt({ path }: SetupFile, { root, nameOf }: Place): string | undefined {
  const absolute = join(root, path);
  return isThere(absolute) ? readOwnFile({ path: absolute, name: nameOf(path) }) : undefined;
}

function tellExisting({ path, purpose, text, marker }: SetupFile, there: string, { terminal, nameOf }: Place): void {
  if (there.includes(marker)) terminal.note(`${nameOf(path)} is there and mentions it already`);
  else terminal.out(`# ${nameOf(path)} is there and stays as it is; to add (${purpose}):\n${text}\n`);
}

function show({ path, purpose, text }: SetupFile, write: boolean, { root, terminal, nameOf }: Place): void {
  const name = nameOf(path);
  terminal.out(`# ${name}: ${purpose}\n${text}\n`);
  if (!write) return;
  try {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: "wx" });
  } catch (error) {
    throw new UserError(`cannot write '${name}': ${(error as Error).message.split(",", 1)[0]!}`);
  }
  terminal.note(`wrote ${name}`);
}
