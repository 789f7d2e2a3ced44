import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { openRepository } from "#discover/repository.ts";
import { walkRevision } from "#discover/revision-walk.ts";
import { resolveRevision } from "#discover/revision.ts";
import { walk } from "#discover/walk.ts";
import type { Walk } from "#discover/walk.ts";
import type { WalkRequest } from "#discover/walk-state.ts";

import { expectCpuBelow } from "../cost.ts";
import { git, makeRepository, makeTree, put, type Content } from "./tree.ts";

const claims = (path: string): boolean =>
  /(^|\/)(SKILL|CLAUDE|AGENTS)\.md$|(^|\/)\.claude\/[^/]+\.json$|(^|\/)\.mcp\.json$/.test(path);

const defaults: WalkRequest = { include: [], exclude: [], maxFileSize: 1_000_000, maxFiles: 10_000, claims };

function walkedAt(root: string, name = "HEAD", request: Partial<WalkRequest> = {}): Walk {
  const repository = openRepository(root, process.env["PATH"] ?? "");
  return walkRevision(repository, resolveRevision(repository, name), { ...defaults, ...request });
}

/** Paths, sizes and problems; what ignore files hid before git was asked is counted in folders only. */
function comparable({ files, problems }: Walk) {
  return { files: files.map(({ path, size }) => [path, size]), problems };
}

describe("a revision is walked like the folder that it would be", () => {
  it.each<[string, Record<string, Content>, Partial<WalkRequest>]>([
    ["files in the order of their whole paths", { "a/b": "12", "a.txt": "1", "a-b": "", Z: "", é: "", b: "" }, {}],
    [
      "odd names",
      { "x\u001B]0;x\u0007": "", "a\nb": "", "\u202Eexe": "", __proto__: "", "constructor/__proto__": "", "a\tb": "" },
      {},
    ],
    ["vendored folders", { "node_modules/a/SKILL.md": "", "b/.venv/c": "", "d/pyvenv.cfg": "", "d/e": "", f: "" }, {}],
    [
      "artifacts right in vendored folders",
      {
        "skills/vendor/SKILL.md": "",
        "skills/vendor/scripts/a": "",
        "skills/vendor/node_modules/SKILL.md": "",
        "venv/pyvenv.cfg": "",
        "venv/.claude/settings.json": "",
        "env/pyvenv.cfg": "",
        "env/SKILL.md": { link: "../skills/vendor/SKILL.md" },
        "lib/pyvenv.cfg": "",
        "lib/CLAUDE.md/x": "",
        "third_party/AGENTS.md": "",
      },
      { exclude: ["third_party/AGENTS.md"] },
    ],
    ["build output", { "target/CACHEDIR.TAG": "", "target/x": "", "a/target/y": "" }, {}],
    ["tracked files that an ignore file covers", { ".gitignore": "*.log\nlogs/\n", "a.log": "", "logs/b": "" }, {}],
    [
      "what the configuration excludes",
      { "legacy/SKILL.md": "", "legacy/b": "", "a.gen.ts": "", c: "" },
      {
        exclude: ["legacy/", "*.gen.ts"],
      },
    ],
    [
      "what is asked for",
      { "a/x": "", "a/y/z": "", "ab/x": "", c: "", "vendor/d/SKILL.md": "", "vendor/e": "" },
      {
        include: ["a", "c", "vendor/d", "a/y"],
      },
    ],
    ["a named vendored folder", { "vendor/d/SKILL.md": "", "vendor/node_modules/x": "" }, { include: ["vendor"] }],
    ["files over the limit", { big: "123456", "SKILL.md": "123456", ok: "12345" }, { maxFileSize: 5 }],
    ["more files than the limit", { "b/1": "", "b/2": "", a: "", c: "" }, { maxFiles: 2 }],
    [
      "links",
      {
        "real/SKILL.md": "",
        file: "",
        link: { link: "file" },
        "other/dir": { link: "../real" },
        "nested/again": { link: "../other/dir/SKILL.md" },
        out: { link: "../../../../../../etc" },
        absolute: { link: "/etc" },
        nowhere: { link: "gone" },
        "loop/a": { link: "b" },
        "loop/b": { link: "a" },
        "here/self": { link: "." },
        "AGENTS.md": { link: "CLAUDE.md" },
        "CLAUDE.md": "",
        ".mcp.json": { link: "config/servers.txt" },
        "config/servers.txt": "",
        ".claude": { link: "settings" },
        "settings/settings.json": "",
        vendored: { link: "node_modules/x" },
        "node_modules/x/a": "",
        "odd//": { link: "./real/./../real//SKILL.md" },
      },
      {},
    ],
  ])("%s", (_, files, request) => {
    const root = makeRepository(
      Object.fromEntries(Object.entries(files).map(([path, content]) => [path.replace("//", ""), content])),
    );
    const expected = walk(root, { ...defaults, ...request });
    expect(comparable(walkedAt(root, "HEAD", request))).toEqual(comparable(expected));
    // Nothing of it depends on the work tree.
    for (const path of Object.keys(files)) rmSync(join(root, path.split("/")[0]!), { recursive: true, force: true });
    expect(comparable(walkedAt(root, "HEAD", request))).toEqual(comparable(expected));
  });
});

