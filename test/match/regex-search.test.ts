import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { Fuel, OutOfFuel } from "#match/fuel.ts";
import { type Regex, isRegexError, searching, translateRegex } from "#match/regex.ts";
import { allMatches, type RegexMatch } from "#match/regex-search.ts";
import { expectCpuBelow } from "../cost.ts";

function compiled(source: string): Regex {
  const regex = translateRegex(source, searching);
  if (isRegexError(regex)) throw new Error(`${source}: ${regex.message}`);
  return regex;
}

const enough = 10_000_000;

function search(regex: Regex, text: string, isQuick: boolean, fuel = enough) {
  return [...allMatches({ ...regex, isQuick: () => isQuick }, text, new Fuel(fuel))];
}

/** Expressions with everything in them that a translated one may have; groups are referred to by number. */
const expression = fc.letrec<{ part: string; whole: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\b", "^", "$", "\\n", "é", "(?i:B)", "[^\\n]", "😀"),
    fc.tuple(tie("part"), tie("part")).map((parts) => parts.join("")),
    fc.tuple(tie("part"), tie("part")).map((parts) => `(?:${parts.join("|")})`),
    tie("part").map((part) => `(${part})`),
    fc
      .tuple(
        tie("part"),
        fc.constantFrom("*", "+", "?", "{2}", "{0,2}", "{1,3}", "*?", "+?", "??", "{0,2}?", "*+", "?+"),
      )
      .map(([part, quantifier]) => `(?:${part})${quantifier}`),
    fc.tuple(fc.constantFrom("?=", "?!", "?<=", "?<!", "?>"), tie("part")).map(([sigil, part]) => `(${sigil}${part})`),
  ),
  whole: fc.tuple(tie("part"), fc.constantFrom("", "", "\\1"), tie("part")).map((parts) => parts.join("")),
}));

const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "B", "\n", "é", " "), maxLength: 10 });

/** What an engine finds that is linear by its nature, for expressions without looks, references and possession. */
function linear(source: string, subject: string) {
  const matcher = RE2JS.compile(source, RE2JS.MULTILINE).matcher(subject);
  const spans: { readonly start: number; readonly end: number }[] = [];
  while (matcher.find()) spans.push({ start: matcher.start(), end: matcher.end() });
  return spans;
}

const spansOf = (matches: readonly RegexMatch[]) => matches.map(({ start, end }) => ({ start, end }));

const regular = fc.letrec<{ part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("a", "b", "[ab]", "[^a]", "\\w", "."),
    fc.tuple(tie("part"), tie("part")).map((parts) => parts.join("")),
    fc.tuple(tie("part"), tie("part")).map((parts) => `(?:${parts.join("|")})`),
    fc
      .tuple(tie("part"), fc.constantFrom("*", "+", "?", "{1,3}", "*?", "+?"))
      .map(([part, quantifier]) => `(?:${part})${quantifier}`),
  ),
}));

describe("the search that counts its steps", () => {
  test("finds on texts that would take others for ever what a linear engine finds", () => {
    const long = fc
      .array(fc.tuple(fc.constantFrom("a", "b", "ab", "c", "\n"), fc.integer({ min: 1, max: 60 })), { maxLength: 6 })
      .map((runs) => runs.map(([unit, count]) => unit.repeat(count)).join(""));
    fc.assert(
      fc.property(regular.part, long, (source, subject) => {
        const regex = compiled(source);
        // Engines differ in what they make of rounds that take nothing.
        fc.pre(regex.program().isForgetful);
        const found = search(regex, subject, false, 2_000_000);
        expect(spansOf(found)).toEqual(linear(source, subject));
      }),
      { numRuns: 500 },
    );
  });

  test("finds what the engine's own search finds, groups and all", () => {
    fc.assert(
      fc.property(expression.whole, text, fc.boolean(), fc.boolean(), (source, subject, multiline, isAnchored) => {
        const regex = translateRegex(source, { multiline, anchored: isAnchored });
        fc.pre(!isRegexError(regex));
        expect(search(regex, subject, false)).toEqual(search(regex, subject, true));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([".*<\\w+.*", "[^a]*b", ".+?x", "\\s*x", "[😀b]*?a", "\\w*(?<=a)b", "[ab]+(?!b)x?", "b*"])(
    "passes over the run that %s fails in, and over nothing else",
    (source) => {
      fc.assert(
        fc.property(
          fc.string({ unit: fc.constantFrom("a", "b", "x", "<", " ", "\n", "😀"), maxLength: 30 }),
          (subject) => {
            expect(search(compiled(source), subject, false)).toEqual(search(compiled(source), subject, true));
          },
        ),
        { numRuns: 500 },
      );
    },
  );

  test.each(["😀", ".", "[^a]+", "(?<=😀)b", "(.)\\1", "(?<=(.))b", "\\p{So}+", "[😀-😂]", "(?<!😀)b"])(
    "takes %s for whole characters",
    (source) => {
      for (const subject of ["a😀b", "😀😀b", "b", "😂😀", "\ud83d b"])
        expect(search(compiled(source), subject, false)).toEqual(search(compiled(source), subject, true));
    },
  );

  test.each([
    ["(a+)+$", "a".repeat(50_000)],
    ["^(a|a)*$", `${"a".repeat(50_000)}!`],
    ["(?:a|b|ab)*c", "ab".repeat(25_000)],
    ["\\w+\\s*=", "a".repeat(50_000)],
    [".*.*.*=", "a".repeat(50_000)],
    ["(?:[a-c]{1,30}){0,30}x", "abc".repeat(5000)],
    ["[^x]*x", "a\n".repeat(25_000)],
  ])("answers %s on what takes others for ever", (source, subject) => {
    expectCpuBelow(12_000, () =>
      expect(search(compiled(source), subject, false, 5_000_000)).toHaveLength(source === "(a+)+$" ? 1 : 0),
    );
  });

  test.each([
    ["(?:[a-c]{0,30}){0,30}x", "abc".repeat(15_000)],
    ["(a*)*\\1b", "a".repeat(50_000)],
    ["(?=(a+)+$)b", "a".repeat(40)],
    ["(?:(a|aa)+\\1)+$", `${"a".repeat(5000)}!`],
  ])("gives %s up when its fuel is used up", (source, subject) => {
    expect(compiled(source).isQuick(10_000)).toBe(false);
    expectCpuBelow(5000, () => {
      try {
        search(compiled(source), subject, false, 300_000);
      } catch (error) {
        expect(error).toBeInstanceOf(OutOfFuel);
      }
    });
  });
});

describe("the engine's own search", () => {
  test.each([
    ["\\bAKIA[0-9A-Z]{16}\\b", true],
    ["a|b|c", true],
    ["x{0,50}y", true],
    ["(?<!a)b(?!c)", true],
    ["a+", false],
    [".*", false],
    ["(a)\\1", false],
    ["(?:a?){40}", false],
    ["x{0,5000}y", false],
  ])("is taken for %s: %s", (source, expected) => {
    expect(compiled(source).isQuick(10_000)).toBe(expected);
  });
});
