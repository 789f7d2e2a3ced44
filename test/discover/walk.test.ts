import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { walk } from "#discover/walk.ts";
import type { Walk } from "#discover/walk.ts";
import type { WalkRequest } from "#discover/walk-state.ts";

import { expectCpuBelow } from "../cost.ts";
import { git, makeTree, put } from "./tree.ts";

const claims = (path: string): boolean =>
  /(^|\/)(SKILL|CLAUDE|AGENTS)\.md$|(^|\/)\.claude\/[^/]+\.json$|(^|\/)\.mcp\.json$/.test(path);

function walked(root: string, request: Partial<WalkRequest> = {}): Walk {
  return walk(root, { include: [], exclude: [], maxFileSize: 1_000_000, maxFiles: 10_000, claims, ...request });
}

function paths(root: string, request: Partial<WalkRequest> = {}): string[] {
  return walked(root, request).files.map((file) => file.path);
}

/** Kind and path of each problem, with `!` where it is partial. */
function told(result: Walk): string[] {
  return result.problems.map(({ kind, path, partial }) => `${kind} ${path}${partial ? " !" : ""}`);
}

describe("what a walk finds", () => {
  it("lists files by code units of the whole path, with their sizes", () => {
    const root = makeTree({ "a/b": "12", "a.txt": "1", "a-b": "", Z: "", é: "", "a/": "", b: "" });
    expect(walked(root).files).toEqual([
      { path: "Z", size: 0 },
      { path: "a-b", size: 0 },
      { path: "a.txt", size: 1 },
      { path: "a/b", size: 2 },
      { path: "b", size: 0 },
      { path: "é", size: 0 },
    ]);
  });

  it("takes names with escapes, line breaks, bidirectional marks and reserved words as data", () => {
    const names = ["\u001B]0;x\u0007", "a\n::error::b", "\u202Eexe", "__proto__", "constructor/__proto__", "\uFFFD"];
    const root = makeTree(Object.fromEntries(names.map((name) => [`x${name}`, ""])));
    expect(paths(root)).toEqual(names.map((name) => `x${name}`).sort());
    expect(told(walked(root))).toEqual([]);
  });

  it("never enters .git, at any level, whatever it is", () => {
    const root = makeTree({
      ".git/config": "",
      "a/.git": "gitdir: nowhere",
      "b/.git/SKILL.md": "",
      "b/c": "",
      ".gitx": "",
    });
    expect(paths(root)).toEqual([".gitx", "b/c"]);
  });

  it("limits itself to what the request includes, once each", () => {
    const root = makeTree({ "a/x": "", "a/y/z": "", "ab/x": "", c: "", d: "" });
    expect(paths(root, { include: ["a", "a/y", "c", "c"] })).toEqual(["a/x", "a/y/z", "c"]);
    expect(paths(root, { include: ["a", ""] })).toHaveLength(5);
  });

  it("tells of an included path that is gone", () => {
    expect(told(walked(makeTree({ a: "" }), { include: ["SKILL.md"] }))).toEqual(["unreadable SKILL.md !"]);
  });

  it("leaves out what the configuration excludes, even if it is included or claimed", () => {
    const root = makeTree({ "legacy/SKILL.md": "", "legacy/b": "", "src/a.gen.ts": "", "src/a.ts": "" });
    expect(paths(root, { exclude: ["legacy/", "*.gen.ts"] })).toEqual(["src/a.ts"]);
    expect(paths(root, { exclude: ["legacy/**"], include: ["legacy/SKILL.md"] })).toEqual([]);
  });

  it("cuts at the limit on files at the same place whatever the order of listing", () => {
    const root = makeTree({ "b/1": "", "b/2": "", a: "", c: "" });
    const result = walked(root, { maxFiles: 2 });
    expect(result.files.map((file) => file.path)).toEqual(["a", "b/1"]);
    expect(told(result)).toEqual(["oversized b/2 !"]);
  });
});

