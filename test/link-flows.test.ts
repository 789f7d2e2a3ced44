import { describe, expect, test } from "vitest";
import { readRules } from "#rule/load.ts";
import { scanTree } from "./tree.ts";

const rules = readRules(
  "r.yaml",
  `rules:
  - id: flow
    mode: taint
    languages: [javascript, typescript, python]
    severity: HIGH
    message: it flows
    metadata: { confidence: high }
    options: { interfile: true }
    pattern-sources: [{ pattern: source(...) }]
    pattern-sinks: [{ pattern: sink(...) }]
    pattern-sanitizers: [{ pattern: clean(...) }, { pattern: confirm(...), gate: true }]
`,
  "user",
);

/** Where taint arrives: \`path:line\`, sorted. */
async function arrivals(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { findings, problems } = await scanTree(files, { rules });
  expect(problems).toEqual([]);
  return findings.map(({ location: { path, region } }) => `${path}:${region.startLine}`).sort();
}

const sinkOf = "export function run(x) {\n  sink(x);\n}\n";

describe("taint goes from one file to another", () => {
  test.each<[string, Record<string, string>]>([
    ["a named import", { "a.js": 'import { run } from "./b.js";\nrun(source());\n', "b.js": sinkOf }],
    [
      "a part of an object that is exported",
      {
        "a.js": 'import { access } from "./b";\nsink(access.key);\n',
        "b.js": "export const access = { key: source() };\n",
      },
    ],
    [
      "a part of a part of what CommonJS exports",
      {
        "a.js": 'const b = require("./b");\nsink(b.access.key);\n',
        "b.js": "module.exports = { access: { key: source() } };\n",
      },
    ],
    [
      "a part of a default export",
      { "a.js": 'import config from "./b";\nsink(config.key);\n', "b.js": "export default { key: source() };\n" },
    ],
    [
      "a part of an object of Python",
      { "a.py": "from b import access\nsink(access['key'])\n", "b.py": "access = {'key': source()}\n" },
    ],
    ["a renamed import", { "a.js": 'import { run as go } from "./b";\ngo(source());\n', "b.js": sinkOf }],
    ["a namespace", { "a.js": 'import * as b from "./b";\nb.run(source());\n', "b.js": sinkOf }],
    [
      "a default export",
      {
        "a.ts": 'import go from "./b";\ngo(source());\n',
        "b.ts": "export default function run(x: string) {\n  sink(x);\n}\n",
      },
    ],
    [
      "a default export without a name",
      { "a.ts": 'import go from "./b";\ngo(source());\n', "b.ts": "export default (x: string) => {\n  sink(x);\n};\n" },
    ],
    [
      "a default export that is an object",
      {
        "a.js": 'import api from "./b";\napi.run(source());\n',
        "b.js": "function run(x) {\n  sink(x);\n}\nexport default { run };\n",
      },
    ],
    [
      "require",
      {
        "a.js": 'const { run } = require("./b");\nrun(source());\n',
        "b.js": "function run(x) {\n  sink(x);\n}\nmodule.exports = { run };\n",
      },
    ],
    [
      "require as a whole",
      {
        "a.js": 'const b = require("./b");\nb.run(source());\n',
        "b.js": "exports.run = function (x) {\n  sink(x);\n};\n",
      },
    ],
    [
      "require of a function",
      {
        "a.js": 'const go = require("./b");\ngo(source());\n',
        "b.js": "module.exports = function (x) {\n  sink(x);\n};\n",
      },
    ],
    [
      "require in place",
      { "a.js": 'require("./b").run(source());\n', "b.js": "exports.run = (x) => {\n  sink(x);\n};\n" },
    ],
    [
      "import()",
      {
        "a.js": 'async function main() {\n  const b = await import("./b.js");\n  b.run(source());\n}\n',
        "b.js": sinkOf,
      },
    ],
    [
      "a barrel",
      {
        "a.ts": 'import { run } from "./lib";\nrun(source());\n',
        "lib/index.ts": 'export * from "../b";\n',
        "b.ts": sinkOf.replace("x)", "x: string)"),
      },
    ],
    [
      "a renamed re-export",
      {
        "a.ts": 'import { go } from "./c";\ngo(source());\n',
        "c.ts": 'export { run as go } from "./b";\n',
        "b.ts": sinkOf,
      },
    ],
    [
      "a class",
      {
        "a.ts": 'import { Runner } from "./b";\nconst runner = new Runner();\nrunner.run(source());\n',
        "b.ts": "export class Runner {\n  run(x: string) {\n    sink(x);\n  }\n}\n",
      },
    ],
    [
      "an object of a class that is exported",
      {
        "a.ts": 'import { runner } from "./b";\nrunner.run(source());\n',
        "b.ts": "class Runner {\n  run(x: string) {\n    sink(x);\n  }\n}\nexport const runner = new Runner();\n",
      },
    ],
    [
      "an injected service",
      {
        "a.ts":
          'import { Runner } from "./b";\nexport class Handler {\n  constructor(private readonly runner: Runner) {}\n  handle() {\n    this.runner.run(source());\n  }\n}\n',
        "b.ts": "export class Runner {\n  run(x: string) {\n    sink(x);\n  }\n}\n",
      },
    ],
    [
      "a base class",
      {
        "a.ts": 'import { Base } from "./b";\nclass Own extends Base {\n  go() {\n    this.run(source());\n  }\n}\n',
        "b.ts": "export class Base {\n  run(x: string) {\n    sink(x);\n  }\n}\n",
      },
    ],
    [
      "a callback",
      {
        "a.js": 'import { each } from "./b";\neach((x) => {\n  sink(x);\n});\n',
        "b.js": "export function each(call) {\n  call(source());\n}\n",
      },
    ],
    [
      "what a function returns",
      { "a.js": 'import { read } from "./b";\nsink(read());\n', "b.js": "export const read = () => source();\n" },
    ],
    ["a variable", { "a.js": 'import { text } from "./b";\nsink(text);\n', "b.js": "export const text = source();\n" }],
    [
      "two files on the way",
      {
        "a.js": 'import { read } from "./b";\nimport { run } from "./c";\nrun(read());\n',
        "b.js": "export function read() {\n  return { text: source() };\n}\n",
        "c.js": "export function run({ text }) {\n  sink(text);\n}\n",
      },
    ],
    [
      "a circle of imports",
      {
        "a.js": 'import { run } from "./b";\nexport function go(x) {\n  run(x);\n}\n',
        "b.js":
          'import { go } from "./a";\nexport function run(x) {\n  sink(x);\n}\nexport function start() {\n  go(source());\n}\n',
      },
    ],
    ["Python: from", { "a.py": "from b import run\nrun(source())\n", "b.py": "def run(x):\n    sink(x)\n" }],
    ["Python: as", { "a.py": "from b import run as go\ngo(source())\n", "b.py": "def run(x):\n    sink(x)\n" }],
    ["Python: import", { "a.py": "import b\nb.run(source())\n", "b.py": "def run(x):\n    sink(x)\n" }],
    [
      "Python: import as",
      {
        "a.py": "import lib.b as c\nc.run(source())\n",
        "lib/__init__.py": "",
        "lib/b.py": "def run(x):\n    sink(x)\n",
      },
    ],
    [
      "Python: dotted",
      {
        "a.py": "import lib.b\nlib.b.run(source())\n",
        "lib/__init__.py": "",
        "lib/b.py": "def run(x):\n    sink(x)\n",
      },
    ],
    [
      "Python: a module of a package",
      {
        "app/a.py": "from . import b\nb.run(source())\n",
        "app/__init__.py": "",
        "app/b.py": "def run(x):\n    sink(x)\n",
      },
    ],
    ["Python: everything", { "a.py": "from b import *\nrun(source())\n", "b.py": "def run(x):\n    sink(x)\n" }],
    [
      "Python: a package that hands on",
      {
        "a.py": "from lib import run\nrun(source())\n",
        "lib/__init__.py": "from .b import run\n",
        "lib/b.py": "def run(x):\n    sink(x)\n",
      },
    ],
    [
      "Python: a class",
      {
        "a.py": "from b import Runner\nRunner().run(source())\n",
        "b.py": "class Runner:\n    def run(self, x):\n        sink(x)\n",
      },
    ],
    [
      "Python: an annotated parameter",
      {
        "a.py": "from b import Runner\ndef handle(runner: Runner):\n    runner.run(source())\n",
        "b.py": "class Runner:\n    def run(self, x):\n        sink(x)\n",
      },
    ],
    [
      "Python: a decorator",
      {
        "a.py": "from b import logged\n@logged\ndef read():\n    return source()\nread()\n",
        "b.py": "def logged(call):\n    def inner():\n        sink(call())\n    return inner\n",
      },
    ],
  ])("%s", async (_, files) => {
    expect(await arrivals(files)).toHaveLength(1);
  });
});

