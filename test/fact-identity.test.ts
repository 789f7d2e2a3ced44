import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Fact } from "#model/fact.ts";
import { scanTree } from "./tree.ts";

/** The facts without places: what a lock would hold. */
async function surface(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await facts(files)).map(({ id, value }) => `${id} ${JSON.stringify(value)}`);
}

async function facts(files: Readonly<Record<string, string>>): Promise<readonly Fact[]> {
  return (await scanTree(files)).facts;
}

const mcp = (servers: unknown) => JSON.stringify({ mcpServers: servers });
const settings = (value: unknown) => JSON.stringify(value);
const skill =
  "---\nname: ledger\ndescription: Reads the ledger.\nallowed-tools: Read Bash(ledger show:*)\n---\n\nShow the ledger.\n";
const agent = (name: string) =>
  `---\nname: ${name}\ndescription: Books refunds.\ntools: Read\n---\n\nBook the refund.\n`;
const workflow = (permissions: string) =>
  `on: push\njobs:\n  tag:\n    runs-on: ubuntu-latest\n    permissions: ${permissions}\n    steps:\n      - run: make tag\n`;

/** The examples of ARCHITECTURE.md, by number. */
const examples: Readonly<Record<number, () => Promise<void>>> = {
  1: async () => {
    const found = await facts({
      ".claude/settings.json": settings({ permissions: { allow: ["mcp__docs__search", "mcp__web__search"] } }),
    });
    const grants = found.filter((fact) => fact.kind === "grant").map((fact) => fact.key);
    expect(grants).toEqual(["mcp:docs/search", "mcp:web/search"]);
  },
  2: async () => {
    const content = settings({ permissions: { allow: ["Bash(make lint)"] } });
    expect(await surface({ ".claude/settings.json": content })).toEqual(
      await surface({ ".claude/settings.local.json": content }),
    );
  },
  3: async () => {
    expect(await surface({ ".claude/agents/a.md": agent("refunds") })).toEqual(
      await surface({ ".claude/agents/team/b.md": agent("refunds") }),
    );
  },
  4: async () => {
    const path = ".github/workflows/tag.yml";
    const before = await facts({ [path]: workflow("{contents: read}") });
    const after = await facts({ [path]: workflow("{contents: read, issues: write}") });
    const tokenOf = (found: readonly Fact[]) =>
      found.find((fact) => fact.kind === "grant" && fact.anchor === "workflow/tag/tag");
    expect(tokenOf(after)?.id).toBe(tokenOf(before)?.id);
    expect(tokenOf(after)?.value).not.toEqual(tokenOf(before)?.value);
  },
  5: async () => {
    const config = (secret: string) => ({ ".mcp.json": mcp({ crm: { command: "crm", env: { CRM_TOKEN: secret } } }) });
    expect(await surface(config("q9F2m8Kx71Lr04Vb"))).toEqual(await surface(config("z3P7s5Qn62Td18Ha")));
  },
  6: async () => {
    const content = settings({ permissions: { allow: ["Bash(make lint)", "Bash(make lint)"] } });
    const grants = (await facts({ ".claude/settings.json": content })).filter((fact) => fact.kind === "grant");
    expect(grants.map((fact) => fact.key)).toEqual(["shell:make lint"]);
    const twice = settings({ permissions: { allow: ["Bash(make lint)"] } });
    const both = await facts({ ".claude/settings.json": twice, "web/.claude/settings.json": twice });
    const merged = both.find((fact) => fact.kind === "grant");
    expect(merged?.locations.map((location) => location.path)).toEqual([
      ".claude/settings.json",
      "web/.claude/settings.json",
    ]);
  },
  7: async () => {
    const once = await surface({ "skills/ledger/SKILL.md": skill });
    const copied = await facts({ "skills/ledger/SKILL.md": skill, "more/skills/ledger/SKILL.md": skill });
    expect(copied.map(({ id, value }) => `${id} ${JSON.stringify(value)}`)).toEqual(once);
    expect(copied.every((fact) => fact.locations.length === 2)).toBe(true);
  },
  8: async () => {
    const before = await facts({ ".claude/agents/a.md": agent("refunds") });
    const after = await facts({ ".claude/agents/a.md": agent("returns") });
    const ids = new Set(before.map((fact) => fact.id));
    expect(after.filter((fact) => fact.anchor === "agent/returns").some((fact) => ids.has(fact.id))).toBe(false);
  },
  9: async () => {
    const first =
      '{"mcpServers":{"crm":{"command":"npx","args":["-y","crm-mcp@1.0.0"],"env":{"A_TOKEN":"${A_TOKEN}"}}}}';
    const second =
      '{\n  "mcpServers": {\n    "crm": {\n      "env": { "A_TOKEN": "${A_TOKEN}" },\n      "args": ["-y", "crm-mcp@1.0.0"],\n      "command": "npx"\n    }\n  }\n}\n';
    expect(await surface({ ".mcp.json": first })).toEqual(await surface({ ".mcp.json": second }));
  },
  10: async () => {
    const content = mcp({ crm: { command: "npx", args: ["crm-mcp@1.0.0"], env: { CRM_TOKEN: "${CRM_TOKEN}" } } });
    const ofServer = async (path: string) =>
      (await surface({ [path]: content })).filter((line) => line.includes("server/crm"));
    expect(await ofServer(".mcp.json")).toEqual(await ofServer(".cursor/mcp.json"));
    expect((await ofServer(".mcp.json")).length).toBeGreaterThan(1);
  },
  11: async () => {
    const moved = `\n\n${skill.replace("---\n\n", "---\n\n\n\n")}`.replace(/^\n\n/, "").replaceAll("\n", "\r\n");
    expect(await surface({ "skills/ledger/SKILL.md": skill })).toEqual(
      await surface({ "skills/ledger/SKILL.md": moved }),
    );
  },
  12: async () => {
    const files = { "skills/ledger/SKILL.md": skill, ".mcp.json": mcp({ crm: { command: "crm" } }) };
    expect(await facts(files)).toEqual(await facts(files));
  },
  13: async () => {
    const version = (text: string) => ({ ".mcp.json": mcp({ crm: { command: "npx", args: [`crm-mcp@${text}`] } }) });
    const [before, after] = [await facts(version("1.0.0")), await facts(version("1.1.0"))];
    expect(after.map((fact) => fact.id)).toEqual(before.map((fact) => fact.id));
    expect(after.map((fact) => fact.value)).not.toEqual(before.map((fact) => fact.value));
  },
  14: async () => {
    const one = mcp({ crm: { command: "crm-a" } });
    const other = mcp({ crm: { command: "crm-b" } });
    const ids = async (files: Readonly<Record<string, string>>) =>
      (await facts(files))
        .filter((fact) => fact.kind === "principal" && fact.anchor === "server/crm")
        .map((fact) => `${fact.id} ${JSON.stringify(fact.value)}`);
    const found = await ids({ ".mcp.json": one, "web/.mcp.json": other });
    expect(found.map((line) => line.split(" ")[0])).toEqual(["principal:server/crm#crm", "principal:server/crm#crm~2"]);
    expect(await ids({ ".mcp.json": other, "web/.mcp.json": one })).toEqual(found);
  },
  15: async () => {
    const gate = async (content: unknown) =>
      (await facts({ ".claude/settings.json": settings(content) })).find(
        (fact) => fact.key === "permissions.defaultMode",
      );
    const [absent, written] = [
      await gate({ permissions: {} }),
      await gate({ permissions: { defaultMode: "default" } }),
    ];
    expect({ ...absent, locations: [], origin: "" }).toEqual({ ...written, locations: [], origin: "" });
    expect([absent?.origin, written?.origin]).toEqual(["default", "config"]);
  },
  16: async () => {
    const files = (folder: string) => ({ [`${folder}.github/workflows/tag.yml`]: workflow("{contents: write}") });
    const both = await facts({ ...files(""), ...files("templates/x/") });
    const anchors = both.filter((fact) => fact.kind === "grant").map((fact) => fact.anchor);
    expect(anchors.sort()).toEqual(["workflow/tag/tag", "workflow/templates/x/tag/tag"]);
  },
};

describe("the worked examples of fact identity", () => {
  const table = readFileSync("ARCHITECTURE.md", "utf8").matchAll(/^\| (\d+) \| ([^|]+) \|/gm);
  test.each([...table].map(([, number, what]) => [Number(number), what!] as const))("%i: %s", async (number) => {
    await examples[number]!();
  });

  test("are at least fifteen, and all stand in ARCHITECTURE.md", () => {
    expect(Object.keys(examples).length).toBeGreaterThanOrEqual(15);
    for (const number of Object.keys(examples))
      expect(readFileSync("ARCHITECTURE.md", "utf8")).toContain(`\n| ${number} |`);
  });
});
