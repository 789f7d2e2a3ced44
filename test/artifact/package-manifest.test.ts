import { describe, expect, it } from "vitest";
import { packageManifest } from "#artifact/package-manifest.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (scripts: object, more: object = { name: "kit" }) =>
  collectText(packageManifest, "package.json", JSON.stringify({ ...more, scripts }));
const effects = (scripts: object) => factsOf(read(scripts), "effect").map(({ key }) => key);

describe("package-manifest", () => {
  it("claims package.json alone", () => {
    expect(["package.json", "a/b/package.json"].every((path) => packageManifest.claims(path))).toBe(true);
    expect(["package-lock.json", "package.json5", "my-package.json"].some((path) => packageManifest.claims(path))).toBe(
      false,
    );
  });

  it("tells the scripts that run by themselves, and none that is called", () => {
    const { facts, embedded } = read({ postinstall: "node-gyp-build", test: "vitest", build: "tsc", prepare: "husky" });
    expect(facts).toEqual([
      {
        id: "principal:package/kit#kit",
        kind: "principal",
        anchor: "package/kit",
        key: "kit",
        value: { type: "service", product: "npm", package: "kit" },
        confidence: "very-high",
        origin: "config",
        at: '"kit"',
      },
      expect.objectContaining({
        key: "exec:postinstall",
        owner: "principal:package/kit#kit",
        value: { effect: "exec", target: "postinstall", detail: "node-gyp-build" },
      }),
      expect.objectContaining({ key: "exec:prepare" }),
    ]);
    expect(embedded).toEqual([
      { language: "bash", text: "node-gyp-build", anchor: "package/kit" },
      { language: "bash", text: "husky", anchor: "package/kit" },
    ]);
  });

  it("says nothing of a package without such scripts", () => {
    expect(read({ test: "x", postinstall: "  " }).facts).toEqual([]);
    expect(collectText(packageManifest, "package.json", "{}").facts).toEqual([]);
  });

  it("is named by its path where it has no name", () => {
    expect(read({ install: "x" }, {}).facts[0]!.anchor).toBe("package/package.json");
  });

  it.each([
    [`node -e "require('fs').appendFileSync(process.env.HOME+'/.claude/CLAUDE.md','use x')"`, ["instructions"]],
    ["cp -r skills/x ~/.claude/skills/x", ["skill"]],
    ["echo '{}' > .mcp.json", ["permissions"]],
    ["cp a .claude/settings.json && cp b AGENTS.md", ["instructions", "permissions"]],
    ["powershell Copy-Item a %USERPROFILE%\\.claude\\settings.json", ["permissions"]],
    ["cat .claude/settings.json", []],
    ["node scripts/postinstall.js", []],
    ["cp dist/a.js lib/a.js", []],
  ])("tells what it writes of an agent's control plane: %s", (command, targets) => {
    expect(effects({ postinstall: command })).toEqual([
      "exec:postinstall",
      ...targets.map((target) => `self-modify:${target}`),
    ]);
  });

  it.each([
    '{"scripts": ["postinstall"]}',
    '{"scripts": {"postinstall": ["x"], "prepare": 3, "install": null}}',
    '{"name": {"a": 1}, "scripts": {"postinstall": "x", "__proto__": "y"}}',
    "[]",
    "",
    '{"scripts"',
  ])("bears %s", (text) => {
    expect(() => collectText(packageManifest, "package.json", text)).not.toThrow();
  });

  it("costs time in proportion", () => {
    expectCpuBelow(3000, () => effects({ postinstall: `> ${"../".repeat(100_000)} ${".claude/".repeat(50_000)}` }));
  });
});