describe("what another file does to it counts", () => {
  test.each<[string, Record<string, string>]>([
    [
      "it makes it harmless",
      {
        "a.js": 'import { tidy } from "./b";\nsink(tidy(source()));\n',
        "b.js": "export const tidy = (x) => clean(x);\n",
      },
    ],
    [
      "it gives back something else",
      {
        "a.js": 'import { length } from "./b";\nsink(length(source()));\n',
        "b.js": "export const length = (x) => {\n  clean(x);\n  return 1;\n};\n",
      },
    ],
    [
      "another function of the same name",
      { "a.js": 'import { run } from "./b";\nfunction go(run) {\n  run(source());\n}\n', "b.js": sinkOf },
    ],
    [
      "a gate before the call",
      { "a.js": 'import { run } from "./b";\nif (confirm()) {\n  run(source());\n}\n', "b.js": sinkOf },
    ],
    [
      "a gate in a third file",
      {
        "a.js":
          'import { run } from "./b";\nimport { ask } from "./c";\nexport function go() {\n  if (!ask()) return;\n  run(source());\n}\n',
        "b.js": sinkOf,
        "c.js": "export function ask() {\n  return confirm();\n}\n",
      },
    ],
    [
      "a gate before a method of an object that is exported",
      {
        "a.ts":
          'import { runner } from "./b";\nexport function go() {\n  if (!confirm()) return;\n  runner.run(source());\n}\n',
        "b.ts": "class Runner {\n  run(x: string) {\n    sink(x);\n  }\n}\nexport const runner = new Runner();\n",
      },
    ],
    [
      "Python: it makes it harmless",
      { "a.py": "from b import tidy\nsink(tidy(source()))\n", "b.py": "def tidy(x):\n    return clean(x)\n" },
    ],
    [
      "Python: a gate before the call",
      {
        "a.py": "import b\ndef go():\n    if not confirm():\n        return\n    b.run(source())\n",
        "b.py": "def run(x):\n    sink(x)\n",
      },
    ],
  ])("%s", async (_, files) => {
    expect(await arrivals(files)).toEqual([]);
  });
});

