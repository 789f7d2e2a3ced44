import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import type { ApiModel } from "#model/api-model.ts";
import { apiFactsReader } from "./api-facts-of.ts";

beforeAll(async () => {
  await loadSyntax("typescript");
  await loadSyntax("python");
});

const row = {
  id: "shell/run",
  system: "shell",
  modules: ["shell"],
  paths: ["run", "Shell.run"],
  use: "call",
  where: [],
  fact: { kind: "effect", key: "exec:$(0)", value: { effect: "exec", target: "$(0)", detail: "$(1)" } },
  evidence: "https://shell.dev/",
} satisfies Omit<ApiModel, "language">;

function told(language: ApiModel["language"], code: string): readonly unknown[] {
  return apiFactsReader([{ ...row, language }])(code, language).map(({ key, value }) => [key, value.detail]);
}

describe("a call under another name", () => {
  it.each([
    'import { run as go } from "shell"; go("ls", "x");',
    'const { run: go } = require("shell"); go("ls", "x");',
    'const go = require("shell").run; go("ls", "x");',
    'import * as shell from "shell"; const a = shell.run; const b = a; b("ls", "x");',
    'import { promisify } from "node:util"; import { run } from "shell"; const go = promisify(run); go("ls", "x");',
    'import util from "node:util"; import shell from "shell"; const go = util.promisify(shell.run); go("ls", "x");',
    'import { Shell } from "shell"; const shell = new Shell(); const go = shell.run.bind(shell); go("ls", "x");',
  ])("is known in scripts: %s", (code) => {
    expect(told("script", code)).toEqual([["exec:ls", "x"]]);
  });

  it.each([
    'from shell import run as go\ngo("ls", "x")\n',
    'import shell\ngo = shell.run\ngo("ls", "x")\n',
    'from shell import Shell\nshell = Shell()\ngo = shell.run\ngo("ls", "x")\n',
  ])("is known in Python: %s", (code) => {
    expect(told("python", code)).toEqual([["exec:ls", "x"]]);
  });

  it("is known by what stands before a template", () => {
    expect(told("script", 'import { run as $ } from "shell"; await $`ls -l`;')).toEqual([["exec:ls -l", "ls -l"]]);
    expect(told("script", 'import { run } from "shell"; run`git push ${branch}`;')).toEqual([["exec:*", "git push "]]);
  });

  it("is not mixed up with one that only sounds alike", () => {
    expect(told("script", 'import { walk as run } from "shell"; run("ls");')).toEqual([]);
    expect(told("script", 'import { run as go } from "shoes"; go("ls");')).toEqual([]);
  });
});

describe("what only callers know", () => {
  it("is asked of them for the value too, where the key is known without", () => {
    const code = 'import { run } from "shell"; function f(x) { run("ls", x); } f("a"); f("b");';
    expect(told("script", code)).toEqual(
      expect.arrayContaining([
        ["exec:ls", "a"],
        ["exec:ls", "b"],
      ]),
    );
  });
});

describe("a text of which only the beginning is known", () => {
  const model = { ...row, fact: { ...row.fact, key: "$(0#host)" } } as const;
  const hosts = (language: "script" | "python", code: string) =>
    apiFactsReader([{ ...model, language }])(code, language).map(({ key }) => key);

  it.each([
    'import { run } from "shell"; export const f = (id) => run(`https://api.acme.dev/${id}`);',
    'import { run } from "shell"; const base = "https://api.acme.dev?q="; export const f = (q) => run(base + q);',
  ])("tells its host in scripts: %s", (code) => {
    expect(hosts("script", code)).toEqual(["api.acme.dev"]);
  });

  it.each([
    'from shell import run\ndef f(name): return run(f"https://api.acme.dev/{name}/json")\n',
    'from shell import run\ndef f(ip): return run("https://api.acme.dev/?ip={}".format(ip))\n',
    'from shell import run\ndef f(a): return run("https://api.acme.dev/v1" f"?a={a}")\n',
  ])("tells its host in Python: %s", (code) => {
    expect(hosts("python", code)).toEqual(["api.acme.dev"]);
  });

  it.each(["`https://api.acme.${tld}/v1`", "`https://${user}@acme.dev/`", '"https://api." + host', "`${base}/v1`"])(
    "does not tell a host that goes on: %s",
    (address) => {
      const code = `import { run } from "shell"; export const f = (base, host, tld, user) => run(${address});`;
      expect(hosts("script", code)).toEqual(["*"]);
    },
  );
});

describe("a path", () => {
  it.each([
    'import { run } from "shell"; import path from "node:path"; import os from "os"; run(path.join(os.homedir(), ".aws", "./credentials"));',
    'import { run } from "shell"; import { join as under, resolve } from "path"; import { homedir } from "node:os"; run(under(homedir(), ".aws/credentials"));',
  ])("is put together in scripts: %s", (code) => {
    expect(told("script", code)).toEqual([["exec:~/.aws/credentials", undefined]]);
  });

  it.each([
    'import os\nfrom shell import run\nrun(os.path.expanduser("~/.aws/credentials"))\n',
    'import os.path\nfrom shell import run\nrun(os.path.join("~", ".aws", "credentials"))\n',
  ])("is put together in Python: %s", (code) => {
    expect(told("python", code)).toEqual([["exec:~/.aws/credentials", undefined]]);
  });

  it.each([
    'from pathlib import Path\nPath("~/.aws/credentials").expanduser().run()\n',
    'from pathlib import Path\n(Path.home() / ".aws" / "credentials").run()\n',
    'import pathlib\nhome = pathlib.Path.home()\nhome.joinpath(".aws", "credentials").resolve().run()\n',
    'from pathlib import Path\nPath(Path.home(), ".aws").joinpath("credentials").run()\n',
  ])("is put together as an object: %s", (code) => {
    const model = {
      ...row,
      language: "python",
      modules: ["pathlib"],
      paths: ["Path.run"],
      fact: { ...row.fact, key: "$(of Path 0)" },
    } as const;
    expect(apiFactsReader([model])(code, "python").map(({ key }) => key)).toEqual(["~/.aws/credentials"]);
  });

  it("is not made up where a part of it is not known", () => {
    const code = 'import { run } from "shell"; import path from "node:path"; run(path.join(process.argv[2], ".aws"));';
    expect(told("script", code)).toEqual([["exec:*", undefined]]);
  });
});
