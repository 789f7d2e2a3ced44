import type { Role } from "#model/artifact.ts";
import type { RepoPath } from "#model/location.ts";

/** What a file is to whoever reads a finding in it, where its name says more than its role. */
const byPath: readonly (readonly [RegExp, string])[] = [
  [/(?:\.(?:bak|backup|old|orig|save|swp|tmp)\d{0,3}|~|[ _-](?:copy|backup))(?:\.\w{1,8})?$/i, "a backup file"],
  [/\.ipynb$/i, "a notebook"],
  [
    /(?:^|\/)(?:MEMORY|SOUL|USER|HEARTBEAT)\.md$|(?:^|\/)(?:memory|memories|transcripts?|sessions?)\/[^/]+\.(?:md|jsonl?|txt)$|\.jsonl$/i,
    "an agent's memory",
  ],
];

const byRole: Readonly<Record<Role, string>> = {
  skill: "the text of a skill",
  "agent-settings": "an agent's settings",
  "mcp-config": "the configuration of tool servers",
  instructions: "instructions for agents",
  "agent-definition": "the definition of an agent",
  workflow: "a workflow",
  iac: "a description of infrastructure",
  package: "a package's manifest",
  source: "code",
};

const environmentFile = /(?:^|\/)\.env(?:\.[\w.-]{1,40})?$|\.env$|(?:^|\/)\.envrc$/i;

const byEnding: readonly (readonly [RegExp, string])[] = [
  [environmentFile, "an environment file"],
  [/\.(?:pem|key|p8|ppk|pfx)$|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/i, "a key file"],
  [/(?:^|\/)\.(?:npmrc|pypirc|netrc|pgpass|git-credentials|dockercfg)$/i, "a credentials file"],
  [/\.(?:log|out|har)$/i, "a log"],
  [/\.(?:md|mdx|markdown|rst|adoc)$/i, "documentation"],
  [/\.(?:sh|bash|zsh|fish|ps1|bat|cmd)$|(?:^|\/)(?:Makefile|justfile|Dockerfile[\w.-]{0,40})$/i, "a script"],
  [/\.(?:json|jsonc|json5|ya?ml|toml|ini|conf|cfg|properties|xml|plist|tfvars|hcl|tf)$/i, "a configuration"],
  [/\.(?:txt|csv|tsv|sql|html?)$/i, "a text file"],
];

/** Where a secret in this file is written out, as a phrase behind `in`. */
export function placeOf(path: RepoPath, roles: readonly Role[]): string {
  const named = byPath.find(([pattern]) => pattern.test(path))?.[1];
  const [role] = roles;
  return named ?? (role && byRole[role]) ?? byEnding.find(([pattern]) => pattern.test(path))?.[1] ?? "code";
}

/** Endings of programs. */
const program =
  /\.(?:[cm]?[jt]sx?|py|pyi|go|rs|java|kt|kts|scala|swift|rb|php|cs|c|cc|cpp|h|hpp|m|mm|dart|lua|ex|exs|clj|hs|ml|jl|r|pl|vue|svelte|astro|sql)$/i;

/** Holds for files of programs: there, what stands without quotes is an expression. */
export function isProgram(path: RepoPath): boolean {
  return program.test(path);
}

const generated = /\.(?:map|min\.js|min\.css|svg)$/i;

/** Files that tools write to hold versions, by their names: what merely ends in `lock` may be a program or a setting. */
const locks =
  /(?:^|\/)(?:\.?package-lock\.json|npm-shrinkwrap\.json|(?:packages|skills|symfony|brewfile)[.-]lock\.json|(?:pnpm|conda|apm)-lock\.ya?ml|(?:apm|pubspec|podfile|yarn|poetry|uv|pdm|pixi|cargo|composer|gemfile|i18n|flake|deno|bun|mix|pipfile|chart|buf|dvc|paket|requirements[\w-]{0,40}|shard|conan|renv|symfony|module\.bazel|stack\.yaml|rebar|devbox|pylock)\.lock(?:\.(?:json|ya?ml))?|\.terraform\.lock\.hcl|pylock(?:\.[\w-]{1,40})?\.toml|gradle\.lockfile|(?:package|cartfile)\.resolved|bun\.lockb|go(?:\.work)?\.sum)$/i;

const recorded = /\.(?:log|out|txt|trace|har|cast)$/i;

/** Holds for files from which the environment of programs is set. */
export function isEnvironmentFile(path: RepoPath): boolean {
  return environmentFile.test(path);
}

/** Holds for files that machines write: what looks like a name's value in them is mostly none. */
export function isGenerated(path: RepoPath): boolean {
  return generated.test(path) || isLock(path);
}

/** Holds for those that name what belongs together, each with a digest or a version. */
export function isLock(path: RepoPath): boolean {
  return locks.test(path);
}

/** Holds for what programs put out: tokens in it that are only unique are those of one run, as they are in tests. */
export function isRecord(path: RepoPath): boolean {
  return recorded.test(path);
}
