import { describe, expect, test } from "vitest";
import { ownersOf } from "#lock/codeowners.ts";
import { expectCpuBelow } from "../cost.ts";

const path = ".countersign/approvals/0123.yaml";
const owners = (text: string, place = ".github/CODEOWNERS") => ownersOf({ path: place, text }, path);

describe("who must be asked about an approval", () => {
  test.each([
    ["*"],
    ["**"],
    [".countersign/"],
    ["/.countersign/"],
    [".countersign"],
    ["/.countersign/**"],
    [".countersign/approvals/"],
    ["/.countersign/approvals/*"],
    ["/.countersign/*/*.yaml"],
    ["approvals/"],
    ["*.yaml"],
    ["**/approvals/**"],
  ])("the owners of %s", (pattern) => {
    expect(owners(`${pattern} @org/identity ada@example.com # both\n`)).toEqual(["@org/identity", "ada@example.com"]);
  });

  test.each([
    ["docs/"],
    ["/.countersign/*"],
    ["/approvals/"],
    ["/*"],
    ["/countersign/"],
    ["*.yml"],
    ["\\#.countersign"],
    [".countersign/approvals/*.md"],
  ])("not those of %s", (pattern) => {
    expect(owners(`${pattern} @org/identity\n`)).toEqual([]);
  });

  test("the last line that matches decides, and one without owners takes them away", () => {
    expect(owners("* @a\n/.countersign/ @b\n")).toEqual(["@b"]);
    expect(owners("/.countersign/ @b\n* @a\n")).toEqual(["@a"]);
    expect(owners("* @a\n/.countersign/approvals/\n")).toEqual([]);
    expect(owners("* @a\r\n\r\n# /.countersign/\r\n")).toEqual(["@a"]);
  });

  test("lines that the host passes over are passed over", () => {
    expect(owners("* @a\n!.countersign/ @b\n")).toEqual(["@a"]);
    expect(owners("* @a\n.countersign/ nobody\n")).toEqual(["@a"]);
    expect(owners("* @a\n[.]countersign/ @b\n")).toEqual(["@a"]);
  });

  test("GitLab's sections each have a say, optional ones none", () => {
    const gitlab = (text: string) => owners(text, ".gitlab/CODEOWNERS");
    expect(gitlab("[Identity] @org/identity\n.countersign/\n[Docs]\n* @docs\n")).toEqual(["@org/identity", "@docs"]);
    expect(gitlab("^[Identity] @org/identity\n.countersign/\n")).toEqual([]);
    expect(gitlab("[Identity][2]\n* @a\n!.countersign/\n")).toEqual([]);
  });

  test("hostile files cost bounded work and give nobody a say", () => {
    expectCpuBelow(3000, () => {
      expect(owners(`${"**/a*".repeat(300)} @a\n`.repeat(1000))).toEqual([]);
      expect(owners(`* @a\n${"x".repeat(4_000_000)}`)).toEqual([]);
    });
  });
});
