import { describe, expect, test } from "vitest";
import { compareSurfaces } from "#lock/compare.ts";
import type { FactKind, FactValues } from "#model/fact.ts";
import { drift, fact, surface, surfaceOfTree, told } from "./surfaces.ts";

const agent = fact("principal", ["agent/claude-code", "claude-code"], { type: "agent", product: "claude-code" });
const gate = (verdict: FactValues["gate"]["verdict"], covers: string, key = "permissions.defaultMode") =>
  fact("gate", ["agent/claude-code", key], { verdict, covers, setting: `${key} ${verdict}` });
const shell = (pattern: string) =>
  fact("grant", ["agent/claude-code", `shell:${pattern}`], {
    system: "shell",
    actions: [pattern],
    decision: "hardcoded",
    level: "write",
  });

/** What one value of a kind becoming another is told as. */
async function change<Kind extends FactKind>(kind: Kind, before: FactValues[Kind], after: FactValues[Kind]) {
  const at = (value: FactValues[Kind]) => surface([agent, fact(kind, ["agent/claude-code", "it"], value)]);
  const { changes } = await compareSurfaces(at(before), at(after));
  expect(changes).toHaveLength(1);
  const { type, drift: isDrift } = changes[0]!;
  return `${isDrift ? "!" : ""}${type}`;
}

describe("what comes and goes", () => {
  test("equal surfaces have no changes", async () => {
    expect(await told(surface([agent, gate("human", "*")]), surface([gate("human", "*"), agent]))).toEqual([]);
  });

  test("a new principal, credential, tool and effect are drift", async () => {
    const head = surface([
      agent,
      fact("principal", ["server/crm", "crm"], { type: "service", product: "mcp" }),
      fact("credential", ["server/crm", "env:CRM_TOKEN"], {
        source: "env",
        name: "CRM_TOKEN",
        lifetime: "long-lived",
        authority: "service",
      }),
      fact("effect", ["agent/claude-code", "network:crm.example.com"], {
        effect: "network",
        target: "crm.example.com",
      }),
    ]);
    expect(await told(surface([agent]), head)).toEqual([
      "!added credential:server/crm#env:CRM_TOKEN",
      "!added effect:agent/claude-code#network:crm.example.com",
      "!added principal:server/crm#crm",
    ]);
    expect(await told(head, surface([agent]))).toEqual([
      "removed credential:server/crm#env:CRM_TOKEN",
      "removed effect:agent/claude-code#network:crm.example.com",
      "removed principal:server/crm#crm",
    ]);
  });

  test("a trigger nobody can use is no drift; one that somebody can is", async () => {
    const trigger = (sender: FactValues["trigger"]["sender"]) =>
      fact("trigger", ["agent/claude-code", "chat:discord"], { type: "chat", source: "discord", sender });
    expect(await drift(surface([agent]), surface([agent, trigger("none")]))).toEqual([]);
    expect(await drift(surface([agent]), surface([agent, trigger("pairing")]))).toHaveLength(1);
    expect(await drift(surface([agent]), surface([agent, trigger("unknown")]))).toHaveLength(1);
  });

  test("a gate that comes is no drift, one that always says yes is", async () => {
    expect(await told(surface([agent]), surface([agent, gate("human", "exec")]))).toEqual([
      "added gate:agent/claude-code#permissions.defaultMode",
    ]);
    expect(await drift(surface([agent]), surface([agent, gate("auto", "exec")]))).toHaveLength(1);
    expect(await drift(surface([agent]), surface([agent, gate("allowlist", "mcp:crm/*")]))).toHaveLength(1);
  });

  test("a gate that goes is drift while what it guarded is there", async () => {
    const base = surface([agent, gate("human", "exec")]);
    expect(await told(base, surface([agent]))).toEqual([
      "!gate-removed gate:agent/claude-code#permissions.defaultMode",
    ]);
    expect(await told(surface([agent, gate("auto", "exec")]), surface([agent]))).toEqual([
      "removed gate:agent/claude-code#permissions.defaultMode",
    ]);
    expect(await drift(base, surface([]))).toEqual([]);
  });

  test("what a product's settings forbid is missed even where the settings are gone", async () => {
    expect(await drift(surface([agent, gate("policy", "Bash(rm:*)", "permissions.deny")]), surface([]))).toHaveLength(
      1,
    );
  });

  test("a gate is not missed where another one says at least the same", async () => {
    const narrow = gate("policy", "Bash(git push:*)", "permissions.deny Bash(git push:*)");
    const wide = gate("policy", "Bash(git:*)", "permissions.deny Bash(git:*)");
    expect(await drift(surface([agent, narrow, wide]), surface([agent, wide]))).toEqual([]);
    expect(await drift(surface([agent, narrow, wide]), surface([agent, narrow]))).toHaveLength(1);
  });

  test("an audit record that goes is a control that went", async () => {
    const log = fact("log", ["agent/claude-code", "audit"], { actor: "agent", chain: "task" });
    expect(await told(surface([agent, log]), surface([agent]))).toEqual(["!gate-removed log:agent/claude-code#audit"]);
    expect(await change("log", { actor: "agent", chain: "task" }, { actor: "agent" })).toBe("!gate-weakened");
  });

  test("what cannot be read any more is drift, what can be is told", async () => {
    const opaque = fact("opaque", ["source/a/.mcp.json", "parse-error"], { reason: "parse-error" });
    expect(await told(surface([agent]), surface([agent, opaque]))).toEqual([
      "!newly-opaque opaque:source/a/.mcp.json#parse-error",
    ]);
    expect(await told(surface([agent, opaque]), surface([agent]))).toEqual([
      "newly-visible opaque:source/a/.mcp.json#parse-error",
    ]);
  });

  test("what only a newer engine sees is told and is no drift", async () => {
    const head = { ...surface([agent, shell("*")]), schema: 2 };
    expect(await told(surface([agent]), head)).toEqual(["newly-visible grant:agent/claude-code#shell:*"]);
  });
});

