import { describe, expect, it } from "vitest";
import type { Tree } from "../access/tools-of.ts";
import { reachOf } from "./reach-of.ts";

const deploy = `import { exec } from "node:child_process";
export async function deploy(target?: string) { exec(\`deploy-cli --token \${process.env.DEPLOY_TOKEN}\`); }
export async function wipe() { exec("wipe-cli"); }
export function log() { exec("log-cli"); }
`;
const listing = (names: readonly string[]) => `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { deploy, wipe, log } from "./b.js";
const server = new Server({ name: "ops", version: "1.0.0" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [${names.map((name) => `{ name: "${name}" }`).join(", ")}] }));
`;
const server = listing(["deploy", "wipe"]);
const apart = ["deploy reaches exec:deploy-cli", "deploy uses env:DEPLOY_TOKEN", "wipe reaches exec:wipe-cli"];
const unseen = ["deploy reaches dynamic-calls a.ts", "wipe reaches dynamic-calls a.ts"];
const everything = [
  "deploy reaches exec:deploy-cli",
  "deploy reaches exec:wipe-cli",
  "deploy uses env:DEPLOY_TOKEN",
  "wipe reaches exec:deploy-cli",
  "wipe reaches exec:wipe-cli",
  "wipe uses env:DEPLOY_TOKEN",
];

function called(body: string): string {
  return `server.setRequestHandler(CallToolRequestSchema, async (request) => {\n${body}\n});`;
}

describe("a tool that is only listed reaches what the call handler does for its name, in a script", () => {
  const cases: Record<string, { tree: Tree; reach?: string[] }> = {
    "by a switch": {
      tree: {
        "a.ts": `${server}${called(`const { name, arguments: args } = request.params;
  switch (name) {
    case "deploy":
      return await deploy(args.target);
    case "wipe": {
      await wipe();
      break;
    }
    default:
      throw new Error(name);
  }`)}`,
      },
    },
    "by a switch that goes on into the next case": {
      tree: {
        "a.ts": `${server}${called(`switch (request.params.name) {
    case "wipe": await wipe();
    case "deploy": return await deploy();
  }`)}`,
      },
      reach: [...apart, "wipe reaches exec:deploy-cli", "wipe uses env:DEPLOY_TOKEN"].sort(),
    },
    "with what is done before and after": {
      tree: {
        "a.ts": `${server}${called(`log();
  let result;
  if (request.params.name === "deploy") result = await deploy();
  return result;`)}`,
      },
      reach: [
        "deploy reaches exec:deploy-cli",
        "deploy reaches exec:log-cli",
        "deploy uses env:DEPLOY_TOKEN",
        "wipe reaches exec:log-cli",
      ],
    },
    "by tests that return": {
      tree: {
        "a.ts": `${server}${called(`const name = request.params.name as string;
  if (name === "deploy") { return await deploy(); }
  if ("wipe" !== name) { throw new Error(); }
  return await wipe();`)}`,
      },
    },
    "by names of which several are meant": {
      tree: {
        "a.ts": `${server}const all = ["deploy", "ship"];
${called(`const { name } = request.params;
  if (all.includes(name)) return await deploy();
  if (name.startsWith("wi") || name === "clear") return await wipe();`)}`,
      },
    },
    "in another function, over files": {
      tree: {
        "a.ts": `${server.replace('"./b.js"', '"./b"')}import { dispatch } from "./c";\n${called("return await dispatch(request.params.name, request.params.arguments);")}`,
        "c.ts": `import { Tools } from "./d";\nconst tools = new Tools();\nexport const dispatch = (tool: string, args: unknown) => tools.run({ tool, args });`,
        "d.ts": `import { deploy, wipe } from "./b";
export class Tools { run({ tool }) { if (tool === "deploy") { deploy(); } else { wipe(); } } }`,
      },
    },
    "around another function": {
      tree: {
        "a.ts": `${server}const traced = (handler) => async (request) => { try { return await span(async () => handler(request)); } finally { log(); } };
server.setRequestHandler(CallToolRequestSchema, traced(async ({ params }) => {
  if (params.name === "deploy") await deploy();
}));`,
      },
      reach: [
        "deploy reaches exec:deploy-cli",
        "deploy reaches exec:log-cli",
        "deploy uses env:DEPLOY_TOKEN",
        "wipe reaches exec:log-cli",
      ],
    },
    "in the branch itself, within a callback": {
      tree: {
        "a.ts": `${server}import { exec } from "node:child_process";
${called(`switch (request.params.name) {
    case "deploy": return await retried(async () => { exec("deploy-cli"); });
    case "wipe": exec("wipe-cli");
  }`)}`,
      },
      reach: ["deploy reaches exec:deploy-cli", "wipe reaches exec:wipe-cli"],
    },
    "by a table": {
      tree: {
        "a.ts": `${server}const handlers = { deploy: async () => deploy(), wipe };\n${called("const { name, arguments: args } = request.params;\n  const handler = handlers[name];\n  if (!handler) throw new Error();\n  return await handler(args);")}`,
      },
    },
    "by a table of objects": {
      tree: {
        "a.ts": `${server}const tools = { deploy: { run: () => deploy() }, wipe: { run: wipe } };\n${called("return await tools[request.params.name].run(request.params.arguments);")}`,
      },
    },
    "by a map": {
      tree: {
        "a.ts": `${server}const handlers = new Map([["deploy", deploy], ["wipe", wipe]]);\n${called("const run = handlers.get(request.params.name);\n  return await run?.(request.params.arguments);")}`,
      },
    },
    "by a value that is imported": {
      tree: {
        "a.ts": `${server.replace('{ name: "deploy" }', "deployTool")}import { deployTool } from "./c";\n${called("if (request.params.name === deployTool.name) return await deploy();\n  return await wipe();")}`,
        "c.ts": `export const deployTool = { name: "deploy", description: "Deploys." };`,
      },
    },
    "where there is only one": {
      tree: { "a.ts": `${listing(["wipe"])}${called("return await wipe();")}` },
      reach: ["wipe reaches exec:wipe-cli"],
    },
    "told as not known, where nothing asks for the name": {
      tree: { "a.ts": `${server}${called("await deploy(); await wipe();")}` },
      reach: [...everything, ...unseen].sort(),
    },
    "told as not known, where the name is made into something else": {
      tree: {
        "a.ts": `${server}${called(`const name = canonical(request.params.name);
  if (name === "deploy") return await deploy();
  return await wipe();`)}`,
      },
      reach: [...everything, ...unseen].sort(),
    },
    "told as not known, where nothing is called": { tree: { "a.ts": server }, reach: unseen },
  };
  for (const [name, { tree, reach = apart }] of Object.entries(cases))
    it(name, async () => expect(await reachOf({ "b.ts": deploy, ...tree })).toEqual(reach));
});

