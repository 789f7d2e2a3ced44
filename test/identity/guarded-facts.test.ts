import { describe, expect, it } from "vitest";
import { blastRadius } from "#graph/blast-radius.ts";
import { link } from "#graph/link.ts";
import { compareText } from "#model/location.ts";
import { linkedOf, type Tree } from "../access/tools-of.ts";

const server = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { confirm } from "@inquirer/prompts";
import { exec } from "node:child_process";
const server = new McpServer({ name: "ops", version: "1.0.0" });
`;
const manifests = { "package.json": '{ "name": "ops" }', "pyproject.toml": '[project]\nname = "ops"\n' };

/** What tools reach openly, and behind which gates: `deploy: exec:deploy-cli, behind confirm:Deploy?`. */
async function radiiOf(tree: Tree): Promise<string[]> {
  const graph = link([await linkedOf({ ...manifests, ...tree })]);
  const radius = blastRadius(graph);
  return graph.facts
    .filter(({ kind }) => kind === "tool")
    .flatMap(({ id, key }) => {
      const { open, gated } = radius(id);
      return [
        ...open.map((one) => `${key}: ${keyOf(one)}`),
        ...gated.map((one) => `${key}: ${keyOf(one.id)}, behind ${one.gates.map(keyOf).join(" and ")}`),
      ];
    })
    .sort(compareText);
}

function keyOf(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

const gated = ["deploy: exec:deploy-cli, behind confirm:Deploy?"];
const open = ["deploy: exec:deploy-cli"];

describe("a gate stands before what a program does only once it has said yes, in a script", () => {
  const cases: Record<string, { code: string; radii: readonly string[] }> = {
    "in the handler": {
      code: `server.tool("deploy", async () => {
  if (!(await confirm({ message: "Deploy?" }))) return;
  exec("deploy-cli");
});`,
      radii: gated,
    },
    "in a branch": {
      code: `server.tool("deploy", async () => { const yes = await confirm({ message: "Deploy?" }); if (yes) { exec("deploy-cli"); } });`,
      radii: gated,
    },
    "in a function of the file that asks": {
      code: `async function agreed() { return await confirm({ message: "Deploy?" }); }
server.tool("deploy", async () => { if (await agreed()) exec("deploy-cli"); });`,
      radii: gated,
    },
    "before a function of the file that does it": {
      code: `function run() { exec("deploy-cli"); }
server.tool("deploy", async () => { if (await confirm({ message: "Deploy?" })) run(); });`,
      radii: gated,
    },
    "but not where nobody reads what it says": {
      code: `server.tool("deploy", async () => { await confirm({ message: "Deploy?" }); exec("deploy-cli"); });`,
      radii: open,
    },
    "but not where nobody waits for it": {
      code: `server.tool("deploy", async () => { if (!confirm({ message: "Deploy?" })) return; exec("deploy-cli"); });
server.tool("clean", async () => { if (await confirm({ message: "Clean?" })) exec("clean-cli"); });`,
      radii: ["clean: exec:clean-cli, behind confirm:Clean?", ...open],
    },
    "but not where one way passes it by": {
      code: `server.tool("deploy", async ({ force }) => {
  if (!force && !(await confirm({ message: "Deploy?" }))) return;
  exec("deploy-cli");
});`,
      radii: open,
    },
    "but not where another place does it without asking": {
      code: `server.tool("deploy", async () => { if (await confirm({ message: "Deploy?" })) exec("deploy-cli"); });
server.tool("hurry", async () => { exec("deploy-cli"); });`,
      radii: [...open, "hurry: exec:deploy-cli"],
    },
    "and not before what else there is": {
      code: `server.tool("deploy", async () => { exec("ls"); if (await confirm({ message: "Deploy?" })) exec("deploy-cli"); });`,
      radii: [...gated, "deploy: exec:ls"],
    },
    "for a tool that is only listed": {
      code: `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
const plain = new Server({ name: "plain", version: "1.0.0" });
plain.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: "deploy" }, { name: "list" }] }));
plain.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  switch (params.name) {
    case "deploy":
      if (!(await confirm({ message: "Deploy?" }))) throw new Error("no");
      return exec("deploy-cli");
    case "list":
      return exec("ls");
  }
});`,
      radii: [...gated, "list: exec:ls"],
    },
  };
  for (const [name, { code, radii }] of Object.entries(cases))
    it(name, async () => expect(await radiiOf({ "a.ts": `${server}${code}` })).toEqual(radii));
});

describe("a gate stands before what a program does only once it has said yes, in Python", () => {
  const python = `import subprocess
import click
from mcp.server.fastmcp import FastMCP
mcp = FastMCP("ops")

@mcp.tool()
def deploy():
`;
  const cases: Record<string, { code: string; radii: readonly string[] }> = {
    "in the handler": {
      code: `    if not click.confirm("Deploy?"):\n        return "no"\n    subprocess.run(["deploy-cli"])\n`,
      radii: gated,
    },
    "but not where nobody reads what it says": {
      code: `    click.confirm("Deploy?")\n    subprocess.run(["deploy-cli"])\n`,
      radii: open,
    },
  };
  for (const [name, { code, radii }] of Object.entries(cases))
    it(name, async () => expect(await radiiOf({ "a.py": `${python}${code}` })).toEqual(radii));
});
