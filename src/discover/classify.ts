import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { RepoPath } from "#model/location.ts";

/** What a file may be, by its path and the literals in it. */
export interface Classification {
  /** The front-ends that claim the path by name, in the order of their table. */
  readonly claimed: readonly ArtifactFrontEnd[];
  /** Those that may recognise its content; none where a name decides. */
  readonly recognisable: readonly ArtifactFrontEnd[];
  /** The programming language of the file, if none of our syntaxes reads it. */
  readonly language?: string;
}

/** What is known before a file is parsed; `literals` are those of the prefilter that it holds. Pure. */
export function classify(
  path: RepoPath,
  literals: ReadonlySet<string>,
  frontEnds: readonly ArtifactFrontEnd[],
  languages: Knowledge["languages"],
): Classification {
  const claimed = frontEnds.filter((frontEnd) => frontEnd.claims(path));
  if (claimed.length > 0) return { claimed, recognisable: [] };
  const recognisable = frontEnds.filter(
    (frontEnd) => frontEnd.recognises && frontEnd.markers?.some((marker) => literals.has(marker)),
  );
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const language = languages.find(({ ending }) => name.endsWith(ending))?.language;
  return { claimed, recognisable, ...(language === undefined ? {} : { language }) };
}

/** Folders of tests and of what they read, lower case. */
const testFolders: ReadonlySet<string> = new Set([
  "__fixtures__",
  "__mocks__",
  "__snapshots__",
  "__tests__",
  "cassettes",
  "e2e",
  "fixture",
  "fixtures",
  "mocks",
  "spec",
  "specs",
  "test",
  "test-data",
  "test_data",
  "testdata",
  "testing",
  "tests",
]);

/** Folders of examples, documentation, and of what models and programs are measured by, lower case. */
const shownFolders: ReadonlySet<string> = new Set([
  "benchmark",
  "benchmarks",
  "demo",
  "demos",
  "doc",
  "docs",
  "evals",
  "example",
  "examples",
  "sample",
  "samples",
]);

/** The same, of texts: among programs `eval` is also what evaluates. */
const shownTextFolders: ReadonlySet<string> = new Set(["eval"]);

/** Folders that products read whatever stands below them; below that of skills, a folder is a skill's name. */
const readFolders: ReadonlySet<string> = new Set(["agents", "commands", "instructions", "prompts", "rules"]);

/** Parts between the dots of a file name that say the same: `login.test.ts`, `.env.example`. */
const testParts: ReadonlySet<string> = new Set(["e2e", "fixture", "fixtures", "mock", "spec", "test", "tests"]);
const shownParts: ReadonlySet<string> = new Set(["example", "examples", "sample", "samples", "template"]);

/**
 * Holds for paths of tests, fixtures, examples and documentation: what stands there is shown, not used. Whole path
 * segments decide, so that `latest/` and `contest.ts` are none.
 */
export function isTestPath(path: RepoPath): boolean {
  const { folders, parts } = partsOf(path);
  return (
    folders.some((folder) => shownFolders.has(folder)) ||
    (parts.at(-1) === "md" && isShownText(folders)) ||
    parts.some((part) => shownParts.has(part)) ||
    isTest(path)
  );
}

function isShownText(folders: readonly string[]): boolean {
  const at = folders.findIndex((folder) => shownTextFolders.has(folder));
  return at >= 0 && folders[at - 1] !== "skills" && !folders.slice(0, at).some((folder) => readFolders.has(folder));
}

/** Holds for paths of tests and of what they read alone. */
export function isTest(path: RepoPath): boolean {
  const { folders, stem, parts } = partsOf(path);
  if (folders.some((folder) => testFolders.has(folder))) return true;
  return parts.some((part) => testParts.has(part)) || /^test_|_test$|^conftest$/.test(stem);
}

function partsOf(path: RepoPath): {
  readonly folders: readonly string[];
  readonly stem: string;
  readonly parts: readonly string[];
} {
  const folders = path.toLowerCase().split("/");
  const file = folders.pop() ?? "";
  const [stem = "", ...parts] = file.split(".");
  // The folder of a skill is its name: `skills/docs/SKILL.md` is about documentation, and in use.
  if (file === "skill.md" && folders.at(-2) === "skills") folders.pop();
  return { folders, stem, parts };
}
