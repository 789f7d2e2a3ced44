import { describe, expect, it } from "vitest";
import { UserError } from "#model/user-error.ts";
import { readRuleFile, readRules } from "#rule/load.ts";

const sources = "  pattern-sources: [{pattern: s()}]";
const sinks = "  pattern-sinks: [{pattern: k()}]";

const head = "rules:\n- id: r\n  mode: taint\n  languages: [python]\n  severity: ERROR\n  message: Found.\n";

/** What is said of a taint rule with these lines, and where. */
function mistake(...lines: string[]): string {
  try {
    readRules("r.yaml", `${head}${lines.join("\n")}\n`, "user");
    return "";
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `${error.where} ${error.message} ${error.suggestion ?? ""}`;
  }
}

describe("a taint rule", () => {
  it.each<[string, string[], RegExp]>([
    ["no sinks", [sources], /'pattern-sinks' is missing/],
    ["no sources", [sinks], /'pattern-sources' is missing/],
    ["an empty list", [sources, "  pattern-sinks: []"], /pattern-sinks: the list is empty.*nothing can be found/],
    ["an unfinished requirement", [sources, "  pattern-sinks: [{pattern: k(), requires: A and}]"], /ends too early/],
    ["other operators", [sources, "  pattern-sinks: [{pattern: k(), requires: A && B}]"], /'and', 'or' and 'not'/],
    [
      "a propagator from what it does not bind",
      [sources, sinks, "  pattern-propagators: [{pattern: $A.b($C), from: $X, to: $A}]"],
      /pattern-propagators\[0\].from: \$X is bound by no pattern.*Bound are: \$A, \$C\./,
    ],
    [
      "a propagator without an end",
      [sources, sinks, "  pattern-propagators: [{pattern: f($A), to: $A}]"],
      /'from' is missing/,
    ],
    [
      "a kind of side effect that there is not",
      ["  pattern-sources: [{pattern: s(), by-side-effect: maybe}]", sinks],
      /true or false/,
    ],
    [
      "a key that is misspelt",
      ["  pattern-sources: [{pattern: s(), lable: X}]", sinks],
      /^r\.yaml:7:43 .*'lable' is not known Did you mean 'label'/,
    ],
    [
      "a key that nobody knows",
      [sources, "  pattern-sinks: [{pattern: k(), colour: red}]"],
      /'colour' is not known Known keys: .*at-exit/,
    ],
    [
      "a gate that is a source",
      ["  pattern-sources: [{pattern: s(), gate: true}]", sinks],
      /'gate' .* for sources It is for sanitizers\./,
    ],
    [
      "a gate that is a sink",
      [sources, "  pattern-sinks: [{pattern: k(), gate: true}]"],
      /'gate' means nothing for sinks/,
    ],
    [
      "a sink that refuses",
      [sources, "  pattern-sinks: [{pattern: k(), refuses: throws}]"],
      /'refuses' means nothing for sinks/,
    ],
    [
      "a label of a sink",
      [sources, "  pattern-sinks: [{pattern: k(), label: X}]"],
      /for sinks It is for sources and propagators\./,
    ],
    [
      "an exact gate",
      [sources, sinks, "  pattern-sanitizers: [{pattern: g(), gate: true, exact: true}]"],
      /'exact' means nothing for a gate/,
    ],
    [
      "a key in the wrong list of the new notation",
      ["  taint: {sources: [{pattern: s(), at-exit: true}], sinks: [{pattern: k()}]}"],
      /'at-exit' means nothing for sources It is for sinks\./,
    ],
    [
      "a misspelt key of the new notation",
      ["  taint: {sources: [{pattern: s(), lable: X}], sinks: [{pattern: k()}]}"],
      /Did you mean 'label'/,
    ],
  ])("is refused for %s", (_, lines, expected) => {
    expect(mistake(...lines)).toMatch(expected);
  });

  it("may hold every key in its place", () => {
    const lines = [
      "  pattern-sources: [{pattern: s(), exact: true, by-side-effect: only, label: A, requires: B, control: true}]",
      "  pattern-sinks: [{pattern: k(), exact: false, requires: A, at-exit: true}]",
      "  pattern-sanitizers: [{pattern: c(), exact: true, by-side-effect: true, not_conflicting: true}]",
      "  pattern-propagators: [{pattern: $A.b($C), from: $C, to: $A, by-side-effect: true, label: B, requires: A, replace-labels: [A]}]",
    ];
    expect(mistake(...lines)).toBe("");
  });

  it("is told where it is wrong", () => {
    const lines = [sources, sinks, "  pattern-propagators:", "  - {pattern: $A.b($C), from: $C, to: $B}"];
    expect(mistake(...lines)).toMatch(/^r\.yaml:10:39 /);
  });

  it.each([
    ["labels that propagators give", "  pattern-propagators: [{pattern: $A.b($C), from: $C, to: $A, label: B}]", "B"],
    ["a label that may be absent", "  pattern-propagators: []", "__SOURCE__ and not B"],
    ["one of two labels", "  pattern-propagators: []", "__SOURCE__ or B"],
  ])("may ask for %s", (_, propagators, requires) => {
    expect(mistake(sources, propagators, `  pattern-sinks: [{pattern: k(), requires: ${requires}}]`)).toBe("");
  });

  it.each([
    ["a label that nothing gives", "s()", "B", "'B', so what asks for it is never found. Give a source that label."],
    ["a label with another name", "s(), label: A", "A and AA", "Known labels: A."],
    ["a label in a list of requirements", "s()", "[{$X: B}]", "the label 'B'"],
  ])("is read, and it is told, if it asks for %s", (_, source, requires, expected) => {
    const lines = `  pattern-sources: [{pattern: ${source}}]\n  pattern-sinks: [{pattern: k($X), requires: ${requires}}]\n`;
    const { rules, mistakes, notes } = readRuleFile("r.yaml", head + lines, "user");
    expect([rules.length, mistakes.length, notes.length]).toEqual([1, 0, 1]);
    expect(notes[0]).toContain(expected);
    expect(notes[0]).toMatch(/^r\.yaml:2:3: rule 'r': no source or propagator gives/);
  });

  it.each(["A", "A or B", "A and not B"])("says nothing of what may be met: %s", (requires) => {
    const lines = `  pattern-sources: [{pattern: s(), label: A}]\n  pattern-sinks: [{pattern: k($X), requires: ${requires}}]\n`;
    expect(readRuleFile("r.yaml", head + lines, "user").notes).toEqual([]);
  });
});
