import { describe, expect, test } from "vitest";
import { factsOf, toolsOf, type Tree } from "./tools-of.ts";

const sdk = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({ name: "desk" });\n`;
const low = `import { Server } from "@modelcontextprotocol/sdk/server/index.js";\nimport { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";\nconst server = new Server({ name: "desk" }, {});\n`;

/** Ways of writing that a server has the tools `open` and `close`. */
const ways: readonly (readonly [string, Tree])[] = [
  ["a literal", { "a.ts": `${sdk}server.registerTool("open", {}, run); server.registerTool("close", {}, run);` }],
  [
    "a constant of another file, through a barrel",
    {
      "names.ts": `export const OPEN = "open"; const shut = "close"; export { shut as CLOSE };`,
      "index.ts": `export * from "./names.js";`,
      "a.ts": `${sdk}import { OPEN, CLOSE } from "./index.js";\nserver.registerTool(OPEN, {}, run); server.registerTool(CLOSE, {}, run);`,
    },
  ],
  [
    "an enum",
    {
      "a.ts": `${sdk}enum Verb { Open = "open", Close = "close" }\nserver.tool(Verb.Open, {}, run); server.tool(Verb.Close, {}, run);`,
    },
  ],
  [
    "what a compiler makes of an enum",
    {
      "a.js": `${sdk}var Verb; (function (Verb) { Verb["Open"] = "open"; Verb["Close"] = "close"; })(Verb || (Verb = {}));\nserver.tool(Verb.Open, {}, run); server.tool(Verb.Close, {}, run);`,
    },
  ],
  [
    "a list that is gone through",
    {
      "a.ts": `${sdk}const all = [{ name: "open" }, { name: "close" }];\nfor (const { name } of all) server.registerTool(name, {}, run);`,
    },
  ],
  ["a callback for each", { "a.ts": `${sdk}["open", "close"].forEach((name) => server.registerTool(name, {}, run));` }],
  [
    "the keys of an object",
    {
      "a.ts": `${sdk}const all = { open: run, close: run };\nfor (const [name, go] of Object.entries(all)) server.registerTool(name, {}, go);`,
    },
  ],
  [
    "a function that hands on what it is given",
    {
      "a.ts": `${sdk}function add(name, does) { server.registerTool(name, {}, does); }\nadd("open", run); add("close", run);`,
    },
  ],
  [
    "such a function, called from another file",
    {
      "add.ts": `${sdk}export function addTool(name, does) { server.registerTool(name, {}, does); }`,
      "b.ts": `import { addTool } from "./add.js";\naddTool("open", run); addTool("close", run);`,
    },
  ],
  [
    "a registry that others put into",
    {
      "registry.ts": `export const known = new Map();\nexport function remember(tool) { known.set(tool.name, tool); }`,
      "verbs.ts": `import { remember } from "./registry.js";\nremember({ name: "open" }); remember({ name: "close" });`,
      "a.ts": `import "./verbs.js";\nimport { known } from "./registry.js";\n${low}server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [...known.values()] }));`,
    },
  ],
  [
    "classes with a field each",
    {
      "a.ts": `${sdk}class Verb { constructor(s) { this.s = s; } register() { this.s.registerTool(this.name, {}, run); } }\nclass Open extends Verb { name = "open"; }\nclass Close extends Verb { name = "close"; }\nfor (const C of [Open, Close]) new C(server).register();`,
    },
  ],
  [
    "definitions that the base is given",
    {
      "a.ts": `${low}class Base { constructor(d) { this.d = d; } }\nclass Open extends Base { constructor() { super({ name: "open" }); } }\nclass Close extends Base { constructor() { super({ name: "close" }); } }\nconst all = [new Open(), new Close()];\nserver.setRequestHandler(ListToolsRequestSchema, () => ({ tools: all.map((t) => t.d) }));`,
    },
  ],
  [
    "classes that are derived over files, with a name that they are given as a whole",
    {
      "base.js": `export class Verb {\n constructor({ desk }) { this.desk = desk; const { verb } = this.constructor; this.verb = verb; }\n register() { this.desk.registerTool(this.verb, { description: this.about }, () => this.run()); } }`,
      "door.js": `import { Verb } from "./base.js";\nexport class DoorVerb extends Verb { door() { return this.desk.door; } }`,
      "verbs/open.js": `import { DoorVerb } from "../door.js";\nexport class OpenDoor extends DoorVerb { constructor() { super(...arguments); this.about = "Opens."; } }\nOpenDoor.verb = "open";`,
      "verbs/close.js": `import { DoorVerb } from "../door.js";\nexport class CloseDoor extends DoorVerb { static verb = "close"; }`,
      "desk.js": `import * as verbs from "./verbs/index.js";\nexport class Desk { constructor({ verbs }) { this.makers = verbs ?? []; } start() { for (const Maker of this.makers) new Maker({ desk: this.desk }).register(); } }`,
      "verbs/index.js": `export * from "./open.js";\nexport * from "./close.js";`,
    },
  ],
  [
    "a list that is spread, of another file, under a namespace",
    {
      "more.ts": `export const open = { name: "open" };\nexport const close = { name: "close" };`,
      "a.ts": `import * as more from "./more";\n${low}const tools = [...Object.values(more)];\nserver.setRequestHandler(ListToolsRequestSchema, async () => { return { tools }; });`,
    },
  ],
  [
    "modules that were compiled to CommonJS",
    {
      "more.js": `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.verbs = void 0;\nexports.verbs = ["open", "close"];`,
      "a.js": `const m = require("./more.js");\nconst mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");\nconst server = new mcp_js_1.McpServer({ name: "desk" });\nfor (const verb of m.verbs) server.registerTool(verb, {}, run);`,
    },
  ],
  [
    "texts that are put together",
    {
      "a.ts": `${sdk}const verb = "OPEN";\nserver.registerTool(verb.toLowerCase(), {}, run); server.registerTool(\`\${"clo"}\` + "se", {}, run);`,
    },
  ],
  [
    "a package of the tree, by its name",
    {
      "packages/verbs/package.json": `{ "name": "@acme/verbs", "exports": { ".": "./lib/index.js" } }`,
      "packages/verbs/lib/index.js": `export default ["open", "close"];`,
      "a.ts": `import verbs from "@acme/verbs";\n${sdk}verbs.map((v) => server.registerTool(v, {}, run));`,
    },
  ],
  [
    "a module by an alias of the compiler's configuration",
    {
      "tsconfig.json": `{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }`,
      "src/verbs.ts": `export const verbs = { open: "open", close: "close" } as const;`,
      "src/a.ts": `import { verbs } from "~/verbs";\n${sdk}server.registerTool(verbs.open, {}, run); server.registerTool(verbs["close"], {}, run);`,
    },
  ],
  [
    "a server whose library lies in the tree, with what asks for tools made by calls",
    {
      "kit.js": `import { z } from "zod";\nconst Paged = z.object({});\nexport const ListToolsRequestSchema = Paged.extend({ method: z.literal("tools/list") });\nexport class Server { setRequestHandler(schema, handler) { this.handlers.set(schema.shape.method.value, handler); } }`,
      "a.js": `import { ListToolsRequestSchema, Server } from "./kit.js";\nconst server = new Server({ name: "desk" });\nserver.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: "open" }, { name: "close" }] }));`,
    },
  ],
  [
    "a map of tools that a function of another package is given, imported and exported under other names",
    {
      "kit/package.json": `{ "name": "desk-kit", "exports": "./lib.js" }`,
      "kit/lib.js": `import { Server } from "@modelcontextprotocol/sdk/server/index.js";\nfunction q(e) { const s = new Server({ name: e.name }, {}); const known = async () => typeof e.tools === "function" ? await e.tools() : e.tools; s.setRequestHandler("tools/list", async () => { const a = await known(); return { tools: await Promise.all(Object.entries(a).filter(([, t]) => !t.hidden).map(async ([name, { about }]) => ({ name, description: about }))) }; }); return s; }\nexport { q as serveDesk };`,
      "a.js": `import { serveDesk as Z } from "desk-kit";\nZ({ name: "desk", tools: async () => { const T = {}; Object.assign(T, { open: { about: "Opens." } }); if (more) T.close = { about: "Closes." }; for (const [k, t] of Object.entries(T)) T[k] = { ...t, hidden: T[\`un\${k}\`] }; return T; } });`,
    },
  ],
  [
    "modules of a folder, by the names of its files",
    {
      "lib/verbs/open.js": `export const verb = "open";`,
      "lib/verbs/close.js": `export const verb = "close";`,
      "lib/a.js": `${sdk}import fs from "node:fs";\nimport path from "node:path";\nimport { fileURLToPath, pathToFileURL } from "node:url";\nconst here = path.dirname(fileURLToPath(import.meta.url));\nconst folder = path.resolve(here, "verbs");\nfor (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".js"))) { const { verb } = await import(pathToFileURL(path.join(folder, file)).href); server.registerTool(verb, {}, run); }`,
    },
  ],
  [
    "modules of a folder that are all asked for at once",
    {
      "lib/verbs/open.cjs": `module.exports = { verb: "open" };`,
      "lib/verbs/close.cjs": `exports.verb = "close";`,
      "lib/a.cjs": `const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");\nconst { readdir } = require("fs/promises");\nasync function load() { const found = []; const entries = await readdir(\`\${__dirname}/verbs\`, { withFileTypes: true }); const all = await Promise.allSettled(entries.map(async (entry) => ({ tool: require(\`\${__dirname}/verbs/\${entry.name}\`) }))); for (const one of all) { if (one.status === "rejected") continue; found.push(one.value.tool); } return found; }\nconst server = new McpServer({ name: "desk" });\nload().then((tools) => tools.forEach((tool) => server.registerTool(tool.verb, {}, run)));`,
    },
  ],
  [
    "modules by names that are put together",
    {
      "lib/verb-open.js": `export default "open";`,
      "lib/verb-close.js": `export default "close";`,
      "lib/a.js": `${sdk}for (const name of ["open", "close"]) { const { default: verb } = await import(\`./verb-\${name}.js\`); server.registerTool(verb, {}, run); }`,
    },
  ],
  [
    "a document that is imported",
    {
      "verbs.json": `{ "verbs": [{ "id": "open" }, { "id": "close" }] }`,
      "a.ts": `${sdk}import known from "./verbs.json" with { type: "json" };\nknown.verbs.forEach(({ id }) => server.registerTool(id, {}, run));`,
    },
  ],
  [
    "a document that is read and gone through",
    {
      "data/api.json": `{ "routes": { "/door": { "put": { "id": "open" }, "delete": { "id": "close" } } } }`,
      "src/a.ts": `${sdk}import { readFileSync } from "fs";\nconst api = JSON.parse(readFileSync(new URL("../data/api.json", import.meta.url), "utf8").toString());\nfor (const [route, verbs] of Object.entries(api.routes)) for (const [verb, { id }] of Object.entries(verbs)) server.registerTool(id, {}, run);`,
    },
  ],
  [
    "Python's decorators",
    {
      "a.py": `from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("desk")\n\n@mcp.tool()\ndef open(x: str): ...\n\n@mcp.tool(name="close")\nasync def shut(): ...\n`,
    },
  ],
  [
    "Python's decorators on what another file makes",
    {
      "pkg/__init__.py": ``,
      "pkg/app.py": `from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("desk")\n`,
      "pkg/verbs.py": `from .app import mcp as desk\n\n@desk.tool()\ndef open(): ...\n\ndef close(): ...\ndesk.add_tool(close)\n`,
    },
  ],
];

describe("tools are told however a program names them", () => {
  test.each(ways)("%s", async (_way, tree) => {
    const names = await toolsOf(tree);
    expect(names.map((name) => name.replace("?", ""))).toEqual(["close", "open"]);
  });
});

describe("what decides whether a tool is there is told with it", () => {
  test("a test around the call, a filter, a test around a caller", async () => {
    const tree = {
      "a.ts": `${sdk}server.registerTool("always", {}, run);\nif (process.env.MORE) server.registerTool("inside", {}, run);\nconst all = [{ name: "some" }].filter((t) => t.on);\nfor (const t of all) server.registerTool(t.name, {}, run);\nfunction add(name) { server.registerTool(name, {}, run); }\nif (flag) add("called");`,
    };
    expect(await toolsOf(tree)).toEqual(["always", "called?", "inside?", "some?"]);
  });
});

describe("a test that ends the turn of a loop decides about what comes after it", () => {
  test("and about nothing before it, or behind the loop", async () => {
    const tree = {
      "a.ts": `${sdk}for (const t of ["open"]) { server.registerTool("first", {}, run); if (hidden.has(t)) continue; server.registerTool(t, {}, run); }\nfor (const t of ["close"]) { if (!t.on) { log(t); break; } if (t) { server.registerTool(t, {}, run); } }\nserver.registerTool("last", {}, run);`,
    };
    expect(await toolsOf(tree)).toEqual(["close?", "first", "last", "open?"]);
  });
});

describe("what cannot be told is said to be there, and not guessed", () => {
  const opaque = async (tree: Tree) =>
    (await factsOf(tree)).filter(({ kind }) => kind === "opaque").map(({ key }) => key);

  test.each([
    [
      "names from a file",
      `${sdk}for (const t of JSON.parse(read("tools.json"))) server.registerTool(t.name, {}, run);`,
    ],
    [
      "names from elsewhere",
      `${sdk}const list = await (await fetch(url)).json();\nlist.forEach((t) => server.registerTool(t.name, {}, run));`,
    ],
    ["a module by a variable", `${sdk}const m = await import(where);\nserver.registerTool(m.name, {}, run);`],
    [
      "a list that is not known",
      `${low}server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: await (await fetch(url)).json() }));`,
    ],
    ["what is evaluated", `${sdk}server.registerTool(eval(code), {}, run);`],
  ])("%s", async (_what, code) => {
    expect(await opaque({ "a.ts": code })).toEqual(["dynamic-tools a.ts"]);
    expect(await toolsOf({ "a.ts": code })).toEqual([]);
  });

  test("tools of a test are no tools of the program", async () => {
    expect(await toolsOf({ "test/fake.ts": `${sdk}server.registerTool("fake", {}, run);` })).toEqual([]);
  });
});

describe("hostile programs end", () => {
  const chain = Array.from({ length: 300 }, (_, index) => `const v${index + 1} = [...v${index}, ...v${index}];`).join(
    "\n",
  );
  const round = `const a = { ...b }; const b = { ...a };\nclass A extends B {}\nclass B extends A {}\nfunction f(x) { return g(f(x)); } function g(x) { return f(g(x)); }`;

  test.each([
    [
      "lists that double",
      `${sdk}const v0 = ["x", "y"];\n${chain}\nfor (const v of v300) server.registerTool(v, {}, run);`,
    ],
    [
      "what goes round",
      `${sdk}${round}\nserver.registerTool(f(a.b).c, {}, run); server.registerTool(new A().name, {}, run);`,
    ],
    ["nests of calls", `${sdk}server.registerTool(${"f(".repeat(3000)}1${")".repeat(3000)}, {}, run);`],
    [
      "classes in a long row, each asked for by its name",
      `${sdk}class C0 { register(s) { s.registerTool(this.title, {}, run); } }\n${Array.from({ length: 1500 }, (_, index) => `class C${index + 1} extends C${index % 50 === 0 ? 0 : index} { }\nC${index + 1}.title = "t";`).join("\n")}`,
    ],
    [
      "loops over what they change, in one another",
      `${sdk}const all = { a: { name: "x" } };\n${Array.from({ length: 20 }, (_, index) => `for (const [k${index}, v${index}] of Object.entries(all)) { all[k${index} + v${index}.name] = { ...v${index} };`).join(" ")}${"}".repeat(20)}\nfor (const t of Object.values(all)) server.registerTool(t.name, {}, run);`,
    ],
    [
      "functions in one another",
      `${sdk}${Array.from({ length: 400 }, (_, index) => `function f${index}(p${index}) { const v${index} = p${index};`).join(" ")} server.registerTool(v399, {}, run); ${"}".repeat(400)}`,
    ],
    [
      "a name that belongs to every object",
      `${sdk}const o = { __proto__: { x: "y" }, constructor: "z" };\nserver.registerTool(o.__proto__.x, {}, run);`,
    ],
  ])("%s", async (_what, code) => {
    await expect(factsOf({ "a.ts": code })).resolves.toBeDefined();
  });
});
