import { isUtf8 } from "node:buffer";
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { liesBelow } from "#discover/git-process.ts";
import { errorCode, readSource } from "#discover/read.ts";
import { compareText } from "#model/location.ts";
import { UserError } from "#model/user-error.ts";
import { isEntered, ruleFilesAmong } from "#rule-file-names.ts";

/** A file or folder that steers a run: the configuration, or rules. */
export interface OwnFile {
  /** Absolute. */
  readonly path: string;
  /** As it is spoken of. */
  readonly name: string;
  /** Absolute, without links: the scanned tree, where that tree named the file. Then no link may lead out of it. */
  readonly within?: string;
}

/** Bytes of a file that steers a run; scanned trees can supply one. */
const longestOwnFile = 4_194_304;

/** Entries of a folder of rules that are looked at. */
const mostEntries = 10_000;

/** Holds if something of this name is there, be it a link that leads nowhere. */
export function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    return errorCode(error) !== "ENOENT" && errorCode(error) !== "ENOTDIR";
  }
}

/** The text of a file that steers the run: if it cannot be read that is a mistake, not a problem. */
export function readOwnFile(file: OwnFile): string {
  const read = readSource(realPathOf(file), file.name, { maxFileSize: longestOwnFile, claimed: true });
  if (!("bytes" in read)) throw new UserError(`cannot read '${file.name}': ${read.message}`, { names: [file.name] });
  if (!isUtf8(read.bytes)) throw notUtf8(file.name);
  return read.bytes.toString("utf8");
}

/** The mistake of a file that is not written in UTF-8. */
export function notUtf8(name: string): UserError {
  return new UserError(`cannot read '${name}': it is not UTF-8`, { names: [name], suggestion: "Save it as UTF-8." });
}

/** Holds for a folder; throws a `UserError` where nothing can be read. */
export function isFolder(file: OwnFile): boolean {
  return statSync(realPathOf(file)).isDirectory();
}

/** The files below the folder that may be files of rules, sorted. Links to folders are refused: they may lead in circles. */
export function ruleFilesOf(file: OwnFile): OwnFile[] {
  const top = { ...file, path: realPathOf(file), way: "" };
  const found = new Map<string, OwnFile>();
  const stack = [top];
  let entries = 0;
  for (let folder = stack.pop(); folder; folder = stack.pop()) {
    for (const entry of listed(folder)) {
      if (++entries > mostEntries)
        throw new UserError(`'${file.name}' holds more than ${mostEntries} files`, { names: [file.name] });
      const inner = {
        ...folder,
        path: join(folder.path, entry.name),
        name: `${folder.name}/${entry.name}`,
        way: folder.way === "" ? entry.name : `${folder.way}/${entry.name}`,
      };
      if (entry.isDirectory() && isEntered(entry.name)) stack.push(inner);
      else if (entry.isSymbolicLink() && statSync(realPathOf(inner)).isDirectory())
        throw new UserError(`'${inner.name}' is a link to a folder; name that folder instead`, { names: [inner.name] });
      else if (!entry.isDirectory()) found.set(inner.way, inner);
    }
  }
  const files = ruleFilesAmong([...found.keys()]).map((way) => found.get(way)!);
  return files.sort((left, right) => compareText(left.name, right.name));
}

function listed(folder: OwnFile) {
  try {
    return readdirSync(folder.path, { withFileTypes: true });
  } catch (error) {
    throw new UserError(`cannot read '${folder.name}' (${errorCode(error)})`, { names: [folder.name] });
  }
}

/** The path behind all links. Throws a `UserError` where it leads nowhere, or out of the tree that named it. */
export function realPathOf({ path, name, within }: OwnFile): string {
  let real: string;
  try {
    real = realpathSync(path);
  } catch (error) {
    throw new UserError(`cannot read '${name}' (${errorCode(error)})`, { names: [name] });
  }
  if (within !== undefined && !liesBelow(real, within))
    throw new UserError(`'${name}' leads out of the tree`, { names: [name] });
  return real;
}
