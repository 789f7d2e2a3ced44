import { decideIgnored, parseIgnorePatterns, type Fuel, type IgnorePatterns } from "#model/path-pattern.ts";
import type { RepoPath } from "#model/location.ts";

/** A CODEOWNERS file of a tree. */
export interface Codeowners {
  readonly path: RepoPath;
  readonly text: string;
}

/** Where hosts look for the file; the first that is there counts. https://docs.github.com/articles/about-code-owners */
export const codeownersPlaces: readonly RepoPath[] = [
  ".github/CODEOWNERS",
  "CODEOWNERS",
  "docs/CODEOWNERS",
  ".gitlab/CODEOWNERS",
];

/** UTF-16 units; GitHub does not load a larger file, and then nobody owns anything. */
const longestFile = 3_145_728;

/** Steps of matching for one question; what they do not suffice for is owned by nobody. */
const steps = 20_000_000;

/** One line: what it speaks of, and who owns that; nobody where the list is empty. */
interface OwnerRule {
  readonly patterns: IgnorePatterns;
  /** Holds for `folder/*`, which speaks of what lies directly in the folder, and not of what lies below it. */
  readonly direct: boolean;
  readonly owners: readonly string[];
}

/** GitLab's sections each have a say of their own; elsewhere all rules are one section. */
interface Section {
  readonly optional: boolean;
  readonly defaults: readonly string[];
  readonly rules: OwnerRule[];
}

/** Who must be asked about a path; empty where nobody must. Lines that a host passes over are passed over. Never throws. */
export function ownersOf({ path: place, text }: Codeowners, path: RepoPath): readonly string[] {
  if (text.length > longestFile) return [];
  const fuel: Fuel = { left: steps };
  const owners = sectionsOf(text, place === ".github/CODEOWNERS" ? "github" : "any")
    .filter((section) => !section.optional)
    .flatMap((section) => lastMatch(section.rules, path, fuel));
  return fuel.left > 0 ? [...new Set(owners)] : [];
}

/** The owners that the last matching line names. */
function lastMatch(rules: readonly OwnerRule[], path: RepoPath, fuel: Fuel): readonly string[] {
  for (let index = rules.length - 1; index >= 0; index--) {
    if (covers(rules[index]!, path, fuel)) return rules[index]!.owners;
  }
  return [];
}

/** A pattern that matches a folder speaks of all that lies in it. */
function covers({ patterns, direct }: OwnerRule, path: RepoPath, fuel: Fuel): boolean {
  const segments = path.split("/");
  for (let count = direct ? segments.length : 1; count <= segments.length; count++) {
    const candidate = {
      path: segments.slice(0, count).join("/"),
      name: segments[count - 1]!,
      isFolder: count < segments.length,
    };
    if (decideIgnored(patterns, candidate, fuel) === true) return true;
  }
  return false;
}

/** `[Name]`, `^[Name]` for one that may be passed over, `[Name][2]` with a number of reviews, then default owners. */
const sectionHeading = /^(\^?)\[[^\]]{1,200}\](?:\[\d{1,3}\])?(.*)$/;

/** Where the file may be GitHub's as well as GitLab's, whatever takes something out counts. */
type Host = "github" | "any";

function sectionsOf(text: string, host: Host): Section[] {
  const sections: Section[] = [{ optional: false, defaults: [], rules: [] }];
  for (const line of text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)) {
    const content = line.trim();
    if (content === "" || content.startsWith("#")) continue;
    const heading = host === "any" ? sectionHeading.exec(content) : null;
    if (heading) {
      const defaults = readOwners(heading[2]!) ?? [];
      sections.push({ optional: heading[1] === "^", defaults, rules: [] });
      continue;
    }
    const section = sections.at(-1)!;
    const rule = readRule(content, section.defaults, host);
    if (rule) section.rules.push(rule);
  }
  return sections;
}

/** A rule; undefined for a line that hosts pass over. */
function readRule(line: string, defaults: readonly string[], host: Host): OwnerRule | undefined {
  const [, written = "", rest = ""] = /^((?:\\.|[^\\\s])+)(.*)$/.exec(line) ?? [];
  const excludes = written.startsWith("!");
  const pattern = excludes ? written.slice(1) : written;
  const owners = readOwners(rest);
  if (!owners || pattern === "" || pattern.includes("[") || (excludes && host === "github")) return undefined;
  return {
    patterns: parseIgnorePatterns(pattern),
    direct: pattern.endsWith("/*"),
    owners: excludes ? [] : owners.length > 0 ? owners : defaults,
  };
}

/** The owners up to a comment; undefined if one of the words is none. */
function readOwners(text: string): string[] | undefined {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const comment = words.findIndex((word) => word.startsWith("#"));
  const owners = comment === -1 ? words : words.slice(0, comment);
  return owners.every((word) => /^@{1,2}[\w./-]+$|^[^@\s]+@[^@\s]+$/.test(word)) ? owners : undefined;
}