test("the way is told file by file", async () => {
  const { findings } = await scanTree(
    { "a.js": 'import { run } from "./b.js";\nconst text = source();\nrun(text);\n', "b.js": sinkOf },
    { rules },
  );
  const [finding] = findings;
  expect(finding?.location).toMatchObject({ path: "b.js", region: { startLine: 2, startColumn: 3 } });
  expect(finding?.flow.map(({ path, region }) => `${path}:${region.startLine}`)).toEqual([
    "a.js:2",
    "a.js:2",
    "a.js:3",
    "b.js:1",
    "b.js:2",
  ]);
});

test("a program that ends at once does not hide those that are joined with it", async () => {
  expect(
    await arrivals({
      "a.js": 'import { run } from "./b";\nprocess.exit(1);\nrun(source());\n',
      "b.js": `${sinkOf}throw new Error();\n`,
      "c.js": 'import { run } from "./b";\nrun(source());\n',
    }),
  ).toEqual(["b.js:2"]);
});

test("says the right places of a file that several programs share", async () => {
  const other = readRules(
    "o.yaml",
    `rules:
  - id: other
    mode: taint
    languages: [javascript]
    severity: HIGH
    message: it flows, too
    metadata: { confidence: high }
    options: { interfile: true }
    pattern-sources: [{ pattern: other_source(...) }]
    pattern-sinks: [{ pattern: other_sink(...) }]
`,
    "user",
  );
  // Each program reads what the other does not, too, so that they are two.
  const chain = (name: string, source: string) => ({
    [`${name}1.js`]: `import { ${name}2 } from "./${name}2";\nexport const ${name}1 = () => ${name}2(${source}());\n`,
    [`${name}2.js`]: `import { ${name}3 } from "./${name}3";\nexport const ${name}2 = (x) => ${name}3(x);\n`,
    [`${name}3.js`]: `import { ${name}4 } from "./${name}4";\nexport const ${name}3 = (x) => ${name}4(x);\n`,
    [`${name}4.js`]: `import { core } from "./core";\nexport const ${name}4 = (x) => core(x);\n`,
  });
  const files = {
    ...chain("a", "source"),
    ...chain("b", "other_source"),
    "core.js": 'import { pre } from "./pre";\nexport function core(x) {\n  sink(pre(x));\n  other_sink(pre(x));\n}\n',
    "pre.js": "export const pre = (x) => x;\n",
  };
  const { findings, problems } = await scanTree(files, { rules: [...rules, ...other] });
  expect(problems).toEqual([]);
  expect(findings.map(({ ruleId, location: { path, region } }) => `${ruleId} ${path}:${region.startLine}`)).toEqual([
    "flow core.js:3",
    "other core.js:4",
  ]);
});