describe("what a walk cannot read", () => {
  it("tells of files over the size limit, partial if they are artifacts", () => {
    const root = makeTree({ big: "123456", "SKILL.md": "123456", ok: "12345" });
    const result = walked(root, { maxFileSize: 5 });
    expect(result.files.map((file) => file.path)).toEqual(["ok"]);
    expect(told(result)).toEqual(["oversized SKILL.md !", "oversized big"]);
  });

  it("tells of FIFOs and does not wait for them", () => {
    const root = makeTree({ a: "", ".claude/": "" });
    execFileSync("mkfifo", [join(root, "pipe"), join(root, ".claude/settings.json")]);
    expect(told(walked(root))).toEqual(["special-file .claude/settings.json !", "special-file pipe"]);
  });

  it("tells of names that are not UTF-8, with their bytes", () => {
    const root = makeTree({ "\uFFFD.md": "kept" });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x63, 0xe9, 0x0a])]), "");
    mkdirSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff])]));
    const result = walked(root);
    expect(result.files.map((file) => file.path)).toEqual(["\uFFFD.md"]);
    expect(told(result)).toEqual([String.raw`unreadable \xff/ !`, String.raw`unreadable c\xe9\x0a`]);
  });

  it("tells of folders that the system cannot open, such as paths over its limit", () => {
    const root = makeTree({ a: "" });
    const half = Array.from({ length: 12 }, () => "d".repeat(200)).join("/");
    put(root, `${half}/`, "");
    put(root, `other/${half}/`, "");
    renameSync(join(root, "other"), join(root, half, "other"));
    const result = walked(root);
    expect(result.files.map((file) => file.path)).toEqual(["a"]);
    expect(result.problems).toHaveLength(1);
    expect(result.problems[0]).toMatchObject({ kind: "unreadable", partial: true });
    expect(result.problems[0]?.message).not.toContain("ddd");
  });

  it("reads paths of nearly 4096 bytes", () => {
    const root = makeTree();
    const deep = Array.from({ length: 15 }, () => "d".repeat(250)).join("/");
    put(root, `${deep}/SKILL.md`, "");
    expect(paths(root)).toEqual([`${deep}/SKILL.md`]);
  });

  it.skipIf(process.getuid?.() === 0)("tells of folders it may not read", () => {
    const root = makeTree({ "a/b": "", c: "" });
    chmodSync(join(root, "a"), 0);
    const result = walked(root);
    chmodSync(join(root, "a"), 0o700);
    expect(told(result)).toEqual(["unreadable a/ !"]);
  });

  it("survives folders thousands of levels deep", () => {
    const root = makeTree();
    put(root, `${"a/".repeat(1900)}x`, "");
    expect(paths(root)).toHaveLength(1);
  });
});

