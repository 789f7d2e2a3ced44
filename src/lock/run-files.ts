import type { Fact } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import type { FileSummary } from "#model/summary.ts";

/** Folders whose scripts agents run at events of their own, whatever a setting calls them by. */
const hookFolder = /(^|\/)\.(claude|codex|copilot|cursor|factory|gemini|kiro|qwen|windsurf)\/hooks\//;

/** Segments of a path, words of a command and folders above a setting that are looked at. */
const mostSegments = 20;

/**
 * The files of a tree that agents run by themselves: what a hook, a status line or another command of the settings
 * names, and what lies in the folder of hooks. Whoever changes such a file changes what the setting does.
 */
export function filesRunBySettings(summaries: readonly FileSummary[]): ReadonlySet<RepoPath> {
  const paths = new Set(summaries.map(({ path }) => path));
  const run = new Set([...paths].filter((path) => hookFolder.test(path)));
  for (const summary of summaries) {
    for (const fact of summary.facts) {
      for (const word of commandWords(fact)) {
        const file = fileOf(word, summary.path, paths);
        if (file !== undefined) run.add(file);
      }
    }
  }
  return run;
}

/** The words of a command that a setting has run, that may name a file. */
function commandWords(fact: Fact): string[] {
  if (fact.kind !== "effect" || fact.origin !== "config" || fact.value.effect !== "exec") return [];
  const { detail = "", target } = fact.value;
  if (detail === target) return [];
  const words = detail.split(/[\s"'`;|&<>()]+/, mostSegments);
  return words.filter((word) => /[./]/.test(word));
}

/** The file of the tree that a word names: from the folder of the setting, or one above it. */
function fileOf(word: string, setting: RepoPath, paths: ReadonlySet<RepoPath>): RepoPath | undefined {
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
      if (paths.has(path)) return path;
    }
  }
  return undefined;
}

/** The folders that hold a file, from the nearest to the root, each with its slash. */
function foldersAbove(path: RepoPath): string[] {
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