describe("what grows and shrinks", () => {
  test.each<[string, string]>([
    ["git status:*", "git:*"],
    ["git push *", "git *"],
    ["npm test", "npm *"],
    ["npm run lint", "*"],
  ])("a permission for `%s` that becomes `%s`", async (narrow, wide) => {
    const [less, more] = [surface([agent, shell(narrow)]), surface([agent, shell(wide)])];
    expect(await told(less, more)).toEqual([`!widened grant:agent/claude-code#shell:${wide}`]);
    expect(await told(more, less)).toEqual([`narrowed grant:agent/claude-code#shell:${narrow}`]);
  });

  test("a permission that another one includes gives nothing", async () => {
    expect(await told(surface([agent, shell("git:*")]), surface([agent, shell("git:*"), shell("git log:*")]))).toEqual([
      "added grant:agent/claude-code#shell:git log:*",
    ]);
  });

  test("commands that only start alike are not the same", async () => {
    expect(await drift(surface([agent, shell("git:*")]), surface([agent, shell("gitk")]))).toEqual([
      "!added grant:agent/claude-code#shell:gitk",
    ]);
  });

  const grant = (actions: readonly string[], more: Partial<FactValues["grant"]> = {}): FactValues["grant"] => ({
    system: "github",
    actions,
    decision: "hardcoded",
    ...more,
  });

  test.each<[string, FactValues["grant"], FactValues["grant"]]>([
    ["a scope more", grant(["contents:read"]), grant(["contents:read", "issues:write"])],
    ["read becomes write", grant(["contents:read"]), grant(["contents:write"])],
    ["every scope", grant(["contents:write", "issues:read"]), grant(["*:write"])],
    ["a level up", grant(["x"], { level: "read" }), grant(["x"], { level: "grant" })],
    ["a level that is not known", grant(["x"], { level: "admin" }), grant(["x"], { level: "unknown" })],
    ["a wider resource", grant(["x"], { resource: "repo/a" }), grant(["x"], { resource: "repo/*" })],
    ["no resource at all", grant(["x"], { resource: "repo/a" }), grant(["x"])],
    ["a condition less", grant(["x"], { conditioned: true }), grant(["x"])],
    ["decided in advance", grant(["x"], { decision: "runtime" }), grant(["x"])],
    ["a profile up", grant(["profile coding"], { system: "tool" }), grant(["profile full"], { system: "tool" })],
    ["all but less", grant(["!iam:*", "!sts:*"], { system: "aws" }), grant(["!iam:*"], { system: "aws" })],
    ["files below", grant(["read src/**"], { system: "filesystem" }), grant(["read **"], { system: "filesystem" })],
  ])("grants: %s", async (_, less, more) => {
    expect(await change("grant", less, more)).toBe("!widened");
    expect(await change("grant", more, less)).toBe("narrowed");
  });

  test("another scope of no higher order is a change of its own", async () => {
    expect(await change("grant", grant(["issues:write"]), grant(["pages:write"]))).toBe("!changed");
  });

  test.each([
    ["lifetime", "ephemeral", "long-lived"],
    ["lifetime", "unknown", "long-lived"],
    ["authority", "agent", "human-session"],
    ["authority", "service", "user"],
  ])("credentials: %s %s → %s", async (field, less, more) => {
    const credential = (word: string) =>
      ({
        source: "env",
        name: "T",
        lifetime: "ephemeral",
        authority: "agent",
        [field]: word,
      }) as FactValues["credential"];
    expect(await change("credential", credential(less), credential(more))).toBe("!widened");
    expect(await change("credential", credential(more), credential(less))).toBe("narrowed");
  });

  const senders = ["none", "internal", "allowlist", "writers", "pairing", "open"] as const;
  test.each(senders.slice(1).map((sender, index) => [senders[index]!, sender] as const))(
    "senders: %s → %s",
    async (less, more) => {
      const trigger = (sender: (typeof senders)[number]) => ({ type: "chat", source: "x", sender }) as const;
      expect(await change("trigger", trigger(less), trigger(more))).toBe("!widened");
      expect(await change("trigger", trigger(more), trigger(less))).toBe("narrowed");
    },
  );

  test("a sender more, a sender less, another sender", async () => {
    const trigger = (...list: string[]) =>
      ({ type: "chat", source: "x", sender: "allowlist", senders: list }) as FactValues["trigger"];
    expect(await change("trigger", trigger("1"), trigger("1", "2"))).toBe("!widened");
    expect(await change("trigger", trigger("1", "2"), trigger("1"))).toBe("narrowed");
    expect(await change("trigger", trigger("1"), trigger("2"))).toBe("!changed");
    expect(await change("trigger", trigger("1"), trigger("*"))).toBe("!widened");
  });

  test("tokens: longer, wider, without an audience", async () => {
    const token = (more: Partial<FactValues["token"]>) => ({ operation: "sign", ...more }) as FactValues["token"];
    expect(await change("token", token({ expiry: "15m" }), token({ expiry: "PT1H" }))).toBe("!widened");
    expect(await change("token", token({ expiry: "1 day" }), token({ expiry: "3600" }))).toBe("narrowed");
    expect(await change("token", token({ expiry: "1h" }), token({}))).toBe("!widened");
    expect(await change("token", token({ scope: ["a"] }), token({ scope: ["a", "b"] }))).toBe("!widened");
    expect(await change("token", token({ audience: "a" }), token({}))).toBe("!widened");
    expect(await change("token", token({ audience: "a" }), token({ audience: "b" }))).toBe("!changed");
  });

  test("principals: all tools, another program, a program that moves, another model", async () => {
    const principal = (more: Partial<FactValues["principal"]>) =>
      ({ type: "agent", ...more }) as FactValues["principal"];
    expect(await change("principal", principal({ tools: "listed" }), principal({ tools: "inherit" }))).toBe("!widened");
    expect(await change("principal", principal({ pinned: true }), principal({}))).toBe("!widened");
    expect(await change("principal", principal({ version: "1.0.0" }), principal({ version: "1.1.0" }))).toBe(
      "!changed",
    );
    expect(await change("principal", principal({ model: "a" }), principal({ model: "b" }))).toBe("changed");
  });

  test("tools: registered while it runs, called by the model, described otherwise", async () => {
    const tool = (more: Partial<FactValues["tool"]>) =>
      ({ name: "t", form: "mcp", registration: "static", ...more }) as FactValues["tool"];
    expect(await change("tool", tool({}), tool({ registration: "dynamic" }))).toBe("!widened");
    expect(await change("tool", tool({ modelInvocable: false }), tool({ modelInvocable: true }))).toBe("!widened");
    expect(await change("tool", tool({ description: "1" }), tool({ description: "2" }))).toBe("!changed");
  });

  test("an effect that runs what it fetched", async () => {
    expect(
      await change("effect", { effect: "exec", target: "npx" }, { effect: "exec", target: "npx", remote: true }),
    ).toBe("!widened");
  });

  test("gates: a person, a list, always yes; more and less of it", async () => {
    const value = (verdict: FactValues["gate"]["verdict"], covers: string) => ({ verdict, covers, setting: "s" });
    expect(await change("gate", value("human", "*"), value("auto", "*"))).toBe("!gate-weakened");
    expect(await change("gate", value("human", "*"), value("auto", "edit"))).toBe("!gate-weakened");
    expect(await change("gate", value("human", "*"), value("allowlist", "*"))).toBe("!gate-weakened");
    expect(await change("gate", value("auto", "*"), value("human", "*"))).toBe("narrowed");
    expect(await change("gate", value("human", "*"), value("policy", "*"))).toBe("!changed");
    expect(await change("gate", value("policy", "Bash(git:*)"), value("policy", "Bash(git push:*)"))).toBe(
      "!gate-weakened",
    );
    expect(await change("gate", value("policy", "Bash(rm:*)"), value("policy", "Bash"))).toBe("narrowed");
    expect(await change("gate", value("auto", "edit"), value("auto", "*"))).toBe("!gate-weakened");
    expect(await change("gate", value("auto", "*"), value("auto", "edit"))).toBe("narrowed");
  });
});