describe("links", () => {
  it("are never followed, and silent where the target is read anyway", () => {
    const root = makeTree({ "real/a": "", file: "", link: { link: "file" }, "other/dir": { link: "../real" } });
    expect(paths(root)).toEqual(["file", "real/a"]);
    expect(told(walked(root))).toEqual([]);
  });

  it("are told of where they lead out, nowhere, around in a circle, or to what is not read", () => {
    const outside = makeTree({ secret: "", "SKILL.md": "" });
    const root = makeTree({
      "out-file": { link: join(outside, "secret") },
      "out-folder": { link: outside },
      "SKILL.md": { link: join(outside, "SKILL.md") },
      ".claude/skills": { link: outside },
      dangling: { link: "nothing" },
      loop: { link: "loop" },
      "a/up": { link: ".." },
      "node_modules/x": "",
      vendored: { link: "node_modules/x" },
      prefix: { link: `${outside}/` },
      ".git/HEAD": "",
      "git-link": { link: ".git" },
    });
    expect(paths(root)).toEqual([]);
    expect(told(walked(root)).filter((line) => line.startsWith("symlink"))).toEqual([
      "symlink .claude/skills !",
      "symlink SKILL.md !",
      "symlink a/up",
      "symlink dangling",
      "symlink git-link",
      "symlink loop",
      "symlink out-file",
      "symlink out-folder",
      "symlink prefix",
      "symlink vendored",
    ]);
  });

  it("that leave the tree for a folder whose name only begins like the root are seen to leave it", () => {
    const root = makeTree({ "tree/a": "", "tree2/secret": "" });
    put(root, "tree/link", { link: "../tree2" });
    expect(told(walked(join(root, "tree")))).toEqual(["symlink link"]);
  });

  it("with the name of an artifact are told of; partial where the target has another role", () => {
    const root = makeTree({
      "CLAUDE.md": "",
      "notes.txt": "",
      "AGENTS.md": { link: "CLAUDE.md" },
      "a/CLAUDE.md": { link: "../notes.txt" },
    });
    expect(told(walked(root))).toEqual(["symlink AGENTS.md", "symlink a/CLAUDE.md !"]);
  });

  it("that give the files of a folder names of artifacts make the scan partial", () => {
    const root = makeTree({ "config/settings.json": "{}", "sub/.claude": { link: "../config" } });
    expect(told(walked(root))).toEqual(["symlink sub/.claude !"]);
  });
});

describe("vendored folders", () => {
  it("are passed over with one problem each", () => {
    const root = makeTree({
      "a/node_modules/x/SKILL.md": "",
      "vendor/y/z": "",
      "env/pyvenv.cfg": "",
      "env/lib/x": "",
      "rust/target/CACHEDIR.TAG": "",
      "rust/target/debug/x": "",
      "docs/target/x": "",
      ".yarn/cache/x": "",
      "cache/x": "",
      vendors: "",
    });
    expect(paths(root)).toEqual(["cache/x", "docs/target/x", "vendors"]);
    expect(told(walked(root))).toEqual([
      "vendored .yarn/cache/",
      "vendored a/node_modules/",
      "vendored env/",
      "vendored rust/target/",
      "vendored vendor/",
    ]);
  });

  it("hide no artifact by a name or a mark that somebody gave them", () => {
    const root = makeTree({
      "skills/vendor/SKILL.md": "",
      "skills/vendor/x.sh": "",
      ".claude/pyvenv.cfg": "",
      ".claude/agents/a.md": "",
      "plugin/pyvenv.cfg": "",
      "plugin/.claude/settings.json": "",
    });
    expect(paths(root)).toEqual([
      ".claude/agents/a.md",
      ".claude/pyvenv.cfg",
      "plugin/.claude/settings.json",
      "plugin/pyvenv.cfg",
      "skills/vendor/SKILL.md",
    ]);
    expect(told(walked(root))).toEqual(["vendored skills/vendor/"]);
  });

  it("are read where the request names them or what lies in them", () => {
    const root = makeTree({ "node_modules/x/a": "", "node_modules/x/node_modules/y/b": "", "node_modules/z/c": "" });
    expect(paths(root, { include: ["node_modules/x"] })).toEqual(["node_modules/x/a"]);
    expect(paths(root, { include: ["node_modules"] })).toEqual(["node_modules/x/a", "node_modules/z/c"]);
  });
});

