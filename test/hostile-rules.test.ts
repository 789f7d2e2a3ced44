import { describe, expect, test } from "vitest";
import { RuleReading } from "#cli/rule-bounds.ts";
import { UserError } from "#model/user-error.ts";
import { valueRedactor } from "#secrets/redact-value.ts";
import { expectProportion } from "./cost.ts";
import { countersign, makeTree } from "./tree.ts";

const rule = (id: string, more = "pattern: danger(...)") =>
  `- { id: ${id}, languages: [javascript], severity: HIGH, message: m, ${more} }\n`;
const good = rule("good");

/** Scans a tree that brings its rules. */
function scanWith(rules: string, config = "rules: [r.yaml]\n", flags: readonly string[] = []) {
  const root = makeTree({ "countersign.yaml": config, "r.yaml": `rules:\n${rules}`, "a.js": "danger(1)\n" });
  const { code, out, err } = countersign(["scan", root, "--format", "json", ...flags]);
  return { code, found: out.includes('"good"'), told: err.split("\n").filter((line) => line.startsWith("error:")) };
}

describe("rules come with the tree that is scanned, so they are as hostile as that", () => {
  test.each([
    ["one name", `rules: [&a r.yaml${", *a".repeat(800)}]\n`],
    ["many names", `rules: [${Array.from({ length: 300 }, (_, at) => `${"./".repeat(at)}r.yaml`).join(", ")}]\n`],
  ])("a file that is named again and again under %s is read once", (_, config) => {
    const rules = good + Array.from({ length: 500 }, (__, at) => rule(`r${at}`)).join("");
    expect(scanWith(rules, config)).toEqual({ code: 1, found: true, told: [] });
  });

  test.each<[string, string, RegExp]>([
    ["very many that are none", "- 1\n".repeat(500_000), /r\.yaml:2:1: rules: more than 20000 rules/],
    ["very many", Array.from({ length: 21_000 }, (_, at) => rule(`r${at}`)).join(""), /more than 20000 rules/],
    [
      "a long key again and again",
      `- ? &k ${"x".repeat(1_500_000)}\n  : 1\n${"- { *k : 1 }\n".repeat(300)}`,
      /r\.yaml:\d+:6: more than 1000000 values, or texts as long/,
    ],
    [
      "a long message again and again",
      `- { id: a, message: &m "${"m".repeat(1_000_000)}" }\n${"- { message: *m }\n".repeat(1000)}`,
      /more than 1000000 values, or texts as long/,
    ],
  ])("%s are one mistake", (_, rules, message) => {
    const { code, told } = scanWith(rules);
    expect(code).toBe(2);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(message);
  });

  test("of very many mistakes the first are told, and how many more there are", () => {
    const { code, found, told } = scanWith(good + "- {}\n".repeat(5000));
    expect({ code, found }).toEqual({ code: 2, found: true });
    expect(told).toHaveLength(51);
    expect(told.at(-1)).toMatch(/r\.yaml: 4950 more mistakes are not told/);
  });

  test("of very many ids that are written twice, too", () => {
    const { told } = scanWith(good.repeat(200));
    expect(told).toHaveLength(51);
    expect(told.at(-1)).toMatch(/149 more/);
  });

  test("a long key is quoted in part", () => {
    const { told } = scanWith(`${good}- { id: a, pattern-${"k".repeat(500_000)}: 1 }\n`);
    expect(told[0]).toMatch(/the key 'pattern-k{72}…' is not known/);
    expect(told[0]!.length).toBeLessThan(500);
  });

  test.each<[string, string, RegExp]>([
    ["message", rule("a", `pattern: f()`).replace("message: m", `message: "${"m".repeat(10_001)}"`), /10000 char/],
    ["pattern", rule("a", `pattern: "f(${"a".repeat(100_000)})"`), /100000 char/],
    ["expression", rule("a", `pattern-regex: "${"a".repeat(100_001)}"`), /100000 char/],
  ])("a %s has a greatest length", (_, bad, message) => {
    const { code, found, told } = scanWith(good + bad);
    expect({ code, found }).toEqual({ code: 2, found: true });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/r\.yaml:3:\d+: rule 'a'/);
    expect(told[0]).toMatch(message);
  });

  test.each(["^".repeat(50_000), "(?=d)".repeat(16_000), "(?>x?)".repeat(8000), "\\b".repeat(20_000)])(
    "an expression that is too long for the engine is looked for all the same: %.8s…",
    (start) => {
      const expression = rule("regex", `pattern-regex: '${start}danger'`);
      const { code, told } = scanWith(good + expression.replace("[javascript]", "[regex]"));
      expect({ code, told }).toEqual({ code: 1, told: [] });
    },
  );

  test("the time limit counts while rules are read", () => {
    const slow = `f(${"a, ".repeat(33_000)}a)`;
    const rules = Array.from({ length: 120 }, (_, at) =>
      rule(`r${at}`, at === 0 ? `pattern: &m "${slow}"` : "pattern: *m"),
    );
    const { code, told } = scanWith(rules.join(""), undefined, ["--timeout", "3"]);
    expect(code).toBe(2);
    expect(told).toMatchObject([expect.stringMatching(/the time limit ended the scan while rules were read/)]);
  });
});

describe("the reading of a run's rules", () => {
  const file = (name: string, length: number) => ({ name, text: "x".repeat(length) });

  test("reads a file once", () => {
    const reading = new RuleReading();
    const first = reading.take("/a", () => file("a", 1));
    expect(reading.take("/a", () => file("b", 1))).toBe(first);
  });

  test("bounds characters, files and rules", () => {
    const long = new RuleReading();
    for (let at = 0; at < 8; at++) long.take(`/${at}`, () => file(`${at}`, 4_194_304));
    expect(() => long.take("/8", () => file("8", 1))).toThrow(/33554432 characters/);
    const many = new RuleReading();
    for (let at = 0; at < 10_000; at++) many.take(`/${at}`, () => file(`${at}`, 1));
    expect(() => many.take("/more", () => file("more", 1))).toThrow(/10000 files/);
    many.count(20_000, "a");
    expect(() => many.count(1, "b")).toThrow(UserError);
  });

  test("ends at the deadline", () => {
    expect(() => new RuleReading(1).take("/a", () => file("a", 1))).toThrow(/time limit/);
  });
});

test("redaction costs the same for each of many rules, whose ids are names", () => {
  expectProportion({ few: 500, many: 4000, atMost: 24 }, (count) => {
    const rules = Array.from({ length: count }, (_, at) => ({ id: `rule-${at}`, message: `Found by rule-${at}.` }));
    return () => valueRedactor(rules.map(({ id }) => id))(rules);
  });
});
