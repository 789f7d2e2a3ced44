import { describe, expect, test } from "vitest";
import { compileSearchRule } from "#match/compile.ts";
import type { Rule, SearchRule } from "#model/rule.ts";
import { readRuleFile } from "#rule/load.ts";
import { parsers } from "../match/searching.ts";

function rule(languages: string, pattern: string, message = "Found."): string {
  return `- { id: x, languages: [${languages}], severity: WARNING, message: ${message}, pattern: '${pattern}' }\n`;
}

function load(...rules: readonly string[]): SearchRule[] {
  const check = (one: Rule) => compileSearchRule(one as SearchRule, parsers).validate();
  const { rules: read, mistakes } = readRuleFile("r.yaml", `rules:\n${rules.join("")}`, "user", check);
  expect(mistakes).toEqual([]);
  return read as SearchRule[];
}

function linesOf(found: SearchRule, path: string, text: string): number[] {
  const syntax = path.endsWith(".json") ? "json" : "yaml";
  const { matches } = compileSearchRule(found, parsers).matches(parsers[syntax](path, text));
  return matches.map(({ span }) => text.slice(0, span.start).split("\n").length);
}

describe("rules of one file under one id", () => {
  test("are one rule, which looks in each language for its own pattern", () => {
    const [joined, ...more] = load(rule("json", '"a": 1'), rule("yaml", "b: 2"));
    expect(more).toEqual([]);
    expect(joined!.scope.languages).toEqual(["json", "yaml"]);
    expect(linesOf(joined!, "x.json", '{\n"a": 1,\n"b": 2}')).toEqual([2]);
    expect(linesOf(joined!, "x.yaml", "a: 1\nb: 2\n")).toEqual([2]);
  });

  test("a file holds the literals of its own language's pattern", () => {
    const [joined] = load(rule("json", '"first": 1'), rule("yaml", "second: 2"));
    expect(compileSearchRule(joined!, parsers).literals.flat()).toEqual(expect.arrayContaining(["first", "second"]));
  });

  test("stay apart where they say different things or speak of the same language", () => {
    expect(load(rule("json", '"a": 1'), rule("yaml", "b: 2", "Other."))).toHaveLength(2);
    expect(load(rule("json", '"a": 1'), rule("json, yaml", '"b": 2'))).toHaveLength(2);
  });
});