describe("ignore files", () => {
  it("count outside repositories, deeper ones over those above", () => {
    const root = makeTree({
      ".gitignore": "*.log\nbuild/\n/top\n",
      "a.log": "",
      "sub/.gitignore": "!keep.log\n/inner\n",
      "sub/keep.log": "",
      "sub/other.log": "",
      "sub/inner": "",
      "sub/deep/inner": "",
      "sub/top": "",
      top: "",
      "build/x": "",
      "sub/build": "",
    });
    expect(paths(root)).toEqual([
      ".gitignore",
      "sub/.gitignore",
      "sub/build",
      "sub/deep/inner",
      "sub/keep.log",
      "sub/top",
    ]);
    expect(walked(root).ignored).toBe(5);
    expect(told(walked(root))).toEqual(["git ./"]);
  });

  it("let a deeper file take back a folder, and what lies in it is judged by itself", () => {
    const root = makeTree({
      ".gitignore": "out\n",
      "a/.gitignore": "!out\n",
      "a/out/x": "",
      "a/out/y/out": "",
      "out/z": "",
    });
    expect(paths(root)).toEqual([".gitignore", "a/.gitignore", "a/out/x", "a/out/y/out"]);
  });

  it("tell which artifacts they hide, also in ignored agent folders, and count a folder once", () => {
    const root = makeTree({
      ".gitignore": ".claude/\n.mcp.json\nbuild/\n",
      ".claude/settings.local.json": "",
      ".claude/notes.txt": "",
      ".claude/skills/x/SKILL.md": "",
      ".claude/worktrees/w/.git": "gitdir: x",
      ".claude/worktrees/w/SKILL.md": "",
      ".mcp.json": "",
      "build/SKILL.md": "",
    });
    const result = walked(root);
    expect(result.ignored).toBe(3);
    expect(told(result)).toEqual([
      "git ./",
      "ignored-artifact .claude/settings.local.json !",
      "ignored-artifact .claude/skills/x/SKILL.md !",
      "ignored-artifact .claude/worktrees/w/SKILL.md !",
      "ignored-artifact .mcp.json !",
      "ignored-artifact build/SKILL.md !",
    ]);
    expect(result.problems[0]!.message).toContain(" 6 files,");
    expect(walked(root, { maxFiles: 2 }).problems[0]!.message).toContain("files or more");
  });

  it("do not hide what the request names", () => {
    const root = makeTree({ ".gitignore": "out/\n*.key\n", "out/a": "", "out/b.key": "", "x.key": "", y: "" });
    expect(paths(root, { include: ["out", "x.key"] })).toEqual(["out/a", "out/b.key", "x.key"]);
    expect(paths(root, { include: ["out/b.key", "y"] })).toEqual(["out/b.key", "y"]);
  });

  it("hold for what lies in folders that the request names", () => {
    const root = makeTree({
      ".gitignore": "*.key\n",
      "a/.gitignore": "b\n",
      "a/b": "",
      "a/c/x.key": "",
      "a/c/y": "",
      "a/c/b": "",
    });
    expect(paths(root, { include: ["a/c"] })).toEqual(["a/c/y"]);
  });

  it("that are links, or too large to be meant, are not read", () => {
    const root = makeTree({
      rules: "*\n",
      ".gitignore": { link: "rules" },
      "a/.gitignore": "x\n".repeat(600_000),
      "a/x": "",
    });
    expect(paths(root, { maxFileSize: 100 })).toEqual(["a/x", "rules"]);
  });

  it("cannot stall a walk: what they cost is bounded, and then more is read", () => {
    const files = Array.from({ length: 300 }, (_, index) => [`${"a/".repeat(60)}f${index}`, ""] as const);
    const costly = `a/${"**/a/".repeat(8)}b\n`.repeat(20_000);
    const root = makeTree({ ".gitignore": `f1\n${costly}`, ...Object.fromEntries(files) });
    expectCpuBelow(20_000, () => {
      const result = walked(root);
      expect(told(result)).toEqual(["git ./", "too-complex .gitignore"]);
      expect(result.files.length).toBeGreaterThanOrEqual(300);
    });
  });
});

