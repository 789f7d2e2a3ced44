import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Condition, Formula, Requirement, Rule, SearchRule } from "#model/rule.ts";
import { readFormula } from "#rule/formula.ts";
import { readRules } from "#rule/load.ts";
import { readRequirement } from "#rule/requirement.ts";
import { readSource } from "#rule/source.ts";
import { isWritable, writeFormula, writeRequirement } from "#rule/write-formula.ts";
import { writeSemgrep } from "#rule/write-rule.ts";
import { knowledge } from "../tree.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("yes", "012", "1:30", "null", "~", "- a", "a: b", "$X", "a\n  b\n", " a\n", "a  \n\n\nb", "#", "'\""),
);
const metavariable = fc.constantFrom("$X", "$...ARGS", "$1");
const language = fc.constantFrom("json", "python", "generic", "regex");
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Without the keys that are not there, as the readers build objects. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

const { formula } = fc.letrec<{ formula: Formula; positive: Formula; conjunction: Formula; condition: Condition }>(
  (tie) => {
    const leaf = fc.oneof(
      fc.record({ type: fc.constant("pattern"), pattern: text }),
      fc.record({ type: fc.constant("regex"), regex: text }),
    );
    const around = (type: string) => fc.record({ type: fc.constant(type), formula: tie("formula") });
    const negation = fc.record({ type: fc.constant("not"), formula: tie("formula") });
    return {
      positive: fc.oneof(
        { maxDepth: 4, depthSize: "small" },
        leaf,
        fc.record({ type: fc.constant("any"), of: fc.array(tie("positive"), { maxLength: 3 }) }),
        tie("conjunction"),
        around("inside"),
        around("anywhere"),
      ) as fc.Arbitrary<Formula>,
      formula: fc.oneof({ maxDepth: 4 }, leaf, tie("positive"), negation) as fc.Arbitrary<Formula>,
      conjunction: fc
        .record({
          first: tie("positive"),
          more: fc.array(tie("formula"), { maxLength: 2 }),
          conditions: fc.array(tie("condition"), { maxLength: 2 }),
          focus: fc.array(fc.array(metavariable, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
        })
        .map(({ first, more, conditions, focus }) => ({
          type: "all",
          of: [first, ...more],
          conditions,
          focus,
        })) as fc.Arbitrary<Formula>,
      condition: fc
        .oneof(
          { maxDepth: 4 },
          fc.record({
            type: fc.constant("metavariable-regex"),
            metavariable,
            regex: text,
            propagatesConstants: optional(fc.constant(true)),
          }),
          fc.record({
            type: fc.constant("metavariable-comparison"),
            comparison: text,
            metavariable: optional(metavariable),
            base: optional(fc.constantFrom(8, 16)),
            strip: optional(fc.constant(true)),
          }),
          fc.record({
            type: fc.constant("metavariable-analysis"),
            metavariable,
            analyzer: fc.constantFrom("entropy", "redos"),
          }),
          fc.record({
            type: fc.constant("metavariable-type"),
            metavariable,
            types: fc.array(text, { minLength: 1, maxLength: 2 }),
            language: optional(language),
          }),
          fc.record({
            type: fc.constant("metavariable-pattern"),
            metavariable,
            language: optional(language),
            formula: tie("positive"),
          }),
        )
        .map(compact) as fc.Arbitrary<Condition>,
    };
  },
);

describe("a formula that is written and read", () => {
  test("is what it was", () => {
    fc.assert(
      fc.property(formula, (one) => {
        fc.pre(one.type !== "inside" && one.type !== "anywhere" && one.type !== "not");
        const file = stringify(writeFormula(one), { lineWidth: 0, aliasDuplicateObjects: false, compat: "yaml-1.1" });
        expect(readFormula(readSource("r.yaml", file), new Map())).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  test("stands in a list where an operator may not stand at the top", () => {
    expect(writeFormula({ type: "inside", formula: { type: "pattern", pattern: "a" } })).toEqual({
      patterns: [{ "pattern-inside": "a" }],
    });
  });

  test("has no words for a name of what was found", () => {
    const named: Formula = { type: "all", of: [], conditions: [], focus: [], bindsAs: "$X" };
    expect(isWritable({ type: "any", of: [{ type: "not", formula: named }] })).toBe(false);
    const bound: Condition = { type: "metavariable-pattern", metavariable: "$X", formula: named };
    expect(isWritable({ type: "all", of: [], conditions: [bound], focus: [] })).toBe(false);
  });
});

test("a requirement that is written and read is what it was", () => {
  const { requirement } = fc.letrec<{ requirement: Requirement }>((tie) => ({
    requirement: fc.oneof(
      { maxDepth: 5 },
      fc.record({ type: fc.constant("label"), label: fc.constantFrom("A", "B_1") }),
      fc.record({ type: fc.constant("constant"), holds: fc.boolean() }),
      fc.record({ type: fc.constant("not"), of: tie("requirement") }),
      fc.record({
        type: fc.constantFrom("and", "or"),
        of: fc.array(tie("requirement"), { minLength: 2, maxLength: 3 }),
      }),
    ) as fc.Arbitrary<Requirement>,
  }));
  fc.assert(
    fc.property(requirement, (one) => {
      expect(readRequirement(readSource("r.yaml", stringify(writeRequirement(one))))).toEqual(one);
    }),
  );
});

/** What decides where and what a rule finds. */
function essence(rule: Rule): unknown {
  const { metadata, ...rest } = rule;
  const { id: _, pack: __, title, help, standards: ___, ...said } = metadata;
  return { said: { ...said, title, help }, ...rest };
}

const taintFile = `rules:
  - id: all-of-it
    mode: taint
    languages: [python]
    severity: LOW
    message: Found.
    paths: { include: ["a/**"], exclude: ["b"] }
    options: { taint_assume_safe_numbers: true }
    fix: "$X"
    fix-regex: { regex: a, replacement: b, count: 1 }
    pattern-sources:
      - { pattern: source(), label: A, by-side-effect: only, control: true }
      - { patterns: [{ pattern: $X }, { pattern-not: b }], requires: A and not B, exact: true, by-side-effect: true }
      - { pattern: plain() }
    pattern-sinks:
      - { pattern: "sink($X)", requires: (A or B) and not C, exact: false, at-exit: true }
      - { pattern: "sink2($X, $Y)", requires: [{ $X: A }, { $Y: not B }] }
      - { pattern: sink3() }
    pattern-sanitizers:
      - { pattern-either: [{ pattern: a }, { pattern: b }], exact: true, by-side-effect: true, not_conflicting: true }
      - { pattern: clean() }
    pattern-propagators:
      - { pattern: "$X.add($Y)", from: $Y, to: $X, by-side-effect: false, requires: A, label: B, replace-labels: [A] }
      - { pattern: "f($Y, $X)", from: $Y, to: $X }
`;

describe("the file for Semgrep", () => {
  const { text: file, leftOut } = writeSemgrep(knowledge().rules, knowledge().standards);
  const portable = knowledge().rules.filter((rule) => rule.metadata.class === "portable");

  test("holds a taint rule of two languages as one for each", () => {
    const one = (spoken: string, sink: string) =>
      `- { id: x, mode: taint, languages: [${spoken}], severity: LOW, message: M., pattern-sources: [{ pattern: s() }], pattern-sinks: [{ pattern: ${sink}() }] }\n`;
    const rules = readRules("r.yaml", `rules:\n${one("javascript", "first")}${one("python", "second")}`, "user");
    const back = readRules("r.yaml", writeSemgrep(rules, []).text, "user");
    expect(back).toMatchObject([
      { scope: { languages: ["javascript"] }, sinks: [{ formula: { pattern: "first()" } }] },
      { scope: { languages: ["python"] }, sinks: [{ formula: { pattern: "second()" } }] },
    ]);
  });

  test("holds every portable search rule as it is, and tells of the others that give what is found a name", () => {
    const read = readRules("r.yaml", file, "user").filter(({ mode }) => mode === "search") as SearchRule[];
    const isNaming = (rule: Rule) => JSON.stringify(rule).includes('"bindsAs":');
    const naming = portable.filter(isNaming).map(({ metadata }) => metadata.id);
    const withIds = (reason: RegExp) =>
      leftOut
        .find((note) => reason.test(note))
        ?.split(": ")[1]
        ?.split(", ");
    expect(withIds(/\('as'\)/)).toEqual(naming);
    const further = knowledge().rules.filter(({ metadata }) => metadata.class !== "portable");
    const idsOf = (rules: readonly Rule[]) => rules.map(({ metadata }) => metadata.id);
    const asksNoFacts = (rule: Rule) =>
      (rule.mode === "search" || rule.mode === "taint") && !JSON.stringify(rule).includes('"type":"fact"');
    expect(withIds(/gates/)).toEqual(idsOf(further.filter(asksNoFacts)));
    expect(withIds(/facts/)).toEqual(idsOf(further.filter((rule) => !asksNoFacts(rule))));
    expect(leftOut).toHaveLength(3);
    const searches = portable.filter((rule) => rule.mode === "search" && !isNaming(rule));
    const wanted = searches.flatMap((rule) => {
      const { needs: _, variants = [], ...rest } = rule as SearchRule;
      const others = new Set(variants.flatMap(({ languages }) => languages));
      const languages = rest.scope.languages.filter((one) => !others.has(one));
      return [{ languages, formula: rest.formula }, ...variants].map((one) => ({
        ...rest,
        scope: { ...rest.scope, languages: one.languages },
        formula: one.formula,
      }));
    });
    expect(read.map(essence)).toEqual(wanted.map(essence));
    expect(new Set(read.map(({ metadata }) => metadata.id)).size).toBe(read.length);
  });

  test("has no key that Semgrep does not know", () => {
    const known = "id mode languages severity message metadata paths options fix fix-regex".split(" ");
    const operators = ["pattern", "patterns", "pattern-either", "pattern-regex"];
    const { rules } = parse(file) as { rules: Record<string, unknown>[] };
    for (const rule of rules) {
      const keys = Object.keys(rule).filter((key) => !known.includes(key));
      expect(operators).toEqual(expect.arrayContaining(keys));
      expect(keys).toHaveLength(1);
    }
  });

  test("holds taint rules", () => {
    const [rule] = readRules("r.yaml", taintFile, "user");
    const { text: written } = writeSemgrep([rule!], []);
    expect(readRules("r.yaml", written, "user").map(essence)).toEqual([essence(rule!)]);
    expect(written).not.toContain("__SOURCE__");
  });

  test("names the roles under the metadata, and leaves out what Semgrep does not read", () => {
    const rule = (id: string, languages: string, more = "") =>
      `  - {id: ${id}, languages: [${languages}], severity: LOW, message: a, pattern: 'a: 1'${more}}\n`;
    const read = readRules(
      "r.yaml",
      `rules:\n${rule("a", "toml, yaml", ", artifacts: [skill]")}${rule("b", "toml")}`,
      "x",
    );
    const { text: written, leftOut: without } = writeSemgrep(read, []);
    expect(without).toEqual(["left out, since Semgrep does not read their languages: b"]);
    expect(parse(written)).toMatchObject({
      rules: [{ id: "countersign.a", languages: ["yaml"], metadata: { artifacts: ["skill"] } }],
    });
    expect((parse(written) as { rules: object[] }).rules[0]).not.toHaveProperty("artifacts");
  });
});
