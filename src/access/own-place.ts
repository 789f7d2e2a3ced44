import { folderOf } from "#access/resolve.ts";
import type { ExternalValue, PathValue } from "#access/value.ts";
import type { RepoPath } from "#model/location.ts";

const ownNames: ReadonlySet<string> = new Set(["import", "__dirname", "__filename", "__file__"]);

/** What the names say by which a module knows its own place; undefined for all others. */
export function ownPlace({ module: from, names }: ExternalValue, module: RepoPath): PathValue | undefined {
  if (from !== "" || !ownNames.has(names[0]!)) return undefined;
  switch (names.join(".")) {
    case "__dirname":
    case "import.meta.dirname":
      return { kind: "path", path: folderOf(module) };
    case "__filename":
    case "__file__":
    case "import.meta.url":
    case "import.meta.filename":
      return { kind: "path", path: module };
    default:
      return undefined;
  }
}
