import type { RepoPath } from "#model/location.ts";

/** Segments of a path and folders above a setting that are looked at. */
const mostSegments = 20;

/** The words of a command as a setting writes it, that may name a file; quotes and operators part them. */
export function fileWords(command: string): string[] {
  const words = command.split(/[\s"'`;|&<>()]+/, mostSegments);
  return words.filter((word) => /[./]/.test(word));
}

/** The file of the tree that a word names: from the folder of the setting, or one above it. */
export function namedFile(word: string, setting: RepoPath, has: (path: RepoPath) => boolean): RepoPath | undefined {
  const segments = word.split("/").slice(-mostSegments);
  // What stands for a folder is decided when it runs: the project, the plugin, the home.
  const named = segments.filter(
    (segment, index) => !/^(\.|~|)$/.test(segment) && !(index === 0 && /[$%]/.test(segment)),
  );
  if (named.length === 0 || named.includes("..")) return undefined;
  const least = segments.length > 1 ? Math.max(1, named.length - 1) : named.length;
  for (let skipped = 0; skipped < least; skipped++) {
    const tail = named.slice(skipped).join("/");
    if (skipped > 0 && !tail.includes("/")) break;
    for (const folder of foldersAbove(setting)) {
      const path = folder + tail;
      if (has(path)) return path;
    }
  }
  return undefined;
}

/** The folders that hold a file, from the nearest to the root, each with its slash; the root is the empty text. */
export function foldersAbove(path: RepoPath): string[] {
  const folders: string[] = [];
  for (
    let end = path.lastIndexOf("/");
    end >= 0 && folders.length < mostSegments;
    end = path.lastIndexOf("/", end - 1)
  ) {
    folders.push(path.slice(0, end + 1));
    if (end === 0) break;
  }
  return [...folders, ""];
}
