import { describe, expect, it } from "vitest";

import { classify, isTest, isTestPath } from "#discover/classify.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";

function frontEnd(format: string, parts: Partial<ArtifactFrontEnd>): ArtifactFrontEnd {
  return { format, role: "source", claims: () => false, facts: () => undefined, ...parts };
}

const skill = frontEnd("skill", { claims: (path) => path.endsWith("SKILL.md") });
const markdown = frontEnd("markdown", { claims: (path) => path.endsWith(".md") });
const recipe = frontEnd("recipe", { markers: ["recipe:", "steps:"], recognises: () => true });
const marked = frontEnd("marked", { markers: ["recipe:"] });
const table = [skill, markdown, recipe, marked];
const languages = [
  { ending: ".rb", language: "Ruby" },
  { ending: "gemfile", language: "Ruby" },
];

function classified(path: string, literals: readonly string[] = []): string[] {
  const { claimed, recognisable, language } = classify(path, new Set(literals), table, languages);
  return [
    ...claimed.map((each) => each.format),
    ...recognisable.map((each) => `${each.format}?`),
    ...(language ? [language] : []),
  ];
}

describe("classify", () => {
  it("names every format that claims the path, in the order of the table", () => {
    expect(classified("a/SKILL.md")).toEqual(["skill", "markdown"]);
  });

  it("asks for recognition only where a marker is held and no name decides", () => {
    expect(classified("a.yaml")).toEqual([]);
    expect(classified("a.yaml", ["steps:"])).toEqual(["recipe?"]);
    expect(classified("SKILL.md", ["steps:"])).toEqual(["skill", "markdown"]);
  });

  it("names a language without a syntax, and recognises in it all the same", () => {
    expect(classified("lib/A.RB")).toEqual(["Ruby"]);
    expect(classified("Gemfile")).toEqual(["Ruby"]);
    expect(classified("a.rb", ["recipe:"])).toEqual(["recipe?", "Ruby"]);
    expect(classified("a.rb/b")).toEqual([]);
  });
});

describe("isTestPath", () => {
  const tests = [
    "test/a.ts",
    "src/__tests__/a.ts",
    "a/Fixtures/b.json",
    "examples/x/SKILL.md",
    "docs/a.md",
    "src/login.test.ts",
    "login.spec.tsx",
    ".env.example",
    "config.sample.json",
    "settings.json.template",
    "test_login.py",
    "login_test.go",
    "conftest.py",
    "testdata/x",
    "evals/skills/ship/SKILL.md",
    "eval/cases/AGENTS.md",
    "eval/commands/run.md",
    "skills/ship/eval/case.md",
    "benchmarks/run.ts",
    "skills/ship/fixtures/SKILL.md",
    "tests/skills/docs/SKILL.md",
  ];
  const others = [
    "latest/a.ts",
    "contest.ts",
    "src/attest/a.ts",
    "src/testament.ts",
    "protest.md",
    "inspect/spec-reader.ts",
    "example.ts",
    "documents/a",
    "test.ts",
    "a/template/b.ts",
    "src/eval/call.ts",
    "evaluation/a.md",
    ".claude/skills/docs/SKILL.md",
    ".claude/skills/evals/SKILL.md",
    ".claude/skills/eval/SKILL.md",
    ".claude/skills/eval/steps.md",
    ".claude/commands/eval/run.md",
    ".cursor/rules/eval/x.mdc",
    ".cursor/rules/eval/x.md",
  ];
  it.each(tests)("holds for %s", (path) => expect(isTestPath(path)).toBe(true));
  it.each(others)("does not hold for %s", (path) => expect(isTestPath(path)).toBe(false));
});

it("isTest holds for what tests read alone, not for what is shown", () => {
  const paths = [
    "test/a.ts",
    "a/Fixtures/b.json",
    "a.spec.ts",
    "test_a.py",
    "docs/a.md",
    "examples/a.ts",
    ".env.example",
  ];
  expect(paths.filter(isTest)).toEqual(paths.slice(0, 4));
});
