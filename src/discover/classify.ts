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

/** Folders of tests, examples and documentation, lower case. */
const testFolders: ReadonlySet<string> = new Set([
  "__fixtures__",
  "__mocks__",
  "__snapshots__",
  "__tests__",
  "cassettes",
  "demo",
  "demos",
  "doc",
  "docs",
  "e2e",
  "example",
  "examples",
  "fixture",
  "fixtures",
  "mocks",
  "sample",
  "samples",
  "spec",
  "specs",
  "test",
  "test-data",
  "test_data",
  "testdata",
  "testing",
  "tests",
]);

/** Parts between the dots of a file name that say the same: `login.test.ts`, `.env.example`. */
const testParts: ReadonlySet<string> = new Set([
  "e2e",
  "example",
  "examples",
  "fixture",
  "fixtures",
  "mock",
  "sample",
  "samples",
  "spec",
  "template",
  "test",
  "tests",
]);

/**
 * Holds for paths of tests, fixtures, examples and documentation: what stands there is shown, not used. Whole path
 * segments decide, so that `latest/` and `contest.ts` are none.
 */
export function isTestPath(path: RepoPath): boolean {
  const segments = path.toLowerCase().split("/");
  const name = segments.pop() ?? "";
  if (segments.some((segment) => testFolders.has(segment))) return true;
  const [stem = "", ...parts] = name.split(".");
  return parts.some((part) => testParts.has(part)) || /^test_|_test$|^conftest$/.test(stem);
}
