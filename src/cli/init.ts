import { existsSync, lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exitCodes } from "#cli/exit-code.ts";
import { readOwnFile } from "#cli/own-file.ts";
import type { Terminal } from "#cli/terminal.ts";
import type { Verb } from "#cli/verb.ts";
import { UserError } from "#model/user-error.ts";
import { setupFiles, type SetupFile } from "#setup-files.ts";

/**
 * `countersign init`: shows the files with which a repository checks itself; `--write` writes those that are not there.
 * What is there is never changed.
 */
export const init: Verb = async ({ flags, terminal, version }) => {
  const root = process.cwd();
  for (const file of setupFiles(version)) {
    const there = textAt(root, file);
    if (there !== undefined) tellExisting(file, there, terminal);
    else show(file, flags.write === true, { root, terminal });
  }
  if (flags.write !== true) terminal.note("nothing was written; `countersign init --write` writes what is not there");
  return Promise.resolve(exitCodes.clean);
};

function textAt(root: string, { path }: SetupFile): string | undefined {
  const absolute = join(root, path);
  if (!existsSync(absolute) && !isDangling(absolute)) return undefined;
  return readOwnFile({ path: absolute, name: path });
}

/** A link to nothing is there, too: writing would follow it. */
function isDangling(absolute: string): boolean {
  return lstatSync(absolute, { throwIfNoEntry: false }) !== undefined;
}

function tellExisting(file: SetupFile, there: string, terminal: Terminal): void {
  if (there.includes(file.marker)) terminal.note(`${file.path} is there and mentions it already`);
  else terminal.out(`# ${file.path} is there and stays as it is; to add (${file.purpose}):\n${file.text}\n`);
}

function show(
  file: SetupFile,
  write: boolean,
  { root, terminal }: { readonly root: string; readonly terminal: Terminal },
): void {
  terminal.out(`# ${file.path}: ${file.purpose}\n${file.text}\n`);
  if (!write) return;
  try {
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.text, { flag: "wx" });
  } catch (error) {
    throw new UserError(`cannot write '${file.path}': ${(error as Error).message.split(",", 1)[0]!}`);
  }
  terminal.note(`wrote ${file.path}`);
}
