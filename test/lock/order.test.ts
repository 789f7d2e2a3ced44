import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareSurfaces } from "#lock/compare.ts";
import { lifetimeSeconds } from "#lock/order-lifetime.ts";
import { commandCovers, patternCovers, toolCovers } from "#lock/order-pattern.ts";
import { expectCpuBelow } from "../cost.ts";
import { fact, surface } from "./surfaces.ts";

/** Every text of letters that is short, for asking a pattern what it stands for. */
const letters = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 5 });
const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 6 });

describe("patterns", () => {
  test("a pattern that covers another one stands for all of its texts", () => {
    fc.assert(
      fc.property(pattern, pattern, letters, (outer, inner, text) => {
        if (!patternCovers(outer, inner) || !patternCovers(inner, text)) return;
        expect(patternCovers(outer, text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ["a*", "a", true],
    ["a*", "ab*", true],
    ["a*", "*", false],
    ["a?", "ab", true],
    ["a?", "a*", false],
    ["*:write", "x:write", true],
    ["s3:Get*", "s3:GetObject*", true],
    ["a*b*c", "a*bxb*c", true],
  ])("%s covers %s: %s", (outer, inner, covers) => expect(patternCovers(outer, inner)).toBe(covers));

  test.each([
    ["src/*", "src/a", true],
    ["src/*", "src/a/b", false],
    ["src/*", "src/**", false],
    ["src/**", "src/*", true],
    ["src/**", "src/a/b", true],
    ["**", "src/**", true],
  ])("as paths, %s covers %s: %s", (outer, inner, covers) =>
    expect(patternCovers(outer, inner, "within-slashes")).toBe(covers),
  );

  test.each([
    ["git:*", "git push:*", true],
    ["git *", "git", true],
    ["git:*", "gitk", false],
    ["git push", "git push *", false],
  ])("as commands, %s covers %s: %s", (outer, inner, covers) => expect(commandCovers(outer, inner)).toBe(covers));

  test.each([
    ["Bash", "Bash(rm:*)", true],
    ["Bash(rm:*)", "Bash", false],
    ["mcp__github__*", "mcp__github__push", true],
    ["Edit", "Bash(rm:*)", false],
    ["*", "Edit(a)", true],
  ])("as tools, %s covers %s: %s", (outer, inner, covers) => expect(toolCovers(outer, inner)).toBe(covers));

  test("hostile patterns cost at most the product of their lengths", () => {
    expectCpuBelow(1000, () => expect(patternCovers(`${"*a".repeat(2000)}b`, "a".repeat(4000))).toBe(false));
  });
});

test.each([
  ["15m", 900],
  ["12 hours", 43_200],
  ["3600", 3600],
  ["P1DT1H", 90_000],
  ["90 days", 7_776_000],
  ["never", Infinity],
  ["soon", undefined],
  ["P", undefined],
])("the lifetime %s is %s seconds", (text, seconds) => expect(lifetimeSeconds(text)).toBe(seconds));

describe("actions of AWS", () => {
  const type = async (before: readonly string[], after: readonly string[]) => {
    const at = (actions: readonly string[]) =>
      surface([fact("grant", ["policy/p", "aws:s"], { system: "aws", actions, decision: "hardcoded" })]);
    return (await compareSurfaces(at(before), at(after))).changes.map(({ type: word }) => word);
  };

  test("a wildcard more, whatever its case", async () => {
    expect(await type(["s3:GetObject"], ["S3:Get*"])).toEqual(["widened"]);
    expect(await type(["s3:*"], ["s3:GetObject", "s3:PutObject"])).toEqual(["narrowed"]);
    expect(await type(["s3:getobject"], ["S3:GetObject"])).toEqual([]);
  });

  test("patterns that together are another one", async () => {
    // All that `sts:GetFed*` stands for starts with `sts:GetFe`, so nothing is gained by the split.
    expect(await type(["sts:Get*", "sts:Decode*"], ["sts:*Token", "sts:Decode*"])).toEqual(["changed"]);
    expect(await type(["sts:Get*", "sts:Assume*"], ["sts:*tServiceBearerToken", "sts:AssumeR*"])).toEqual(["narrowed"]);
  });
});