describe("ignore files in repositories", () => {
  it("do not hide files that git tracks", () => {
    const root = makeTree({
      ".gitignore": "*.secret\nbuild/\nhidden/\n.claude/\nnode_modules/\n",
      "a.secret": "",
      "b.secret": "",
      "build/SKILL.md": "",
      "build/other": "",
      "hidden/deep/x": "",
      ".claude/settings.json": "",
      ".claude/settings.local.json": "",
      "node_modules/x/index.js": "",
      "gone.secret": "",
    });
    git(root, "init", "-q");
    git(
      root,
      "add",
      "-f",
      "a.secret",
      "build/SKILL.md",
      "hidden",
      ".claude/settings.json",
      "node_modules",
      "gone.secret",
      ".gitignore",
    );
    rmSync(join(root, "gone.secret"));
    const result = walked(root);
    expect(result.files.map((file) => file.path)).toEqual([
      ".claude/settings.json",
      ".gitignore",
      "a.secret",
      "build/SKILL.md",
      "hidden/deep/x",
    ]);
    expect(told(result)).toEqual(["ignored-artifact .claude/settings.local.json", "vendored node_modules/"]);
    expect(paths(root, { exclude: ["hidden/", "*.secret"] })).not.toContain("hidden/deep/x");
  });

  it("count info/exclude, also that of a linked work tree's repository", () => {
    const root = makeTree({ "main/a": "", "main/x.tmp": "" });
    const main = join(root, "main");
    git(main, "init", "-q");
    git(main, "add", "a");
    git(main, "commit", "-q", "-m", "a");
    git(main, "worktree", "add", "-q", "../linked", "-b", "b");
    put(root, "main/.git/info/exclude", "*.tmp\n");
    put(root, "linked/y.tmp", "");
    expect(paths(main)).toEqual(["a"]);
    expect(paths(join(root, "linked"))).toEqual(["a"]);
  });

  it("of a repository around the root count, and its tracked files are found", () => {
    const root = makeTree({
      ".gitignore": "*.tmp\nsub/skip/\n",
      "sub/.gitignore": "!b.tmp\n",
      "sub/a.tmp": "",
      "sub/b.tmp": "",
      "sub/skip/t": "",
      "sub/skip/u": "",
    });
    git(root, "init", "-q");
    git(root, "add", "-f", "sub/skip/t");
    expect(paths(join(root, "sub"))).toEqual([".gitignore", "b.tmp", "skip/t"]);
  });

  it("of a nested repository replace those outside, and its own index is asked", () => {
    const root = makeTree({
      ".gitignore": "*.tmp\n",
      "a.tmp": "",
      "nested/b.tmp": "",
      "nested/.gitignore": "*.md\n",
      "nested/SKILL.md": "",
      "nested/c.md": "",
    });
    git(root, "init", "-q");
    git(join(root, "nested"), "init", "-q");
    git(join(root, "nested"), "add", "-f", "SKILL.md");
    expect(paths(root)).toEqual([".gitignore", "nested/.gitignore", "nested/SKILL.md", "nested/b.tmp"]);
  });

  it("do not make a tracked path lead through a link", () => {
    const outside = makeTree({ secret: "x" });
    const root = makeTree({ ".gitignore": "out/\n", "out/d/secret": "", "out/e": "" });
    git(root, "init", "-q");
    git(root, "add", "-f", "out");
    rmSync(join(root, "out/d"), { recursive: true });
    put(root, "out/d", { link: outside });
    expect(paths(root)).toEqual([".gitignore", "out/e"]);
  });

  it("tell where git cannot be asked; partial if an artifact may be hidden", () => {
    const root = makeTree({ ".gitignore": ".mcp.json\nx\n", ".mcp.json": "", x: "", ".git/HEAD": "nonsense" });
    expect(told(walked(root))).toEqual(["git .git !", "ignored-artifact .mcp.json"]);
    rmSync(join(root, ".mcp.json"));
    expect(told(walked(root))).toEqual(["git .git"]);
    rmSync(join(root, "x"));
    expect(told(walked(root))).toEqual([]);
  });
});

function hostile(configure: (root: string, evil: string) => void): { result: Walk; executed: boolean } {
  const root = makeTree({ ".gitignore": "*.tmp\n.mcp.json\n", ".mcp.json": "{}", "a.tmp": "", "b.txt": "" });
  const marker = join(root, "executed");
  put(root, "evil.sh", `#!/bin/sh\ntouch '${marker}'\n`);
  chmodSync(join(root, "evil.sh"), 0o755);
  git(root, "init", "-q");
  git(root, "add", "-f", "a.tmp", "b.txt", ".mcp.json");
  configure(root, join(root, "evil.sh"));
  const result = walked(root, { searchPath: `${root}:.:${process.env["PATH"] ?? ""}` });
  return { result, executed: existsSync(marker) };
}

