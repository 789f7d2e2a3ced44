import { describe, expect, test } from "vitest";
import { toolsOf, type Tree } from "./tools-of.ts";

const sdk = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({ name: "desk" });\n`;
const body = `{ if (!allowed.has(verb.name)) return; server.tool(verb.name, {}, verb.run); }`;
const calls = `add({ name: "open" }); add({ name: "close" });`;

/** Ways of writing that what a function returns is called with the tools `open` and `close`. */
const ways: readonly (readonly [string, Tree])[] = [
  ["a lambda", { "a.ts": `${sdk}function maker() { return (verb) => ${body}; }\nconst add = maker(); ${calls}` }],
  [
    "a lambda of another file, its tools from further ones",
    {
      "maker.ts": `export function createRegister(server) { return (verb) => ${body}; }`,
      "verbs/open.ts": `export const open$verb = { name: "open" };`,
      "verbs/close.ts": `export const close$verb = { name: "close" };`,
      "desk.ts": `${sdk}import { createRegister } from "./maker.js";\nimport { open$verb } from "./verbs/open.js";\nimport { close$verb } from "./verbs/close.js";\nconst put = createRegister(server);\nput(open$verb); put(close$verb);`,
    },
  ],
  [
    "the same, made by a lambda that is exported under another name",
    {
      "maker.ts": `const make = (server) => (verb) => ${body};\nexport { make as registrar };`,
      "desk.ts": `${sdk}import { registrar as of } from "./maker.js";\nfunction main() { const put = of(server); put({ name: "open" }); put({ name: "close" }); }\nmain();`,
    },
  ],
  [
    "called at once",
    {
      "maker.ts": `export const registerWith = (server) => function (verb) ${body};`,
      "desk.ts": `${sdk}import { registerWith } from "./maker.js";\nregisterWith(server)({ name: "open" }); registerWith(server)({ name: "close" });`,
    },
  ],
  [
    "a function with a name, made by an asynchronous one",
    {
      "a.ts": `${sdk}async function maker() { async function inner(verb) ${body}\n return inner; }\nconst put = await maker(); await put({ name: "open" }); await put({ name: "close" });`,
    },
  ],
  [
    "under the key of an object",
    {
      "maker.ts": `export function registry(server) { return { add: (verb) => ${body}, size: () => 2 }; }`,
      "desk.ts": `${sdk}import { registry } from "./maker.js";\nconst { add } = registry(server); ${calls}`,
    },
  ],
  [
    "as a member of an object, under another name than its own",
    {
      "maker.ts": `export function registry(server) { const put = (verb) => ${body}; return { size: 2, enrol: put }; }`,
      "desk.ts": `${sdk}import { registry } from "./maker.js";\nconst verbs = registry(server); verbs.enrol({ name: "open" }); verbs.enrol({ name: "close" });`,
    },
  ],
  [
    "from a loop over what is imported as a whole",
    {
      "maker.js": `exports.makeRegister = function (server) { return function (verb) ${body}; };`,
      "verbs.js": `exports.a = { name: "open" }; exports.b = { name: "close" };`,
      "desk.js": `const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");\nconst maker_js_1 = require("./maker.js"); const verbs = require("./verbs.js");\nconst put = (0, maker_js_1.makeRegister)(new McpServer({ name: "desk" }));\nfor (const verb of Object.values(verbs)) put(verb);`,
    },
  ],
  [
    "a function of Python",
    {
      "a.py": `from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("desk")\n\ndef maker(server):\n    def put(run, label):\n        server.add_tool(run, name=label)\n    return put\n\nput_one = maker(mcp)\nput_one(run, "open")\nput_one(run, "close")\n`,
    },
  ],
];

describe("what a function returns is followed to who calls it", () => {
  test.each(ways)("%s", async (_way, tree) => {
    const names = await toolsOf(tree);
    expect(names.map((name) => name.replace("?", ""))).toEqual(["close", "open"]);
  });
});
