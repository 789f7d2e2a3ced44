import { describe, expect, test } from "vitest";
import { Fuel } from "#match/fuel.ts";
import { type Regex, type RegexUse, anchored, isRegexError, searching, translateRegex } from "#match/regex.ts";
import { firstMatch, regexTest } from "#match/regex-search.ts";

function compiled(source: string, use: RegexUse = searching) {
  const regex = translateRegex(source, use);
  if (isRegexError(regex)) throw new Error(`${source}: ${regex.message}`);
  return regex;
}

/** The expression as the engine itself looks for it, and as the search looks for it that counts its steps. */
function bothWays(regex: Regex): readonly Regex[] {
  return [
    { ...regex, isQuick: () => true },
    { ...regex, isQuick: () => false },
  ];
}

function isFound(regex: Regex, text: string): boolean {
  const answers = bothWays(regex).map((one) => regexTest(one, text, new Fuel(1_000_000)));
  expect(answers[0]).toBe(answers[1]);
  return answers[0]!;
}

function firstOf(source: string, text: string, use?: RegexUse): string | undefined {
  const matches = bothWays(compiled(source, use)).map((regex) => {
    const match = firstMatch(regex, text, new Fuel(1_000_000));
    return match && text.slice(match.start, match.end);
  });
  expect(matches[0]).toBe(matches[1]);
  return matches[0];
}

describe("what a translated expression matches", () => {
  test.each<[source: string, text: string, expected: string | undefined]>([
    ["(?i)Token", "my TOKEN", "TOKEN"],
    ["(?i)straße", "STRAßE", "STRAßE"],
    ["a(?i)b|c", "xC", "C"],
    ["a(?i)b|c", "AB", undefined],
    ["(?i:ab)c", "ABc", "ABc"],
    ["(?i:ab)c", "ABC", undefined],
    ["(?i:[a-f]+)x", "FeEdx", "FeEdx"],
    ["(?i)a(?-i)b", "Ab", "Ab"],
    ["(?i)a(?-i)b", "AB", undefined],
    ["(?s)a.b", "a\nb", "a\nb"],
    ["a.b", "a\nb", undefined],
    ["a.b", "a\rb", "a\rb"],
    ["(?-m)^b", "a\nb", undefined],
    ["^b$", "a\nb\nc", "b"],
    ["^b$", "a\r\nb\r\nc", undefined],
    ["(?x) a b # c\n [ ]", "ab ", "ab "],
    ["(?P<q>['\"])x(?P=q)", `"x' 'x'`, "'x'"],
    ["(?<q>a)\\k<q>\\k{q}\\1\\g{1}\\g1\\g{-1}", "aaaaaaa", "aaaaaaa"],
    ["\\Ab", "a\nb", undefined],
    ["b\\Z", "a\nb\n", "b"],
    ["b\\z", "a\nb\n", undefined],
    ["[[:alpha:]]+", "12ab3", "ab"],
    ["[^[:digit:][:space:]]+", "1 xy2", "xy"],
    ["[[:^alpha:]]+", "ab12", "12"],
    ["\\h+x", "\t x", "\t x"],
    ["a\\Rb", "a\r\nb", "a\r\nb"],
    ["\\Qa.b*\\E+", "xa.b**", "a.b**"],
    ["\\Q$x", "$x", "$x"],
    ["a(?#comment)b", "ab", "ab"],
    ["[]a]+", "a]", "a]"],
    ["[^]a]+", "a]b", "b"],
    ["[a\\-z]+", "b-z", "-z"],
    ["[\\d-x]+", "1-x", "1-x"],
    ["[\\b]", "\b", "\b"],
    ["a{,2}", "a{,2}", "a{,2}"],
    ["a{2}", "aaa", "aa"],
    ["{x}", "{x}", "{x}"],
    ["a/b", "a/b", "a/b"],
    ["\\x41\\x{1F600}\\101", "A😀A", "A😀A"],
    ["^.$", "😀", "😀"],
    ["\\pL\\p{Lu}\\p{Greek}", "aBγ", "aBγ"],
    ["\\P{L}", "a1", "1"],
    ["(?<=a)b(?!c)", "bc ab", "b"],
    ["\\s", "\u00a0", undefined],
    ["\\d", "٣", undefined],
    ["(a)|b\\1", "b", undefined],
    ["\\1(a)", "aa", undefined],
    ["(x|\\1y)", "y", undefined],
    ["(?:(a)|b\\1)+", "abac", "aba"],
    ["(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)\\10", "abcdefghijj", "abcdefghijj"],
  ])("%s on %j", (source, text, expected) => {
    expect(firstOf(source, text)).toBe(expected);
  });

  test("atomic groups and possessive quantifiers give nothing back, and do not shift the numbers of groups", () => {
    expect(firstOf("(?>a+)ab", "aaab")).toBeUndefined();
    expect(firstOf("a++b", "aaab")).toBe("aaab");
    expect(firstOf("a?+a", "a")).toBeUndefined();
    expect(firstOf('"[^"]*+"', '"x" "')).toBe('"x"');
    expect(firstOf("(?>x)(a)(?>y)(b)\\2\\1", "xaybba")).toBe("xaybba");
  });

  test("anchored expressions match at the start and know no lines", () => {
    expect(isFound(compiled("a|b", anchored), "xb")).toBe(false);
    expect(isFound(compiled("a|b", anchored), "bx")).toBe(true);
    expect(isFound(compiled("^b$", anchored), "a\nb")).toBe(false);
    expect(isFound(compiled("a$", anchored), "a\n")).toBe(true);
    expect(isFound(compiled(".*x", anchored), "a\nx")).toBe(false);
  });

  test("testing twice gives the same answer", () => {
    const regex = compiled("a");
    expect([isFound(regex, "a"), isFound(regex, "a")]).toEqual([true, true]);
  });
});

describe("what is not understood is an error that says why", () => {
  test.each([
    ["(?R)", "recursion"],
    ["(a)(?1)", "(?1)"],
    ["(?(1)a|b)", "(?(1"],
    ["(*SKIP)a", "(*SK"],
    ["(?|a|b)", "(?|a"],
    ["\\Ka", "\\K"],
    ["\\Ga", "\\G"],
    ["\\ua", "\\u"],
    ["\\ya", "\\y"],
    ["(?U)a", "flag U"],
    ["(a", "unmatched ("],
    ["a)", "unmatched )"],
    ["[a", "unmatched ["],
    ["*a", "nothing for *"],
    ["a{3,2}", "out of order"],
    ["[z-a]", "out of order"],
    ["a{70000}", "65535"],
    ["\\9", "no group 9"],
    ["a\\2(b)", "no group 2"],
    ["\\k<no>", "no group named no"],
    ["[[:nope:]]", "nope"],
    ["[[.a.]]", "collating"],
    ["\\p{Nope}", "Nope"],
    ["\\", "backslash"],
  ])("%s", (source, reason) => {
    const regex = translateRegex(source);
    expect(isRegexError(regex) && regex.message).toContain(reason);
  });

  test("nesting is bounded", () => {
    expect(isRegexError(translateRegex("(".repeat(5000) + ")".repeat(5000)))).toBe(true);
    expect(isRegexError(translateRegex("(".repeat(50) + ")".repeat(50)))).toBe(false);
  });
});
