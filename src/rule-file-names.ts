/** Names of files that may hold rules. */
export const isYaml = /\.ya?ml$/;

/** Targets of tests, and texts after a fix. */
const isTarget = /\.(?:test|fixed)\.ya?ml$/;

/** Folders in which nobody keeps rules of their own. */
const passedOver: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/** Holds for a folder that is looked into for rules. */
export function isEntered(folder: string): boolean {
  return !passedOver.has(folder);
}

/**
 * Those of the files below a folder, by their paths from there, that may be files of rules: YAML that is no target of
 * a test, and no part of a case of an island, which is a folder with a `rule.yaml` and cases below `bad/` and `good/`.
 */
export function ruleFilesAmong(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return paths.filter((path) => {
    if (!isYaml.test(path) || isTarget.test(path)) return false;
    const folders = path.split("/").slice(0, -1);
    return folders.every((folder, depth) => {
      if (folder !== "bad" && folder !== "good") return isEntered(folder);
      return !all.has([...folders.slice(0, depth), "rule.yaml"].join("/"));
    });
  });
}

/** Holds if a text may be meant as a file of rules, be it broken: it has the key `rules`, or is a list of what has an `id`. */
export function holdsRules(text: string): boolean {
  return /^\uFEFF?(?:\{[ \t]*)?(["']?)rules\1[ \t]*:|^-[ \t]*(?:\{[ \t]*)?(["']?)id\2[ \t]*:/m.test(text);
}