const shipping = `import os
import subprocess

def ship(target=None):
    subprocess.run(["ship-cli", os.environ["SHIP_TOKEN"]])

def scrap():
    subprocess.run(["scrap-cli"])
`;
const python = `from enum import Enum
from mcp.server import Server
from mcp.types import Tool
from b import ship, scrap

class Names(str, Enum):
    SHIP = "ship"
    SCRAP = "scrap"

server = Server("ops")

@server.list_tools()
async def list_tools():
    return [Tool(name=Names.SHIP), Tool(name=Names.SCRAP.value)]

`;
const apartInPython = ["scrap reaches exec:scrap-cli", "ship reaches exec:ship-cli", "ship uses env:SHIP_TOKEN"];

describe("a tool that is only listed reaches what the call handler does for its name, in Python", () => {
  const cases: Record<string, { code: string; reach?: string[] }> = {
    "by a match": {
      code: `@server.call_tool()
async def call_tool(name: str, arguments: dict):
    match name:
        case Names.SHIP:
            return ship(arguments["target"])
        case "scrap" | "clear":
            scrap()
        case _:
            raise ValueError(name)
`,
    },
    "by tests": {
      code: `@server.call_tool()
async def call_tool(name, arguments):
    try:
        if name == "ship":
            return ship()
        elif name in ("scrap", "clear"):
            return scrap()
        else:
            raise ValueError(name)
    except Exception as error:
        return str(error)
`,
    },
    "by a test that leaves": {
      code: `@server.call_tool()
async def call_tool(name, arguments):
    if name != "ship":
        return scrap()
    return ship()
`,
    },
    "by a table": {
      code: `TOOLS = {"ship": ship, "scrap": scrap}

@server.call_tool()
async def call_tool(name, arguments):
    handler = TOOLS.get(name)
    if handler is None:
        raise ValueError(name)
    return handler(**arguments)
`,
    },
    "by methods of a class": {
      code: `class Tools:
    def __init__(self):
        self.handlers = {"ship": self.ship, "scrap": self.scrap}

    def ship(self, arguments):
        ship()

    def scrap(self, arguments):
        scrap()

    def run(self, name, arguments):
        return self.handlers[name](arguments)

tools = Tools()

@server.call_tool()
async def call_tool(name, arguments):
    return tools.run(name=name, arguments=arguments)
`,
    },
    "told as not known": {
      code: `@server.call_tool()
async def call_tool(name, arguments):
    return await registry.call(name, arguments)
`,
      reach: ["scrap reaches dynamic-calls a.py", "ship reaches dynamic-calls a.py"],
    },
  };
  for (const [name, { code, reach = apartInPython }] of Object.entries(cases))
    it(name, async () => expect(await reachOf({ "a.py": `${python}${code}`, "b.py": shipping })).toEqual(reach));
});