describe("edges", () => {
  const server = fact("principal", ["server/crm", "crm"], { type: "service", product: "mcp" });
  const token = fact("credential", ["server/crm", "env:T"], {
    source: "env",
    name: "T",
    lifetime: "long-lived",
    authority: "service",
  });
  const uses = { from: agent.id, relation: "uses", to: server.id } as const;

  test("what a new fact's own name says is told once", async () => {
    const holds = { from: server.id, relation: "holds", to: token.id } as const;
    expect(await drift(surface([server]), surface([server, token], [holds]))).toEqual([
      "!added credential:server/crm#env:T",
    ]);
  });

  test("an agent that gets to use a known server", async () => {
    expect(await told(surface([agent, server]), surface([agent, server], [uses]))).toEqual([
      "!added edge:principal:agent/claude-code#claude-code uses principal:server/crm#crm",
    ]);
    expect(await drift(surface([agent, server], [uses]), surface([agent, server]))).toEqual([]);
  });

  test("a gate that no longer stands before what it guarded", async () => {
    const ask = gate("human", "exec");
    const guards = { from: ask.id, relation: "guards", to: agent.id } as const;
    expect(await drift(surface([agent, ask], [guards]), surface([agent, ask]))).toEqual([
      `!gate-removed edge:${ask.id} guards ${agent.id}`,
    ]);
    expect(await drift(surface([agent, ask]), surface([agent, ask], [guards]))).toEqual([]);
  });
});