it("reads artifacts right in a vendored folder as a walk does, also where that is ignored", () => {
  const root = makeRepository({
    ".gitignore": "vendor/\n",
    "vendor/CLAUDE.md": "",
    "vendor/x": "",
    "vendor/y/CLAUDE.md": "",
  });
  const names = ({ files }: Walk) => files.map(({ path }) => path);
  expect(names(walkedAt(root))).toEqual([".gitignore", "vendor/CLAUDE.md"]);
  expect(names(walk(root, defaults))).toEqual(names(walkedAt(root)));
});

describe("what only a revision can hold", () => {
  it("tells of submodules, partial in an agent's folder", () => {
    const inner = makeRepository({ "SKILL.md": "" });
    const root = makeRepository({ a: "" });
    for (const path of ["libs/x", ".claude/skills/y"]) {
      git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", inner, path);
    }
    git(root, "commit", "-q", "-m", "submodules");
    const { files, problems } = walkedAt(root);
    expect(files.map((file) => file.path)).toEqual([".gitmodules", "a"]);
    expect(problems.map(({ kind, path, partial }) => [kind, path, partial])).toEqual([
      ["submodule", ".claude/skills/y/", true],
      ["submodule", "libs/x/", false],
    ]);
  });

  it("tells of names that no file can have, and reads the rest", () => {
    const root = makeRepository({ "ok/SKILL.md": "x" });
    const blob = git(root, "hash-object", "-w", "ok/SKILL.md").trim();
    const tree = (entries: readonly (readonly [mode: string, name: string | Buffer, id: string])[]) => {
      const bytes = entries.flatMap(([mode, name, id]) => [
        Buffer.from(`${mode} `),
        Buffer.from(name),
        Buffer.from([0]),
        Buffer.from(id, "hex"),
      ]);
      const options = { cwd: root, input: Buffer.concat(bytes), encoding: "utf8" } as const;
      return execFileSync("git", ["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], options).trim();
    };
    const inner = tree([["100644", "SKILL.md", blob]]);
    const forged = tree([
      ["100644", Buffer.from([0xff, 0x2e, 0x6d, 0x64]), blob],
      ["40000", "..", inner],
      ["40000", ".git", inner],
      ["40000", "fine", inner],
      ["100644", "twice", blob],
      ["100644", "twice", blob],
    ]);
    const commit = git(root, "commit-tree", "-m", "forged", forged).trim();
    const { files, problems } = walkedAt(root, commit);
    expect(files.map((file) => file.path)).toEqual(["fine/SKILL.md", "twice"]);
    expect(problems.map(({ kind, path, partial }) => [kind, path, partial])).toEqual([
      ["unreadable", ".git/SKILL.md", true],
      ["unreadable", String.raw`\xff.md`, false],
      ["unreadable", "twice", true],
      ["unreadable", "…/SKILL.md", true],
    ]);
  });

  it("lists a tree of a SHA-256 repository", () => {
    const root = makeTree({ "a/SKILL.md": "x" });
    git(root, "init", "-q", "--object-format=sha256");
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "x");
    const [file] = walkedAt(root).files;
    expect(file).toMatchObject({ path: "a/SKILL.md", size: 1 });
    expect(file?.blob).toHaveLength(64);
  });

  it("walks ten thousand files and a thousand links in about a second", () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, number) => [`d${number % 100}/e${number % 7}/f${number}`, ""]),
    );
    const root = makeRepository(files);
    for (let number = 0; number < 1000; number++) put(root, `links/l${number}`, { link: `../d${number % 100}` });
    git(root, "add", "-A");
    git(root, "commit", "-q", "-m", "links");
    expectCpuBelow(3000, () => expect(walkedAt(root).files).toHaveLength(10_000));
  });
});
