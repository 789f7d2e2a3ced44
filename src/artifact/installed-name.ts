import type { Word } from "#artifact/command-words.ts";
import type { RepoPath } from "#model/location.ts";

/** Words that guides put where a name belongs: a name of nothing else names nothing. */
const genericWords: ReadonlySet<string> = new Set(
  (
    "an the this that any some my your our their another other new cool awesome desired of to here name names id " +
    "slug path url source skill skills plugin plugins extension extensions marketplace package repo repository owner " +
    "org organization user username author publisher vendor one two three four first second third foo bar baz"
  ).split(" "),
);

/** Holds if a reference stands for one that the reader puts there: `my-skill`, `skill-one`, `owner/repo@plugin-name`. */
export function isStandInReference(reference: string): boolean {
  // A variable that a default stands behind names that, not what the reader puts.
  const named = reference.replace(/^\$\{\w{1,80}:?[-=]([^{}]{1,200})\}/, "$1");
  const parts = named.toLowerCase().split(/[/@:]/).filter(Boolean);
  if (parts.length === 0 || parts.some((part) => /^(my|your)[-_]|[<[{…]|\.{3}/.test(part))) return true;
  return parts.every((part) => part.split(/[-_\d]/).every((word) => word === "" || genericWords.has(word)));
}

/**
 * Holds if all that the words after an installing command bring in goes by a name of the very text that shows the
 * command: the skill's own, or that of the plugin whose folder holds it. Whoever reads it has it already.
 */
export function installsItself(words: readonly Word[], anchor: string, path: RepoPath): boolean {
  const own = ownNames(anchor, path);
  const names = installedNames(words.map(({ text }) => text));
  return names.length > 0 && names.every((name) => own.has(name));
}

/** Flags that pick a skill or plugin out of what a repository holds. */
const picks = /^(?:--skill|-s|--plugin)$/;

function installedNames(words: readonly string[]): string[] {
  const picked = words.filter((_, index) => picks.test(words[index - 1] ?? ""));
  const named = words.filter((word, index) => !word.startsWith("-") && !(words[index - 1] ?? "").startsWith("-"));
  return (picked.length > 0 ? picked : named).map(installedName);
}

/** What a reference is called by itself: `skill` of `owner/repo@skill`, `name` of `name@marketplace` and `@scope/name@1.2`. */
function installedName(reference: string): string {
  const at = reference.indexOf("@", 1);
  const [before, after] = at < 0 ? [reference, ""] : [reference.slice(0, at), reference.slice(at + 1)];
  const picked = before.includes("/") && !before.startsWith("@") && after !== "" && !isVersion(after);
  const name = picked ? after : before.replace(/\/$/, "");
  return plainName(name.slice(name.lastIndexOf("/") + 1).replace(/\.git$/, ""));
}

function isVersion(text: string): boolean {
  return /^(?:v?\d|(?:latest|next|main|master|canary|nightly)$)/i.test(text);
}

/** The names of a text and of the plugin that it lies in: `plugins/review/skills/start/SKILL.md` is of `review`. */
function ownNames(anchor: string, path: RepoPath): ReadonlySet<string> {
  const folders = path.split("/").slice(0, -1);
  const names = /^(?:skill|plugin)\/(.+)$/.exec(anchor)?.slice(1) ?? [];
  if (/(?:^|\/)skill\.md$/i.test(path)) names.push(folders.at(-1) ?? "");
  const parts = folders.findLastIndex((folder) => /^(?:skills|commands|agents)$/.test(folder));
  names.push(folders[parts - 1] ?? "");
  return new Set(names.map(plainName).filter((name) => name !== ""));
}

function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s_]/g, "-")
    .replace(/-(?:skill|plugin)$/, "");
}