describe("renames and moves", () => {
  const skill = (name: string, more = "") =>
    `---\nname: ${name}\ndescription: Books.\nallowed-tools: Read Bash(ledger show:*)\n---\n\nShow the ledger.${more}\n`;

  test("a renamed agent with everything that hangs on it", async () => {
    const tree = (name: string) =>
      surfaceOfTree({
        ".claude/agents/a.md": `---\nname: ${name}\ndescription: Books.\ntools: Read, Bash(git log:*)\n---\n\nBook.\n`,
      });
    expect(await drift(tree("refunds"), tree("returns"))).toEqual([
      // The text says the new name.
      "!changed text:.claude/agents/a.md",
    ]);
    expect(await told(tree("refunds"), tree("returns"))).toContain("moved principal:agent/returns#returns");
  });

  test("a folder that moves, and the whole tree", async () => {
    const files = {
      "AGENTS.md": "Never push. Run `gh auth token`.\n",
      "skills/ledger/SKILL.md": skill("ledger"),
      "skills/ledger/scripts/show.py": "print(1)\n",
      ".claude/settings.json": '{"permissions":{"allow":["Bash(git log:*)"]}}',
      ".mcp.json": '{"mcpServers":{"crm":{"command":"npx","args":["crm-mcp@1.0.0"],"env":{"T":"${T}"}}}}',
      ".github/workflows/tag.yml":
        "on: push\njobs:\n  tag:\n    runs-on: x\n    permissions: {contents: write}\n    steps: [{run: make}]\n",
    };
    const moved = Object.fromEntries(Object.entries(files).map(([path, text]) => [`apps/desk/${path}`, text]));
    const changes = await told(surfaceOfTree(files), surfaceOfTree(moved));
    expect(changes.filter((text) => text.startsWith("!"))).toEqual([]);
    expect(changes.length).toBeGreaterThan(3);
    expect(changes.every((text) => text.startsWith("moved "))).toBe(true);
  });

  test("a text that moves up, or to where agents read by themselves, counts for more", async () => {
    const at = (path: string) => surfaceOfTree({ [path]: "Always push at once.\n" });
    expect(await drift(at("docs/AGENTS.md"), at("AGENTS.md"))).toContain("!moved text:AGENTS.md");
    expect(await drift(at("AGENTS.md"), at("docs/AGENTS.md"))).toEqual([]);
    expect(await drift(at("web/AGENTS.md"), at("app/AGENTS.md"))).toEqual([]);
    const skillAt = (path: string) => surfaceOfTree({ [path]: skill("ledger") });
    expect(await drift(skillAt("skills/ledger/SKILL.md"), skillAt(".claude/skills/ledger/SKILL.md"))).toEqual([
      "!moved text:.claude/skills/ledger/SKILL.md",
    ]);
  });

  test("what an example says and the tree then says in earnest", async () => {
    const allow = JSON.stringify({ permissions: { allow: ["Bash(*)"], deny: ["Read(.env)"] } });
    const example = surfaceOfTree({ "test/desk/.claude/settings.json": allow });
    const both = surfaceOfTree({ "test/desk/.claude/settings.json": allow, ".claude/settings.json": allow });
    expect(await drift(example, both)).toEqual([
      "!widened effect:agent/claude-code#exec:*",
      "!widened grant:agent/claude-code#shell:*",
      "!widened principal:agent/claude-code#claude-code",
    ]);
    expect(await drift(both, example)).toEqual([
      "!gate-weakened gate:agent/claude-code#permissions.defaultMode",
      "!gate-weakened gate:agent/claude-code#permissions.deny Read(.env)",
    ]);
  });

  test("a workflow that moves from templates to where it runs", async () => {
    const at = (folder: string) =>
      surfaceOfTree({
        [`${folder}.github/workflows/tag.yml`]:
          "on: push\njobs:\n  tag:\n    runs-on: x\n    permissions: {contents: write}\n    steps: [{run: make}]\n",
      });
    expect(await drift(at("templates/x/"), at(""))).toContain("!moved grant:workflow/tag/tag#github:token");
    expect(await drift(at(""), at("templates/x/"))).toEqual([]);
  });

  test("a renamed thing that also grew is told as grown", async () => {
    const job = (name: string, actions: readonly string[]) => [
      fact("principal", [`workflow/${name}/run`, "run"], { type: "service", product: "github-actions" }),
      fact("trigger", [`workflow/${name}/run`, "ci:push"], { type: "ci", source: "push", sender: "writers" }),
      fact("grant", [`workflow/${name}/run`, "github:token"], { system: "github", actions, decision: "hardcoded" }),
    ];
    expect(await drift(surface(job("a", ["contents:read"])), surface(job("b", ["contents:write"])))).toEqual([
      "!widened grant:workflow/b/run#github:token",
    ]);
  });

  test("variants under one name keep their partners whatever their ordinals are", async () => {
    const server = (host: string) =>
      fact("principal", ["server/crm", "crm"], { type: "service", transport: "http", host });
    const base = surface([server("b.example"), server("c.example")]);
    expect(await told(base, surface([server("a.example"), server("b.example"), server("c.example")]))).toEqual([
      "!added principal:server/crm#crm",
    ]);
    expect(await told(base, surface([server("c.example")]))).toEqual(["removed principal:server/crm#crm"]);
  });

  test("a text that changes or goes is drift", async () => {
    const tree = (text: string) => surfaceOfTree({ "AGENTS.md": text });
    expect(await told(tree("Never push.\n"), tree("Push.\n"))).toEqual(["!changed text:AGENTS.md"]);
    expect(await told(tree("Never push.\n"), surfaceOfTree({}))).toContain("!removed text:AGENTS.md");
  });
});
