import { describe, expect, it } from "vitest";
import { opencodeAgent, opencodeSettings } from "#artifact/opencode.ts";
import { collectText, factsOf } from "./collect.ts";

const read = (content: unknown, path = "opencode.json") => collectText(opencodeSettings, path, JSON.stringify(content));
const gates = (content: unknown) =>
  read(content)
    .facts.filter(({ kind, origin }) => kind === "gate" && origin === "config")
    .map(({ key, value }) => [key, value["verdict"], value["covers"]].join(" "));
const grants = (content: unknown) =>
  factsOf(read(content), "grant").map(({ key, wildcard }) => `${String(key)}${wildcard === true ? "!" : ""}`);

describe("opencode-settings", () => {
  it("claims its own settings and Kilo's", () => {
    for (const path of ["opencode.json", "x/opencode.jsonc", "kilo.jsonc"])
      expect(opencodeSettings.claims(path)).toBe(true);
    expect(opencodeSettings.claims("myopencode.json")).toBe(false);
    expect(factsOf(read({}, "kilo.json"), "principal")).toMatchObject([{ product: "kilo-code" }]);
  });

  it("allows everything where nothing is written, by default", () => {
    expect(read({}).facts.find(({ kind }) => kind === "gate")).toMatchObject({
      origin: "default",
      value: { verdict: "auto", covers: "*" },
    });
  });

  it.each([
    [{ permission: "allow" }, ["permission auto *"], []],
    [{ permission: "ask" }, ["permission human *"], []],
    [{ permission: { bash: "allow" } }, ["permission.bash auto exec"], ["shell:*!"]],
    [
      { permission: { bash: { "*": "allow", "rm *": "deny" } } },
      ["permission.bash.* auto exec", "permission.bash.rm * policy bash(rm *)"],
      ["shell:*!"],
    ],
    [
      { permission: { bash: { "*": "ask", "git log *": "allow" } } },
      ["permission.bash.* human exec"],
      ["shell:git log *"],
    ],
    [
      { permission: { edit: "ask", webfetch: "deny" } },
      ["permission.edit human edit", "permission.webfetch policy network"],
      [],
    ],
    [{ permission: { edit: { ".claude/**": "allow" } } }, [], ["filesystem:write .claude/**"]],
    [{ permission: { external_directory: { "~/**": "allow" } } }, [], ["filesystem:write ~/**!"]],
    [{ permission: { "*": "allow" } }, ["permission.* auto *"], ["*:*!"]],
    [{ permission: {} }, [], []],
    [{ permission: { bash: 3, edit: ["allow"] } }, [], []],
  ])("reads %j", (content, expectedGates, expectedGrants) => {
    expect(gates(content)).toEqual(expectedGates);
    expect(grants(content)).toEqual(expectedGrants);
  });

  it("allows the commands and edits that a map of permissions leaves out", () => {
    const defaults = (permission: unknown) =>
      read({ permission })
        .facts.filter(({ kind, origin }) => kind === "gate" && origin === "default")
        .map(({ key }) => key);
    expect(defaults({ webfetch: "ask" })).toEqual(["permission.bash", "permission.edit"]);
    expect(defaults({ bash: "ask" })).toEqual(["permission.edit"]);
    expect(defaults({ "*": "ask" })).toEqual([]);
    expect(defaults("ask")).toEqual([]);
  });

  it("takes tools that are switched off for gates", () => {
    expect(gates({ tools: { bash: false, write: true } })).toEqual(["tools.bash policy exec"]);
  });

  it("says nothing of another product's file of the same name", () => {
    expect(read({ platform: "opencode", displayName: "OpenCode" }).facts).toEqual([]);
    expect(read([]).facts).toEqual([]);
  });

  it("reads agents, servers and plugins with their pin", () => {
    const collected = read({
      permission: "ask",
      agent: { deploy: { model: "m", prompt: "Deploy it.", permission: { bash: "allow" } }, x: 3 },
      mcp: {
        gh: { type: "local", command: ["npx", "-y", "gh@1.0.0"], environment: { GH_TOKEN: "{env:GH_TOKEN}" } },
        off: { command: ["x"], enabled: false },
      },
      plugin: ["opencode-wakatime", "x@1.2.3", "./local"],
    });
    expect(factsOf(collected, "principal").slice(1)).toMatchObject([
      { anchor: "server/gh", package: "gh", pinned: true },
      { anchor: "agent/deploy", tools: "inherit", model: "m" },
      { anchor: "plugin/opencode-wakatime", product: "plugin", pinned: false },
      { anchor: "plugin/x", version: "1.2.3", pinned: true },
      { anchor: "plugin/./local", pinned: true },
    ]);
    expect(collected.edges).toContain("principal:agent/opencode#opencode delegates-to principal:agent/deploy#deploy");
    expect(factsOf(collected, "gate")).toMatchObject([
      { anchor: "agent/opencode" },
      { anchor: "agent/deploy", verdict: "auto", covers: "exec" },
    ]);
    expect(factsOf(collected, "credential")).toMatchObject([{ anchor: "server/gh", key: "env:GH_TOKEN" }]);
    expect(collected.embedded).toEqual([{ language: "markdown", text: "Deploy it.", anchor: "agent/deploy" }]);
  });

  it("keeps a prompt that is a file out of the text", () => {
    expect(read({ agent: { a: { prompt: "{file:./a.md}" } } }).embedded).toEqual([]);
  });
});

describe("opencode-agent", () => {
  it("reads an agent as Markdown by the name of its file", () => {
    const text = "---\ndescription: x\npermission:\n  edit: deny\n---\nReview.\n";
    const collected = collectText(opencodeAgent, ".opencode/agents/review.md", text);
    expect(opencodeAgent.claims(".opencode/agent/review.md")).toBe(true);
    expect(opencodeAgent.claims("agents/review.md")).toBe(false);
    expect(factsOf(collected, "principal")).toMatchObject([{ anchor: "agent/review", product: "opencode" }]);
    expect(factsOf(collected, "gate")).toMatchObject([{ verdict: "policy", covers: "edit" }]);
    expect(collected.prose).toEqual(["agent/review"]);
    expect(collectText(opencodeAgent, ".opencode/agents/README.md", "Text.\n").facts).toEqual([]);
  });
});
