import { array, assert, constantFrom, letrec, oneof, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { frontEnds } from "#artifact/table.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { expectCpuBelow } from "../cost.ts";
import { collect, documentOf } from "./collect.ts";

/** A path that each format claims; formats known by their content alone are read under a neutral name. */
const paths: Readonly<Record<string, string>> = {
  "claude-agent": ".claude/agents/a.md",
  "claude-command": ".claude/commands/a.md",
  "claude-marketplace": ".claude-plugin/marketplace.json",
  "claude-plugin": ".claude-plugin/plugin.json",
  "claude-settings": ".claude/settings.json",
  "codex-agent": ".codex/agents/a.toml",
  "codex-config": ".codex/config.toml",
  "codex-rules": ".codex/rules/a.rules",
  "copilot-agent": ".github/agents/a.agent.md",
  "cursor-sandbox": ".cursor/sandbox.json",
  "cursor-settings": ".cursor/cli.json",
  "docker-mcp-entry": "servers/a/server.yaml",
  "gemini-command": ".gemini/commands/a.toml",
  "gemini-extension": "gemini-extension.json",
  "gemini-policy": ".gemini/policies/a.toml",
  "gemini-settings": ".gemini/settings.json",
  "goose-recipe": ".goose/recipes/a.yaml",
  hooks: ".cursor/hooks.json",
  "kiro-agent": ".kiro/agents/a.json",
  "kiro-hook": ".kiro/hooks/a.kiro.hook",
  "mcp-config": ".mcp.json",
  "opencode-agent": ".opencode/agents/a.md",
  "opencode-settings": "opencode.json",
  "other-agent-json": ".zed/settings.json",
  "other-agent-yaml": ".goose/config.yaml",
  "plugin-hooks": "p/hooks/hooks.json",
  "plugin-monitors": "p/monitors/monitors.json",
  "roo-modes": ".roomodes",
  "vscode-settings": ".vscode/settings.json",
  "agent-skill": "SKILL.md",
};

const own = frontEnds.filter(
  ({ format }) => format in paths || ["mcp-bundle", "mcp-registry-entry", "roo-settings"].includes(format),
);

/** Words that the formats use as keys, and those that objects have of themselves. */
const keys = (
  "__proto__ constructor toString hasOwnProperty mcpServers mcp_servers servers mcp context_servers extensions command cmd args env url headers " +
  "hooks Stop PreToolUse matcher permissions permission allow deny ask defaultMode tools allowed allowedTools bash edit plugins plugin source name " +
  "sandbox enabled network allowedDomains extraKnownMarketplaces enabledPlugins autoUpdate customModes slug groups agent agents tool_permissions " +
  "always_allow default rule commandPrefix toolName mcpName decision settings envVar userConfig user_config experimental monitors lspServers " +
  "toolsSettings execute_bash allowedCommands projects inputs id packages remotes environmentVariables runtimeArguments isSecret value image run " +
  "volumes config secrets oauth provider scopes approval_policy sandbox_mode profiles notify shell_environment_policy set chat.tools.edits.autoApprove " +
  "chat.tools.terminal.autoApprove amp.permissions tool matches handoffs send prompt when then type disabled trust autoApprove description model "
).split(" ");

const words = [
  "*",
  "",
  "allow",
  "true",
  "never",
  "Bash(*)",
  "npx",
  "-y",
  "pkg@latest",
  "${TOKEN}",
  "/",
  "auto",
  "bypassPermissions",
  "mcp__",
  "@",
  "(",
  "a".repeat(300),
  "\u0000",
  "x\ny",
  "https://u:p@h/?token=1",
  "danger-full-access",
];

const { value: anyValue } = letrec((tie) => ({
  value: oneof(
    { maxDepth: 6, depthSize: "medium" },
    constantFrom<unknown>(...words, true, false, null, 0, -1, 1e21),
    array(tie("value"), { maxLength: 4 }),
    array(tuple(constantFrom(...keys), tie("value")), { maxLength: 6 }).map(mappingText),
  ),
}));

/** JSON written by hand, so that `__proto__` and doubled keys stay keys. */
class Written {
  readonly json: string;
  constructor(json: string) {
    this.json = json;
  }
}

function mappingText(pairs: readonly (readonly [string, unknown])[]): Written {
  return new Written(`{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${written(value)}`).join(",")}}`);
}

function written(value: unknown): string {
  if (value instanceof Written) return value.json;
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  return JSON.stringify(value);
}

/** The tree of a JSON text as any syntax would give it: front-ends see trees, whatever the syntax. */
function documentFor(frontEnd: ArtifactFrontEnd, json: string): Document {
  const path = paths[frontEnd.format] ?? "x.json";
  if (frontEnd.syntax === "text") return documentOf(path, json, "text");
  const document = documentOf(path, json, "json");
  if (frontEnd.syntax !== "markdown") return document;
  const root: Node = { kind: "markdown", start: 0, end: json.length, children: [document.root] };
  return { ...document, syntax: "markdown", root };
}

describe("every front-end of the table", () => {
  it("has a format and a path of its own, and claims that path", () => {
    expect(new Set(frontEnds.map(({ format }) => format)).size).toBe(frontEnds.length);
    for (const frontEnd of own) {
      const path = paths[frontEnd.format];
      if (path !== undefined) expect(frontEnd.claims(path), frontEnd.format).toBe(true);
    }
    expect(own.length).toBeGreaterThan(30);
  });

  it("that is known by content says by which bytes, and the other way round", () => {
    for (const { format, markers, ...frontEnd } of frontEnds) {
      expect(markers === undefined, format).toBe(!("recognises" in frontEnd));
      for (const marker of markers ?? []) expect(marker.length, format).toBeGreaterThan(4);
    }
  });

  it("bears any shape under any key, and points into the text", () => {
    assert(
      property(anyValue, (value) => {
        const json = written(value);
        for (const frontEnd of own) {
          const document = documentFor(frontEnd, json);
          frontEnd.recognises?.(document);
          for (const fact of collect(frontEnd, document).facts) {
            expect(fact.anchor).not.toBe("");
            expect(fact.key).not.toBe("");
            expect(fact.at.length).toBeLessThanOrEqual(json.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("says the same of the same text", () => {
    assert(
      property(anyValue, (value) => {
        const json = written(value);
        for (const frontEnd of own) {
          expect(collect(frontEnd, documentFor(frontEnd, json))).toEqual(
            collect(frontEnd, documentFor(frontEnd, json)),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    "",
    " ",
    "{",
    "[",
    "null",
    "7",
    '"x"',
    "{}",
    "[]",
    "---\n---\n",
    "---\nname: [\n---\n",
    "\u0000",
    "a: &a [*a]",
    "= = =",
  ])("bears the text %j", (text) => {
    for (const frontEnd of own) {
      const document = documentOf(paths[frontEnd.format] ?? "x.json", text, frontEnd.syntax);
      expect(() => [frontEnd.recognises?.(document), collect(frontEnd, document)], frontEnd.format).not.toThrow();
    }
  });
});

describe("ten thousand entries", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `n${index}`);
  const server = `{"command":"npx","args":["-y","pkg","/"],"env":{"A_TOKEN":"x"},"alwaysAllow":["a"]}`;
  const map = (value: string) => `{${many.map((name) => `"${name}":${value}`).join(",")}}`;
  const list = `[${many.map((name) => `"Bash(${name} *)"`).join(",")}]`;

  it.each([
    [
      "claude-settings",
      `{"permissions":{"allow":${list},"deny":${list},"ask":${list}},"env":${map('"x"')},"hooks":${map(`[{"hooks":[{"command":"x"}]}]`)}}`,
    ],
    ["mcp-config", `{"mcpServers":${map(server)}}`],
    ["claude-marketplace", `{"plugins":[${many.map((name) => `{"name":"${name}","source":"./x"}`).join(",")}]}`],
    [
      "opencode-settings",
      `{"permission":{"bash":${map('"allow"')}},"mcp":${map(server)},"agent":${map('{"permission":"allow"}')}}`,
    ],
    [
      "vscode-settings",
      `{"chat.tools.terminal.autoApprove":${map("true")},"chat.tools.edits.autoApprove":${map("false")}}`,
    ],
  ])("are read in time by %s", (format, json) => {
    const frontEnd = frontEnds.find((each) => each.format === format)!;
    const document = documentFor(frontEnd, json);
    expectCpuBelow(10_000, () => {
      const { facts } = collect(frontEnd, document);
      expect(facts.length).toBeGreaterThan(10_000);
      // Ids that repeat make a recorder count ordinals: natural keys must keep entries apart.
      expect(new Set(facts.map(({ id }) => id)).size).toBeGreaterThan(10_000);
    });
  });
});
