import type { Fact } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import type { FileSummary } from "#model/summary.ts";

/** Files that say which version of each package is installed. */
const lockFiles = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];

/** Runners that run what is installed, and fetch only what is not. Source: the documentation of npm and Bun. */
const localFirst = /(?:^|[\s;&|(/])(?:npx|npm exec|npm x|bunx|bun x)\s/;

/**
 * Packages that hold a binary by another name, for lock files that do not say so. Sources: `bin` of their manifests, as
 * of 2026-11.
 */
const holders: ReadonlyMap<string, readonly string[]> = new Map([
  ["attw", ["@arethetypeswrong/cli"]],
  ["babel", ["@babel/cli"]],
  ["biome", ["@biomejs/biome"]],
  ["cap", ["@capacitor/cli"]],
  ["cdk", ["aws-cdk"]],
  ["changeset", ["@changesets/cli"]],
  ["commitlint", ["@commitlint/cli"]],
  ["eas", ["eas-cli"]],
  ["firebase", ["firebase-tools"]],
  ["graphql-codegen", ["@graphql-codegen/cli"]],
  ["mcp-inspector", ["@modelcontextprotocol/inspector"]],
  ["ncu", ["npm-check-updates"]],
  ["nest", ["@nestjs/cli"]],
  ["ng", ["@angular/cli"]],
  ["playwright", ["@playwright/test"]],
  ["react-router", ["@react-router/dev"]],
  ["redocly", ["@redocly/cli"]],
  ["sls", ["serverless"]],
  ["svelte-kit", ["@sveltejs/kit"]],
  ["tailwindcss", ["@tailwindcss/cli"]],
  ["tauri", ["@tauri-apps/cli"]],
  ["tsc", ["typescript"]],
]);

/**
 * The same files, with what is known of packages that they run by name: `npx prettier` runs the version that a lock file
 * of the tree says, where a manifest of a folder around the file asks for the package, or where that lock file says which
 * package holds what goes by that name: `npx changeset` runs `@changesets/cli`.
 */
export function withLockedPackages(
  summaries: readonly FileSummary[],
  has: (path: RepoPath) => boolean,
): readonly FileSummary[] {
  const depends = new Map<RepoPath, ReadonlySet<string>>();
  const installed = new Map<RepoPath, ReadonlyMap<string, string>>();
  for (const { layout } of summaries) {
    if (layout?.package && layout.package.depends.length > 0)
      depends.set(layout.package.folder, new Set(layout.package.depends));
    const { folder, packages = [] } = layout?.binaries ?? {};
    if (folder !== undefined) installed.set(folder, new Map(packages.map((one) => [one.binary, one.package])));
  }
  if (depends.size === 0 && installed.size === 0) return summaries;
  const holderOf = (path: RepoPath, name: string) => {
    for (const folder of foldersAround(path)) {
      const known = installed.get(folder)?.get(name);
      if (known !== undefined) return known;
      const asked = depends.get(folder);
      const holder = [name, ...(holders.get(name) ?? [])].find((one) => asked?.has(one));
      if (holder !== undefined && hasLock(folder, has)) return holder;
    }
    return undefined;
  };
  return summaries.map((summary) => {
    if (!summary.facts.some((fact) => packageOf(fact) !== undefined)) return summary;
    return { ...summary, facts: summary.facts.map((fact) => lockedFact(fact, (name) => holderOf(summary.path, name))) };
  });
}

/** The folders that a file lies in, the nearest first; the root is the last one. */
function foldersAround(path: RepoPath): readonly RepoPath[] {
  const parts = path.split("/").slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join("/")), ""];
}

/** A package of a workspace is locked with it. */
function hasLock(folder: RepoPath, has: (path: RepoPath) => boolean): boolean {
  const folders = [folder, ...(folder === "" ? [] : foldersAround(folder))];
  return folders.some((around) => lockFiles.some((name) => has(around === "" ? name : `${around}/${name}`)));
}

/** What a fact says is fetched and run, by its name alone; undefined where it says another thing. */
function packageOf(fact: Fact): string | undefined {
  if (fact.kind === "effect") {
    const { effect, target, detail = "", remote } = fact.value;
    return effect === "exec" && remote && localFirst.test(detail) && !detail.includes(`${target}@`)
      ? target
      : undefined;
  }
  if (fact.kind !== "principal") return undefined;
  const { runner, package: name, version, pinned } = fact.value;
  const isLocal = runner !== undefined && localFirst.test(`${runner} `);
  return isLocal && pinned === false && version === undefined ? name : undefined;
}

function lockedFact(fact: Fact, holderOf: (name: string) => string | undefined): Fact {
  const name = packageOf(fact);
  const holder = name === undefined ? undefined : holderOf(name);
  if (holder === undefined) return fact;
  if (fact.kind === "principal") return { ...fact, value: { ...fact.value, package: holder, pinned: true } };
  if (fact.kind !== "effect") return fact;
  const { remote: _, ...value } = fact.value;
  return { ...fact, value, confidence: "high" };
}
