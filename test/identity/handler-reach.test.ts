import { describe, expect, it } from "vitest";
import type { Tree } from "../access/tools-of.ts";
import { reachOf } from "./reach-of.ts";

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "ops", version: "1.0.0" });
`;
const deploy = `import { exec } from "node:child_process";
export async function deploy() {
  exec(\`deploy-cli --token \${process.env.DEPLOY_TOKEN}\`);
}
`;
const fastmcp = `from mcp.server.fastmcp import FastMCP
mcp = FastMCP("ops")
`;
const shipping = `import os
import subprocess

def ship(target):
    subprocess.run(["ship-cli", target, os.environ["SHIP_TOKEN"]])
`;

const toDeploy = ["deploy reaches exec:deploy-cli", "deploy uses env:DEPLOY_TOKEN"];
const toShip = ["ship reaches exec:ship-cli", "ship uses env:SHIP_TOKEN"];

describe("a tool reaches what its handler does, in a script", () => {
  const cases: Record<string, { tree: Tree; reach?: string[] }> = {
    "in the same file": {
      tree: { "a.ts": `${server}${deploy}server.tool("deploy", "Deploys.", {}, async () => { await deploy(); });` },
    },
    "in another file": {
      tree: {
        "a.ts": `${server}import { deploy } from "./b.js";\nserver.tool("deploy", async () => { await deploy(); });`,
        "b.ts": deploy,
      },
    },
    "over a file that says nothing by itself": {
      tree: {
        "a.ts": `${server}import { run } from "./between";\nserver.tool("deploy", () => run());`,
        "between.ts": `import { deploy as it } from "./b";\nconst later = async () => { await it(); };\nexport function run() { return later(); }`,
        "b.ts": deploy,
      },
    },
    inline: {
      tree: {
        "a.ts": `${server}import { exec } from "child_process";\nserver.tool("deploy", async () => { exec("deploy-cli " + process.env.DEPLOY_TOKEN); });`,
      },
    },
    "by name": {
      tree: {
        "a.ts": `${server}import { deploy } from "./b";\nserver.tool("deploy", "Deploys.", {}, deploy);`,
        "b.ts": deploy,
      },
    },
    "a method of a class": {
      tree: {
        "a.ts": `${server}import { Deployer } from "./b";\nconst deployer = new Deployer();\nserver.tool("deploy", () => deployer.run());`,
        "b.ts": `import { exec } from "child_process";
export class Deployer { run() { return this.start(); } private start() { exec("deploy-cli " + process.env.DEPLOY_TOKEN); } }`,
      },
    },
    "a field of a class, by its type": {
      tree: {
        "a.ts": `${server}import { Deployer } from "./b";
class Tools {
  constructor(private readonly deployer: Deployer) {}
  register() { server.tool("deploy", () => this.deployer.run()); }
}`,
        "b.ts": `import { exec } from "child_process";
export class Deployer { run() { exec("deploy-cli " + process.env.DEPLOY_TOKEN); } }`,
      },
    },
    "handed over as a callback": {
      tree: {
        "a.ts": `${server}import { deploy } from "./b";
async function retried(run: () => Promise<void>) { await run(); }
server.tool("deploy", async () => { await retried(deploy); });`,
        "b.ts": deploy,
      },
    },
    "within a callback": {
      tree: {
        "a.ts": `${server}import { deploy } from "./b";\nserver.tool("deploy", async ({ all }) => { all.forEach(async () => deploy()); });`,
        "b.ts": deploy,
      },
    },
    "a handler that a factory makes": {
      tree: {
        "a.ts": `${server}import { deploy } from "./b";
const logged = (run: () => void) => async () => { run(); };
server.tool("deploy", logged(deploy));
server.tool("hello", logged(() => {}));`,
        "b.ts": deploy,
      },
    },
    "a table of functions": {
      tree: {
        "a.ts": `${server}import { deploy } from "./b";
const actions = { deploy, wait() {} };
server.tool("deploy", ({ name }) => actions[name]());`,
        "b.ts": deploy,
      },
    },
    "a credential that a client was made with": {
      tree: {
        "a.ts": `${server}import { octokit } from "./b";\nserver.tool("issue", () => octokit.issues.create({}));\nserver.tool("hello", () => {});`,
        "b.ts": `import { Octokit } from "@octokit/rest";\nexport const octokit = new Octokit({ auth: process.env.GITHUB_TOKEN });`,
      },
      reach: ["issue uses env:GITHUB_TOKEN"],
    },
    "a credential of a configuration, and no other of it": {
      tree: {
        "a.ts": `${server}import { config } from "./b";\nserver.tool("send", async () => { await send(config.sendToken); });`,
        "b.ts": `export const config = { sendToken: process.env.SEND_TOKEN, other: process.env.OTHER_TOKEN };`,
      },
      reach: ["send uses env:SEND_TOKEN"],
    },
    nothing: { tree: { "a.ts": `${server}${deploy}server.tool("hello", () => ({ content: [] }));` }, reach: [] },
    "nothing of what a constructor did before": {
      tree: {
        "a.ts": `${server}import { Deployer, hello } from "./b";\nconst deployer = new Deployer();\nserver.tool("hello", async () => hello(deployer));`,
        "b.ts": `import { exec } from "child_process";
export class Deployer { constructor() { exec("deploy-cli"); } }
export async function hello(deployer: Deployer): Promise<Deployer> { return deployer; }`,
      },
      reach: [],
    },
    "one of two": {
      tree: {
        "a.ts": `${server}import { deploy } from "./b";
server.tool("deploy", async () => { await deploy(); });
server.tool("hello", async () => ({ content: [] }));`,
        "b.ts": deploy,
      },
    },
    "one of two that a function registers": {
      tree: {
        "a.ts": `${server}import { deploy } from "./b";
export function register() {
  server.tool("deploy", async () => { await deploy(); });
  server.tool("hello", async () => ({ content: [] }));
}`,
        "b.ts": deploy,
      },
    },
    "functions that call each other": {
      tree: {
        "a.ts": `${server}import { ping } from "./b";\nserver.tool("deploy", () => ping(3));`,
        "b.ts": `import { deploy } from "./c";\nexport function ping(n) { pong(n); }\nfunction pong(n) { if (n) ping(n - 1); deploy(); }`,
        "c.ts": deploy,
      },
    },
  };
  for (const [name, { tree, reach = toDeploy }] of Object.entries(cases))
    it(name, async () => expect(await reachOf(tree)).toEqual(reach));
});

describe("a tool reaches what its handler does, in Python", () => {
  const cases: Record<string, { tree: Tree; reach?: string[] }> = {
    "in the same file": {
      tree: { "a.py": `${fastmcp}${shipping}\n@mcp.tool("ship")\ndef tool(target: str):\n    return ship(target)\n` },
    },
    "in another file, one of two": {
      tree: {
        "a.py": `${fastmcp}import shipping\n@mcp.tool("ship")\ndef tool(target: str):\n    return shipping.ship(target)\n\n@mcp.tool()\ndef hello():\n    return "hello"\n`,
        "shipping.py": shipping,
      },
    },
    "a method of a class": {
      tree: {
        "a.py": `${fastmcp}from b import Shipper\nshipper = Shipper()\n\n@mcp.tool("ship")\ndef tool():\n    shipper.run()\n`,
        "b.py": `import os\nimport subprocess\n\nclass Shipper:\n    def run(self):\n        self._start()\n\n    def _start(self):\n        subprocess.run(["ship-cli", os.environ["SHIP_TOKEN"]])\n`,
      },
    },
    "by name": {
      tree: { "a.py": `${fastmcp}from b import ship\nmcp.add_tool(ship)\n`, "b.py": shipping },
    },
    nothing: { tree: { "a.py": `${fastmcp}${shipping}\n@mcp.tool()\ndef hello():\n    return "hello"\n` }, reach: [] },
  };
  for (const [name, { tree, reach = toShip }] of Object.entries(cases))
    it(name, async () => expect(await reachOf(tree)).toEqual(reach));
});

describe("a trigger reaches what its handler does", () => {
  const effect = "chat:discord message reaches exec:*";
  const shell = `import { exec } from "child_process";\nexport class Shell { run(command: string) { exec(command); } }`;

  it("in a script, over files", async () => {
    const bot = `import { Client } from "discord.js";\nimport { Shell } from "./shell";
const client = new Client({ intents: [] });
client.on("messageCreate", async (message) => { new Shell().run(message.content); });`;
    expect(await reachOf({ "bot.ts": bot, "shell.ts": shell })).toEqual([effect]);
  });

  it("in a class that is derived from a client", async () => {
    const bot = `import { Client } from "discord.js";\nimport { Shell } from "./shell";
class Bot extends Client {
  shell = new Shell();
  constructor() { super({ intents: [] }); this.on("messageCreate", (message) => this.handle(message)); }
  handle(message) { this.shell.run(message.content); }
}
new Bot();`;
    expect(await reachOf({ "bot.ts": bot, "shell.ts": shell })).toEqual([effect]);
  });

  it("in Python, over files", async () => {
    const bot = `import discord\nfrom b import run\nclient = discord.Client(intents=discord.Intents.default())\n\n@client.event\nasync def on_message(message):\n    run(message.content)\n\n@client.event\nasync def on_ready():\n    print("ready")\n`;
    const helper = `import os\n\ndef run(command):\n    os.system(command)\n`;
    expect(await reachOf({ "bot.py": bot, "b.py": helper })).toEqual([effect]);
  });
});

describe("edges to credentials", () => {
  it("lead to the one that is meant, of several in a tree", async () => {
    const tool = (name: string) => `server.tool("${name}", () => send(process.env.${name.toUpperCase()}_TOKEN));\n`;
    const reach = await reachOf({ "a.ts": `${server}${tool("north")}${tool("south")}` });
    expect(reach).toEqual(["north uses env:NORTH_TOKEN", "south uses env:SOUTH_TOKEN"]);
  });
});
