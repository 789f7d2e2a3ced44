import { beforeAll, describe, expect, test } from "vitest";
import { compileRule } from "#compile-rule.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileSearchRule } from "#match/compile.ts";
import type { Rule, SearchRule } from "#model/rule.ts";
import { readRuleFile, readRules } from "#rule/load.ts";
import { syntaxes } from "#syntax/table.ts";
import { parsers } from "../match/searching.ts";
import { shownNeeds } from "../match/shown-needs.ts";

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

  test("a file holds what its own language's pattern needs, and nothing of the other's", () => {
    const [joined] = load(rule("json", '"first": 1'), rule("yaml", "second: 2"));
    const { needsIn } = compileSearchRule(joined!, parsers);
    expect([needsIn("json"), needsIn("yaml")]).toEqual(["first", "second"]);
  });

  test("stay apart where they say different things or speak of the same language", () => {
    expect(load(rule("json", '"a": 1'), rule("yaml", "b: 2", "Other."))).toHaveLength(2);
    expect(load(rule("json", '"a": 1'), rule("json, yaml", '"b": 2'))).toHaveLength(2);
  });
});

describe("taint rules of one file under one id", () => {
  beforeAll(async () => {
    for (const name of ["javascript", "python"] as const) await loadSyntax(name);
  });

  function taint(language: string, sink: string): string {
    const parts = `pattern-sources: [{ pattern: source() }], pattern-sinks: [{ pattern: ${sink}(...) }]`;
    return `- { id: x, mode: taint, languages: [${language}], severity: WARNING, message: Found., ${parts} }\n`;
  }

  function count(rules: readonly Rule[], language: "javascript" | "python", code: string): number {
    const [first] = rules;
    if (first?.mode !== "taint") throw new Error("no taint rule");
    return compileRule(first).matches(syntaxes[language]("a.x", code)).matches.length;
  }

  test("are one rule, which follows in each language from its own sources to its own sinks", () => {
    const rules = readRules("r.yaml", `rules:\n${taint("javascript", "first")}${taint("python", "second")}`, "user");
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({ scope: { languages: ["javascript", "python"] } });
    const code = "first(source())\n";
    expect([count(rules, "javascript", code), count(rules, "python", code)]).toEqual([1, 0]);
    expect(count(rules, "python", "second(source())\n")).toBe(1);
  });

  test("no file is asked for the sinks of another language", () => {
    const [joined] = readRules("r.yaml", `rules:\n${taint("javascript", "first")}${taint("python", "second")}`, "user");
    if (joined?.mode !== "taint") throw new Error("no taint rule");
    const { needsIn } = compileRule(joined);
    expect([needsIn("javascript"), needsIn("python")].map(shownNeeds)).toEqual(["first & source", "second & source"]);
  });

  test("stay apart from one another in one language, and from search rules", () => {
    const same = `rules:\n${taint("python", "first")}${taint("python", "second")}${rule("json", '"a": 1', "Found.")}`;
    expect(readRules("r.yaml", same, "user")).toHaveLength(3);
  });
});
