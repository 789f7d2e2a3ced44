import { readdirSync } from "node:fs";
import { isUtf8 } from "node:buffer";

import { errorCode } from "#discover/read.ts";
import { absoluteOf, report, typeOf } from "#discover/walk-state.ts";
import type { Entry, WalkState } from "#discover/walk-state.ts";
import { compareText } from "#model/location.ts";

/**
 * The entries of a folder in the order in which their whole paths sort, so that a limit always cuts at the same place.
 * Each inherits what holds in the folder.
 */
export function listFolder(state: WalkState, folder: Entry): Entry[] {
  const base = folder.path === "" ? "" : `${folder.path}/`;
  const keyed: { readonly key: string; readonly entry: Entry }[] = [];
  try {
    const listed = readdirSync(absoluteOf(state, folder.path), { withFileTypes: true });
    const doubtful = listed.some(({ name }) => name.includes("\uFFFD"));
    const lost = doubtful ? reportLostNames(state, folder) : undefined;
    for (const dirent of listed) {
      if (lost?.has(dirent.name)) continue;
      const type = typeOf(dirent);
      const path = base + dirent.name;
      const entry = {
        path,
        type,
        level: folder.level,
        repository: folder.repository,
        ignored: folder.ignored,
        named: false,
      };
      keyed.push({ key: type === "folder" ? `${path}/` : path, entry });
    }
  } catch (error) {
    const message = `The folder cannot be read (${errorCode(error)}).`;
    report(state, "unreadable", base || "./", { message, partial: true });
  }
  return keyed.sort((left, right) => compareText(left.key, right.key)).map(({ entry }) => entry);
}

/**
 * Reports the names of a folder that are not UTF-8, by which nothing can be opened; returns what they are decoded to.
 * A name that really holds the replacement character is none of them, unless one of them looks just like it.
 */
function reportLostNames(state: WalkState, folder: Entry): ReadonlySet<string> {
  const lost = new Set<string>();
  const listed = readdirSync(absoluteOf(state, folder.path), { withFileTypes: true, encoding: "buffer" });
  for (const dirent of listed) {
    const name: Buffer = dirent.name;
    if (isUtf8(name)) continue;
    lost.add(name.toString("utf8"));
    if (folder.ignored) continue;
    const isFolder = dirent.isDirectory();
    const path = `${folder.path === "" ? "" : `${folder.path}/`}${escapedName(name)}`;
    const partial = isFolder || state.request.claims(path);
    const message = "The name is not valid UTF-8; it was not read.";
    report(state, "unreadable", isFolder ? `${path}/` : path, { message, partial });
  }
  return lost;
}

/** The name with every byte that is not printable ASCII as `\xNN`. */
export function escapedName(name: Buffer): string {
  return Array.from(name, (byte) => (byte < 0x20 || byte > 0x7e ? escapedByte(byte) : String.fromCharCode(byte))).join(
    "",
  );
}

function escapedByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
