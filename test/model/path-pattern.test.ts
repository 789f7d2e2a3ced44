import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decideIgnored, parseIgnorePatterns } from "#model/path-pattern.ts";
import { walk } from "#discover/walk.ts";

import { git, makeTree } from "../discover/tree.ts";
import { expectCpuBelow } from "../cost.ts";

function decide(patterns: string, path: string): boolean | undefined {
  const isFolder = path.endsWith("/");
  const plain = isFolder ? path.slice(0, -1) : path;
  const candidate = { path: plain, name: plain.slice(plain.lastIndexOf("/") + 1), isFolder };
  return decideIgnored(parseIgnorePatterns(patterns), candidate, { left: 1_000_000 });
}

describe("ignore patterns", () => {
  const cases: readonly (readonly [pattern: string, path: string, verdict: boolean | undefined])[] = [
    ["a", "x/a", true],
    ["a", "ab", undefined],
    ["/a", "x/a", undefined],
    ["a/", "a", undefined],
    ["a/", "a/", true],
    ["a/b", "x/a/b", undefined],
    ["**/a/b", "x/y/a/b", true],
    ["a/**", "a/", undefined],
    ["a/**", "a/x/y", true],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["a/**/**/b", "a/b", true],
    ["a**b", "axxb", true],
    ["*", "x", true],
    ["**", "x/y", true],
    ["/*", "x/y", undefined],
    ["*.md\n!SKILL.md", "SKILL.md", false],
    ["!SKILL.md\n*.md", "SKILL.md", true],
    ["[ab]c", "bc", true],
    ["[!ab]c", "bc", undefined],
    ["[^ab]c", "xc", true],
    ["[]]", "]", true],
    ["[a-", "[a-", undefined],
    ["[[:digit:]]x", "7x", true],
    ["[[:nothing:]]", "n", undefined],
    ["[\\]]", "]", true],
    ["[z-a]", "z", true],
    ["\\#a", "#a", true],
    ["#a", "#a", undefined],
    ["\\!a", "!a", true],
    ["a\\", "a", undefined],
    ["a\\ ", "a ", true],
    ["a  ", "a", true],
    ["a\r\nb", "a", true],
    ["\uFEFFa", "a", true],
    ["A", "a", undefined],
    ["?", "ab", undefined],
    ["", "a", undefined],
    ["/", "a", undefined],
    ["!", "a", undefined],
  ];
  for (const [pattern, path, verdict] of cases) {
    it(`${JSON.stringify(pattern)} says ${verdict} of ${JSON.stringify(path)}`, () =>
      expect(decide(pattern, path)).toBe(verdict));
  }

  it("cost little where regular expressions would take minutes", () => {
    expectCpuBelow(1000, () => {
      decide(`a/${"**/a/".repeat(8)}b`, `${"a/".repeat(500)}c`);
      decide(`${"*a".repeat(60)}b`, `${"a".repeat(5000)}c`);
      decide(`${"[a-z]*".repeat(60)}9`, "a".repeat(5000));
    });
  });

  it("hide what git hides", () => {
    const piece = fc.constantFrom("a", "b", "c", "ab", "*", "**", "?", "a*", "*b", "[ab]", "[!a]", "\\a", "a?");
    const pattern = fc
      .tuple(
        fc.constantFrom("", "", "!"),
        fc.constantFrom("", "/"),
        fc.array(piece, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("", "/"),
      )
      .map(([not, start, pieces, end]) => `${not}${start}${pieces.join("/")}${end}`);
    const file = fc
      .array(fc.constantFrom("a", "b", "c", "ab", "abc"), { minLength: 1, maxLength: 4 })
      .map((names) => `${names.join("/")}.f`);
    const ignoreFile = fc.array(pattern, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 1, maxLength: 8 }),
        ignoreFile,
        fc.option(ignoreFile),
        (files, top, inner) => {
          const plain = files.map((path) => path.replace(/\.f$/, "/f"));
          const root = makeTree({
            ...Object.fromEntries(plain.map((path) => [path, ""])),
            ".gitignore": top,
            ...(inner === null ? {} : { "a/.gitignore": inner }),
          });
          git(root, "init", "-q");
          const visible = git(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0").slice(0, -1).sort();
          const request = { include: [], exclude: [], maxFileSize: 1e6, maxFiles: 1e4, claims: () => false };
          expect(walk(root, request).files.map((found) => found.path)).toEqual(visible);
        },
      ),
      { numRuns: 150 },
    );
  });
});
