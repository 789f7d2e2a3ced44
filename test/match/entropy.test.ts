import { describe, expect, test } from "vitest";
import { isHighEntropy } from "#match/entropy.ts";
import { isCatastrophic } from "#match/redos.ts";

describe("what looks drawn at random", () => {
  test.each([
    ["q8Zr2vT0xLm4Kp9Wb7Ys", true],
    ["4f1c9a7be02d4f1c9a7be02d", true],
    ["783412095561", true],
    ["zxqjkvbwpfzxqjkvbwpf", true],
    ["", false],
    ["abc123", false],
    ["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", false],
    ["generateTheNameOfTheMethodThatIsCalled", false],
    ["correct horse battery staple is a password", false],
  ])("%j: %s", (text, expected) => {
    expect(isHighEntropy(text)).toBe(expected);
  });
});

describe("what may take exponential time", () => {
  test.each([
    ["(a+)+$", true],
    ["^(a|b*)*c", true],
    ["((ab )+)+$", true],
    ["(?:x{2,5}y?){4,}z", true],
    ["(a+)+", false],
    ["((ab )+)++$", false],
    ["(?>a+)+$", false],
    ["(a+){2}$", false],
    ["a+b+c", false],
    ["(ab)*c", false],
    ["(", false],
  ])("%s: %s", (source, expected) => {
    expect(isCatastrophic(source)).toBe(expected);
  });
});