describe("a hostile repository", () => {
  const settings: Readonly<Record<string, (root: string, evil: string) => void>> = {
    "a file system monitor": (root, evil) => git(root, "config", "core.fsmonitor", evil),
    filters: (root, evil) => {
      for (const name of ["clean", "smudge", "process"]) git(root, "config", `filter.x.${name}`, evil);
      put(root, ".gitattributes", "* filter=x\n");
      writeFileSync(join(root, "b.txt"), "changed, so that git would filter it");
    },
    hooks: (root, evil) => {
      for (const name of ["post-index-change", "fsmonitor-watchman", "pre-commit"]) {
        put(root, `.git/hooks/${name}`, `#!/bin/sh\n${evil}\n`);
        chmodSync(join(root, `.git/hooks/${name}`), 0o755);
      }
      git(root, "config", "core.hooksPath", ".git/hooks");
    },
    "a work tree elsewhere": (root) => git(root, "config", "core.worktree", "/"),
    "the claim to be bare": (root) => git(root, "config", "core.bare", "true"),
    "an included configuration": (root, evil) => {
      put(root, "more", `[core]\n\tfsmonitor = ${evil}\n\tpager = ${evil}\n[alias]\n\tls-files = !${evil}\n`);
      git(root, "config", "include.path", "../more");
      git(root, "config", "core.pager", evil);
      git(root, "config", "alias.ls-files", `!${evil}`);
    },
    "a git of its own": (root, evil) => {
      put(root, "git", `#!/bin/sh\n${evil}\n`);
      chmodSync(join(root, "git"), 0o755);
    },
  };

  for (const [name, configure] of Object.entries(settings)) {
    it(`executes nothing for ${name}, and is read all the same`, () => {
      const { result, executed } = hostile(configure);
      expect(executed).toBe(false);
      expect(result.files.map((file) => file.path)).toEqual(expect.arrayContaining([".mcp.json", "a.tmp", "b.txt"]));
      expect(result.problems).toEqual([]);
    });
  }

  it("executes nothing for missing objects, which git would fetch with a command that the repository names", () => {
    const folder = makeTree({ "source/a/x": "", "source/.gitignore": "*.tmp\n" });
    const [source, root, marker] = ["source", "clone", "executed"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    git(source, "init", "-q");
    git(source, "add", ".");
    git(source, "commit", "-q", "-m", "a");
    git(source, "config", "uploadpack.allowFilter", "true");
    git(folder, "clone", "-q", "--filter=tree:0", "--no-checkout", `file://${source}`, root);
    git(root, "sparse-checkout", "init", "--cone", "--sparse-index");
    git(root, "checkout", "-q", "HEAD");
    put(folder, "evil.sh", `#!/bin/sh\ntouch '${marker}'\nexec git-upload-pack "$@"\n`);
    chmodSync(join(folder, "evil.sh"), 0o755);
    git(root, "config", "remote.origin.uploadpack", join(folder, "evil.sh"));
    for (const name of readdirSync(join(root, ".git/objects/pack")))
      rmSync(join(root, ".git/objects/pack", name), { force: true });
    put(root, "b.tmp", "");
    expect(paths(root)).toEqual([".gitignore"]);
    expect(existsSync(marker)).toBe(false);
    git(root, "ls-files");
    expect(existsSync(marker)).toBe(true);
  });

  it("would have executed something, had git been asked carelessly", () => {
    const { executed } = hostile((root, evil) => {
      git(root, "config", "core.fsmonitor", evil);
      git(root, "ls-files");
    });
    expect(executed).toBe(true);
  });
});
