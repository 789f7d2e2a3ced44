import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readCacheFile } from "#cache-file.ts";
import { countersign, makeTree } from "../tree.ts";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder for a cache, which nobody else can write. */
function newCache(): string {
  const folder = mkdtempSync(join(tmpdir(), "countersign-cache-"));
  folders.push(folder);
  return folder;
}

/** Times long past: what has just been written may change again without its times telling. */
function settle(root: string, paths: readonly string[]): void {
  for (const path of paths) utimesSync(join(root, path), 1_700_000_000, 1_700_000_000);
}

const secret = ["sk", "live", "4eC39HqLyjWDarjtT1zdp7dcAbCdEf12"].join("_");
const files = {
  "SKILL.md": "---\nname: a\ndescription: b\nallowed-tools: Bash(*)\n---\nRun it.\n",
  "server.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { names } from "./names.js";
const server = new McpServer({ name: "a", version: "1" });
for (const name of names) server.registerTool(name, {}, async () => run(name));
const apiKey = "${secret}";
`,
  "names.ts": 'export const names = ["first", "second"];\n',
};

function report(verb: string, root: string, cache?: string): { readonly out: string; readonly problems: string[] } {
  const flags = verb === "scan" ? ["--profile", "audit", "--fail-on", "never", "--allow-partial"] : [];
  const { out } = countersign([verb, root, ...flags, "--format", "json", ...(cache ? ["--cache", cache] : [])]);
  const problems = (JSON.parse(out) as { problems?: { kind: string; message: string }[] }).problems ?? [];
  return { out, problems: problems.filter(({ kind }) => kind === "cache").map(({ message }) => message) };
}

/** The file of summaries of a cache that was used for one tree and one purpose. */
function fileOf(cache: string): string {
  const [file, ...more] = readdirSync(cache).filter((name) => name.endsWith(".summaries"));
  if (file === undefined || more.length > 0) throw new Error(`${more.length + 1} files`);
  return join(cache, file);
}

/** The kinds of its files. */
function kindsIn(cache: string): string[] {
  return readdirSync(cache)
    .map((name) => name.split(".").at(-1)!)
    .sort();
}

test.each(["scan", "inventory"])("%s says with a cache what it says without one, each time", (verb) => {
  const root = makeTree(files);
  const cache = newCache();
  const { out } = report(verb, root);
  expect([report(verb, root, cache).out, report(verb, root, cache).out]).toEqual([out, out]);
  expect(kindsIn(cache)).toEqual(["outlines", "summaries"]);
});

test("a change of one file changes what is said of others", () => {
  const root = makeTree(files);
  const cache = newCache();
  report("inventory", root, cache);
  writeFileSync(join(root, "names.ts"), 'export const names = ["third"];\n');
  const { out } = report("inventory", root, cache);
  expect(out).toEqual(report("inventory", root).out);
  expect(out).toContain("third");
});

test("files of the same length and times count as another one if their bytes differ", () => {
  const root = makeTree({ "names.ts": "a" });
  const cache = newCache();
  writeFileSync(join(root, "SKILL.md"), "---\nname: a\nallowed-tools: Bash(ls)\n---\n");
  settle(root, ["SKILL.md"]);
  report("inventory", root, cache);
  writeFileSync(join(root, "SKILL.md"), "---\nname: a\nallowed-tools: Bash(rm)\n---\n");
  settle(root, ["SKILL.md"]);
  expect(report("inventory", root, cache).out).toContain("shell:rm");
});

test("files that went are forgotten, and other rules say what they say", () => {
  const root = makeTree(files);
  const cache = newCache();
  report("scan", root, cache);
  rmSync(join(root, "SKILL.md"));
  expect(report("scan", root, cache).out).toEqual(report("scan", root).out);
  const only = ["scan", root, "--only", "hardcoded-credential", "--format", "json", "--profile", "audit"];
  expect(countersign([...only, "--cache", cache]).out).toEqual(countersign(only).out);
});

test("what is known of a copy of a tree is read from its bytes", () => {
  const root = makeTree(files);
  const cache = newCache();
  report("scan", root, cache);
  const before = readFileSync(fileOf(cache), "utf8");
  const copy = mkdtempSync(join(tmpdir(), "countersign-"));
  folders.push(copy);
  cpSync(root, copy, { recursive: true });
  for (const path of Object.keys(files)) rmSync(join(root, path));
  cpSync(copy, root, { recursive: true });
  expect(report("scan", root, cache).problems).toEqual([]);
  expect(readFileSync(fileOf(cache), "utf8").length).toBeGreaterThan(before.length / 2);
});

test("no secret and no path of this machine is in it, and nobody else can read it", () => {
  const root = makeTree(files);
  const cache = newCache();
  report("scan", root, cache);
  expect(readFileSync(fileOf(cache), "utf8")).toContain("SKILL.md");
  for (const file of readdirSync(cache).map((name) => join(cache, name))) {
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain(secret);
    expect(text).not.toContain(root);
    expect(text).not.toContain(tmpdir());
    expect(statSync(file).mode & 0o077).toBe(0);
  }
});

describe("what is not as it was written does not count, and is told", () => {
  const damages: readonly (readonly [string, RegExp, (file: string) => void])[] = [
    ["cut off", /1 of its lines/, (file) => truncateSync(file, statSync(file).size - 40)],
    ["empty", /no file of summaries/, (file) => truncateSync(file, 0)],
    ["another file", /no file of summaries/, (file) => writeFileSync(file, "{}\n[]\n")],
    [
      "changed",
      /1 of its lines/,
      (file) => writeFileSync(file, readFileSync(file, "utf8").replace('"bytes"', '"byteS"')),
    ],
    ["open to others", /others can write it/, (file) => chmodSync(file, 0o666)],
  ];
  test.each(damages)("%s", (_name, message, damage) => {
    const root = makeTree({ "SKILL.md": files["SKILL.md"], "names.ts": files["names.ts"] });
    const cache = newCache();
    const { out } = report("scan", root, cache);
    damage(fileOf(cache));
    const { out: after, problems } = report("scan", root, cache);
    expect(problems.join()).toMatch(message);
    const findings = (text: string) => (JSON.parse(text) as { findings: unknown }).findings;
    expect(findings(after)).toEqual(findings(out));
    expect(report("scan", root, cache).out).toEqual(out);
  });
});

test("lines with a right checksum and a wrong shape are dropped", () => {
  const cache = newCache();
  const root = makeTree({ "names.ts": files["names.ts"] });
  report("scan", root, cache);
  const [head = ""] = readFileSync(fileOf(cache), "utf8").split("\n");
  const read = (producer: string) =>
    readCacheFile({ path: fileOf(cache), kind: "summaries", producer, entryOf: (value) => value })?.entries;
  expect(read(head.split(":")[1] ?? "")).toHaveLength(1);
  expect(read("another")).toBeUndefined();
});

describe("what files say together", () => {
  const program = {
    "handler.ts": `import { run } from "./run.js";
import express from "express";
const app = express();
app.post("/x", async (request, response) => response.json(await run(request.body.role)));
`,
    "run.ts": `import { grant } from "./grant.js";
export const run = (role: string) => grant(role);
`,
    "grant.ts": `import { WorkOS } from "@workos-inc/node";
const workos = new WorkOS(process.env.KEY);
export const grant = (role: string) => workos.userManagement.updateOrganizationMembership("m", { roleSlug: role });
`,
  };

  function flowsOf(cache: string): string {
    const file = readdirSync(cache).find((name) => name.endsWith(".flows"));
    return file === undefined ? "" : readFileSync(join(cache, file), "utf8");
  }

  test("is known again, as long as none of them changes", () => {
    const root = makeTree(program);
    const cache = newCache();
    const { out } = report("scan", root, cache);
    expect(out).toContain("role-from-untrusted-input");
    expect(out).toEqual(report("scan", root).out);
    const kept = flowsOf(cache);
    expect(kept).toContain("role-from-untrusted-input");
    expect(report("scan", root, cache).out).toEqual(out);
    writeFileSync(join(root, "run.ts"), 'import { grant } from "./grant.js";\nexport const run = () => grant("a");\n');
    const { out: after } = report("scan", root, cache);
    expect(after).toEqual(report("scan", root).out);
    expect(after).not.toEqual(out);
    expect(flowsOf(cache)).not.toEqual(kept);
  });

  test("is found out anew if a module means another file", () => {
    const root = makeTree({
      ...program,
      "other/grant.ts": "export const grant = (role: string) => console.info(role);\n",
      "run.ts": program["run.ts"].replace("./grant.js", "@/grant"),
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }\n',
    });
    const cache = newCache();
    const { out } = report("scan", root, cache);
    expect(out).toContain("role-from-untrusted-input");
    writeFileSync(join(root, "tsconfig.json"), '{ "compilerOptions": { "paths": { "@/*": ["./other/*"] } } }\n');
    const { out: after } = report("scan", root, cache);
    expect(after).toEqual(report("scan", root).out);
    expect(after).not.toEqual(out);
  });
});

test("of programs in which a secret stands, no more is kept than where it does, and nothing where it is not written as it is", () => {
  const password = ["Zk9", "qLm2", "Vt7x"].join("-");
  const root = makeTree({
    "names.ts": files["names.ts"],
    "said.py": `from fastmcp import FastMCP\nmcp = FastMCP("a")\n@mcp.tool\ndef f():\n    """curl -u admin:${password} https://a.example"""\n`,
    "escaped.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst s = new McpServer({});\ns.tool("a", run);\nconst password = "x\\"${password}";\n`,
    "imported.js": `import { run } from "https://admin:${password}@a.example/x.js";\nrun();\n`,
  });
  const cache = newCache();
  const { out } = report("scan", root, cache);
  const text = readFileSync(fileOf(cache), "utf8");
  const kept = ["names.ts", "said.py", "escaped.ts", "imported.js"].filter((name) => text.includes(`"${name}"`));
  expect(kept).toEqual(["names.ts", "said.py", "imported.js"]);
  for (const name of readdirSync(cache)) expect(readFileSync(join(cache, name), "utf8")).not.toContain(password);
  settle(root, kept);
  expect(report("scan", root, cache).out).toEqual(out);
  expect(report("scan", root, cache).out).toEqual(out);
});

