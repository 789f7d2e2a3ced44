import { describe, expect, test } from "vitest";
import type { InlineIgnore } from "#model/summary.ts";
import { suppress } from "#rule/suppress.ts";

const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

function problemsOf(ignores: readonly Pick<InlineIgnore, "ruleId" | "until">[], rules: readonly string[]) {
  const summary = {
    path: "a.yml",
    digest: "",
    bytes: 0,
    formats: [],
    facts: [],
    edges: [],
    matches: [],
    secrets: [],
    problems: [],
  };
  const placed = ignores.map((ignore) => ({ ...ignore, lines: [2], reason: "x", location: { path: "a.yml", region } }));
  const input = {
    configured: [],
    configPath: "c",
    knownRules: new Set(rules),
    today: "2026-01-01",
    notRun: new Set<string>(),
    fullRun: true,
  };
  return suppress([], { ...input, summaries: [{ ...summary, ignores: placed }] }).problems;
}

describe("mistakes in ignores", () => {
  test("say which rule was meant, or that the day has come", () => {
    const ignores = [{ ruleId: "token-loged" }, { ruleId: "token-logged", until: "2025-12-31" }];
    expect(problemsOf(ignores, ["token-logged"]).map(({ message }) => message)).toEqual([
      "No rule is called 'token-loged'. Did you mean 'token-logged'?",
      "The ignore of 'token-logged' expired on 2025-12-31 and no longer counts.",
    ]);
  });

  test("are told twenty to a file, and the last says that there are more", () => {
    const ignores = Array.from({ length: 5000 }, (_, index) => ({ ruleId: `rule-${index}` }));
    const problems = problemsOf([...ignores, { ruleId: "token-logged" }], ["token-logged"]);
    expect(problems.filter(({ kind }) => kind === "bad-ignore")).toHaveLength(20);
    expect(problems[19]?.message).toMatch(/Further ones in this file are not listed/);
    // What is only left over is no mistake and does not count.
    expect(problems.at(-1)?.kind).toBe("unused-ignore");
  });
});

test("an ignore of the configuration is told at its place, and where that is another file, by its name", () => {
  const ignore = { rule: "token-logged", reason: "x", region: { ...region, startLine: 7 } };
  const told = (where: string) =>
    suppress([], {
      summaries: [],
      configured: [{ ...ignore, where }],
      configPath: "c.yaml",
      knownRules: new Set(["token-logged"]),
      today: "2026-01-01",
      notRun: new Set(),
      fullRun: true,
    }).problems;
  const message = "The ignore of 'token-logged' covers no finding.";
  const problem = { kind: "unused-ignore", path: "c.yaml", partial: false };
  expect(told("c.yaml:7:1")).toEqual([{ ...problem, message, region: ignore.region }]);
  expect(told("other.yaml:7:1")).toEqual([{ ...problem, message: `other.yaml:7:1: ${message}` }]);
});
