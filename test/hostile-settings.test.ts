import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countersign, makeTree } from "./tree.ts";

const token = ["gh", "p_", "f4K9w2Zq7Lm3Xc8Vb1Np".repeat(2).slice(0, 36)].join("");

const rule = (formula: string, message = "m") =>
  `rules:\n  - { id: x, languages: [regex], severity: HIGH, message: "${message}", ${formula} }\n`;

describe("a configuration comes with the tree that is scanned, so it is as hostile as that", () => {
  test.each<[string, string, RegExp]>([
    ["nests too deeply in brackets", `exclude: ${"[".repeat(100_000)}`, /nests too deeply/],
    ["says many things in one line", `exclude: [a,\n ${"x: ".repeat(300_000)}]`, /:2:6: missed comma/],
    ["has very many keys", Array.from({ length: 60_000 }, (_, at) => `k${at}: 1\n`).join(""), /'k0' is not known/],
    ["is huge", `exclude: []\n${"# x\n".repeat(2_000_000)}`, /8000012 bytes/],
    ["writes a key twice", "exclude: []\nexclude: []\n", /countersign\.yaml:2:\d+: .*'exclude' is written twice/],
    ["holds two documents", "exclude: []\n---\nexclude: ['**']\n", /:3:1: one document is expected/],
    ["is no UTF-8", Buffer.from("exclude: ['\u00ff']\n", "latin1").toString("binary"), /not UTF-8/],
  ])("%s", (_, text, message) => {
    const root = makeTree({ "countersign.yaml": Buffer.from(text, "latin1") });
    const run = countersign(["scan", root]);
    expect(run.err).toMatch(message);
    expect(run.code).toBe(2);
  });

  test.each([
    `${token}: 1\n`,
    `failOn: ${token}\n`,
    `rules: ["../${token}"]\n`,
    `rules: ["${token}"]\n`,
    `exclude: ["${token}"]\n`,
    `severity: { ${token}: { to: low, reason: x } }\n`,
    `ignore: [{ rule: "${token}", reason: x }]\n`,
    `ignore: [{ rule: x, reason: y, expires: ${token} }]\n`,
  ])("shows no secret of it: %#", (text) => {
    const run = countersign(["scan", makeTree({ "countersign.yaml": text }), "--profile", "audit"]);
    expect(run.out + run.err).toContain(token.slice(0, 4));
    expect(run.out + run.err).not.toContain(token.slice(6));
  });

  test("names no more patterns than a line holds", () => {
    const text = `exclude:\n${Array.from({ length: 5000 }, (_, at) => `  - "a${at}"\n`).join("")}`;
    const run = countersign(["scan", makeTree({ "countersign.yaml": text })]);
    expect(run.err).toMatch(/a9 and 4990 more/);
  });
});

describe("links out of the tree", () => {
  const outside = makeTree({ "secret.yaml": "root-of-all: 1\n", "rules/a.yaml": rule("pattern-regex: a") });
  const linked = (name: string, target: string, config?: string) => {
    const root = makeTree(config === undefined ? {} : { "countersign.yaml": config });
    symlinkSync(target, join(root, name));
    return countersign(["scan", root]);
  };

  test.each<[string, () => ReturnType<typeof countersign>]>([
    ["configuration", () => linked("countersign.yaml", join(outside, "secret.yaml"))],
    ["folder of rules", () => linked("r", outside, "rules: [r]\n")],
    ["file of rules behind a linked folder", () => linked("r", outside, "rules: [r/secret.yaml]\n")],
    ["file in a folder of rules", () => linked("r.yaml", join(outside, "secret.yaml"), 'rules: ["."]\n')],
  ])("are not followed for the %s", (_, run) => {
    const { code, err } = run();
    expect(err).toMatch(/leads out of the tree/);
    expect(err).not.toContain("root-of-all");
    expect(code).toBe(2);
  });

  test("that lead nowhere are told, for a configuration that is passed over judges differently", () => {
    expect(linked("countersign.yaml", "/nonexistent/x")).toMatchObject({ code: 2 });
  });

  test("in circles end", () => {
    const root = makeTree({ "countersign.yaml": "rules: [r]\n" });
    mkdirSync(join(root, "r"));
    for (const name of ["a", "b", "c"]) symlinkSync(".", join(root, "r", name));
    const run = countersign(["scan", root]);
    expect(run.err).toMatch(/link to a folder/);
    expect(run.code).toBe(2);
  });
});

test("rules of the user's own may lie behind links", () => {
  const outside = makeTree({ "a.yaml": rule("pattern-regex: never-there") });
  const folder = makeTree({});
  symlinkSync(join(outside, "a.yaml"), join(folder, "linked.yaml"));
  expect(countersign(["scan", makeTree({}), "--rules", folder])).toMatchObject({ code: 0 });
});

test("what rules say of themselves is redacted in every format", () => {
  const root = makeTree({
    "countersign.yaml": "rules: [r.yaml]\n",
    "r.yaml": rule("pattern-regex: hit", token),
    "a.txt": "hit",
  });
  for (const format of ["pretty", "agent", "json", "sarif", "github"]) {
    const { out } = countersign(["scan", root, "--format", format]);
    expect(out).toContain("a.txt");
    expect(out, format).not.toContain(token.slice(6));
  }
});

describe.runIf(existsSync("/dev/full"))("a full disk", () => {
  const root = makeTree({ "AGENTS.md": "# x\n" });
  const shell = (command: string) =>
    execFileSync("bash", ["-c", `${command}; echo "code $?"`], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

  test("is told where results go there", () => {
    const text = shell(`node bin/countersign.js scan ${root} --format json 2>&1 >/dev/full`);
    expect(text).toMatch(/cannot write the results: ENOSPC\ncode 2/);
  });

  test("changes no exit code where only notes go there", () => {
    expect(shell(`node bin/countersign.js scan --no-such-flag 2>/dev/full`)).toBe("code 2\n");
    writeFileSync(join(root, "countersign.yaml"), "exclude: [x]\n");
    expect(shell(`node bin/countersign.js scan ${root} 2>/dev/full >/dev/null`)).toBe("code 0\n");
  });
});