test("what is known of other folders stays known", () => {
  const root = makeTree({
    ".git/HEAD": "ref: refs/heads/main\n",
    "a/names.ts": files["names.ts"],
    "b/SKILL.md": files["SKILL.md"],
  });
  const cache = newCache();
  report("scan", root, cache);
  const lines = () => readFileSync(fileOf(cache), "utf8").split("\n").length;
  const before = lines();
  report("scan", join(root, "a"), cache);
  expect(lines()).toBe(before);
});

test("a FIFO in the place of the file does not hold the scan up", () => {
  const root = makeTree({ "SKILL.md": files["SKILL.md"] });
  const cache = newCache();
  const { out } = report("scan", root, cache);
  const file = fileOf(cache);
  rmSync(file);
  execFileSync("mkfifo", [file]);
  expect(report("scan", root, cache).problems.join()).toContain("no regular file");
  expect(report("scan", root, cache).out).toEqual(out);
});

describe("a cache that anybody may have written is refused", () => {
  test("in what is scanned", () => {
    const root = makeTree(files);
    const { code, err } = countersign(["scan", root, "--cache", join(root, ".cache")]);
    expect([code, err]).toEqual([2, expect.stringContaining("lies in what is scanned")]);
    expect(readdirSync(root).sort()).toEqual(Object.keys(files).sort());
  });

  test("a folder that others can write", () => {
    const cache = newCache();
    chmodSync(cache, 0o777);
    const { code, err } = countersign(["scan", makeTree(files), "--cache", cache]);
    expect([code, err]).toEqual([2, expect.stringContaining("others can write")]);
  });

  test("a folder in one that others can write, and a link", () => {
    const outer = newCache();
    mkdirSync(join(outer, "open"));
    mkdirSync(join(outer, "open/own"), { mode: 0o700 });
    chmodSync(join(outer, "open"), 0o777);
    symlinkSync(newCache(), join(outer, "link"));
    for (const path of ["open/own", "link"])
      expect(countersign(["scan", makeTree(files), "--cache", join(outer, path)]).code, path).toBe(2);
  });

  test("a file in the place of a folder", () => {
    const file = join(newCache(), "file");
    writeFileSync(file, "");
    expect(countersign(["scan", makeTree(files), "--cache", file]).code).toBe(2);
  });
});
