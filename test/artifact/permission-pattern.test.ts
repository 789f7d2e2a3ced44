import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { permissionEntries } from "#artifact/permission-list.ts";
import { controlPlaneTarget, fileGrant, permissionGrant, permissionGrants } from "#artifact/permission-pattern.ts";
import type { Recorder } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import { expectCpuBelow } from "../cost.ts";

function text(value: string): Node {
  return { kind: "string", value, start: 0, end: value.length, children: [] };
}

function list(...values: readonly string[]): Node {
  return { kind: "sequence", start: 0, end: 0, children: values.map(text) };
}

const entriesOf = (node: Node) => permissionEntries(node).map((entry) => entry.text);

function recorded(...entries: readonly string[]) {
  const facts: { kind: string; key: string; owner?: string }[] = [];
  const edges: string[] = [];
  const remote: unknown[] = [];
  const record: Recorder = {
    fact: (draft) => {
      facts.push({ kind: draft.kind, key: draft.key, ...(draft.owner === undefined ? {} : { owner: draft.owner }) });
      if (draft.kind === "effect") remote.push("remote" in draft.value ? draft.value.remote : undefined);
      return `${draft.kind}:${draft.key}`;
    },
    edge: (from, relation, to) => void edges.push(`${from} ${relation} ${to}`),
    embed: () => undefined,
    prose: () => undefined,
  };
  permissionGrants(list(...entries), { anchor: "a", owner: "o" }, { record });
  return { facts, edges, remote };
}

describe("permissionGrant", () => {
  it.each([
    "Bash",
    "Bash()",
    "Bash(*)",
    "Bash(:*)",
    "Bash(*:*)",
    "bash",
    "Bash(bash:*)",
    "Bash(bash *)",
    "Bash(/bin/sh -c *)",
    "Bash(sudo:*)",
    "Bash(bash -c:*)",
    "Bash(xargs *)",
    "Bash(cd /tmp && *)",
    "Shell(*)",
    "Shell(bash)",
    "run_shell_command",
    "run_shell_command(sudo)",
    "execute_bash",
  ])("takes %s for every command", (entry) => {
    const grant = permissionGrant(entry)!;
    expect(grant.value).toMatchObject({ system: "shell", wildcard: true, level: "admin" });
    expect(grant.confidence).toBe("very-high");
  });

  it.each(["Bash(python:*)", "Bash(python3 -c *)", "Bash(node *)", "Bash(npx -y *)", "Bash(docker:*)", "Shell(node)"])(
    "takes %s for every command, less surely",
    (entry) => {
      const grant = permissionGrant(entry)!;
      expect(grant.value).toMatchObject({ system: "shell", wildcard: true });
      expect(grant.confidence).toBe("medium");
    },
  );

  it("takes find for every command least surely: some products ask before its -exec", () => {
    expect(permissionGrant("Bash(find:*)")).toMatchObject({ value: { wildcard: true }, confidence: "low" });
    expect(permissionGrant("Bash(find:*)", "cursor")).toMatchObject({ value: { wildcard: true }, confidence: "low" });
  });

  it.each(["Bash(find:*)", "Bash(find *)", "Bash(watch *)", "Bash(flock:*)"])(
    "does not take %s for every command where the product asks in spite of it",
    (entry) => {
      const grant = permissionGrant(entry, "claude-code")!;
      expect(grant.value).not.toHaveProperty("wildcard");
      expect(grant.confidence).toBe("very-high");
      expect(permissionGrant("Bash(xargs:*)", "claude-code")!.value.wildcard).toBe(true);
    },
  );

  it.each([
    "Bash(npm test)",
    "Bash(git log:*)",
    "Bash(git push *)",
    "Bash(bash)",
    "Bash(bash scripts/build.sh)",
    "Bash(python -m pytest *)",
    "Bash(npm run *)",
    "Shell(git)",
    "run_shell_command(git status)",
    "Bash(shellcheck:*)",
    "Bash(envsubst:*)",
    "Bash(echo *)",
  ])("does not take %s for every command", (entry) => {
    const grant = permissionGrant(entry)!;
    expect(grant.value).toMatchObject({ system: "shell", level: "write" });
    expect(grant.value.wildcard).toBeUndefined();
  });

  it.each([
    ["mcp__github__get_issue", { system: "mcp", actions: ["github/get_issue"], resource: "github" }],
    ["mcp__github", { system: "mcp", actions: ["github/*"], resource: "github" }],
    ["mcp__github__*", { system: "mcp", actions: ["github/*"], resource: "github" }],
    ["mcp__a__b__c", { system: "mcp", actions: ["a/b__c"], resource: "a" }],
    ["mcp__*", { system: "mcp", actions: ["*/*"], wildcard: true }],
    ["Mcp(github:get_issue)", { system: "mcp", actions: ["github/get_issue"] }],
    ["Mcp(*:*)", { system: "mcp", wildcard: true }],
    ["WebFetch", { system: "web", actions: ["*"], wildcard: true }],
    ["WebFetch(domain:example.com)", { system: "web", actions: ["example.com"] }],
    ["WebSearch", { system: "web", actions: ["search"] }],
    ["WebFetch(domain:*)", { system: "web", wildcard: true }],
    ["Edit(//**)", { system: "filesystem", level: "write", wildcard: true }],
    ["Write(~/**)", { system: "filesystem", level: "write", wildcard: true }],
    ["Edit(src/**)", { system: "filesystem", level: "write", resource: "src/**" }],
    ["Write", { system: "filesystem", level: "write", resource: "*" }],
    ["Read", { system: "filesystem", level: "read", resource: "*" }],
    ["Task", { system: "agents", actions: ["*"] }],
    ["Agent(reviewer)", { system: "agents", actions: ["reviewer"] }],
    ["Agent(b, a)", { system: "agents", actions: ["a", "b"] }],
    ["TodoWrite", { system: "tool", actions: ["TodoWrite"], level: "unknown" }],
    ["*", { system: "*", wildcard: true, level: "admin" }],
    ["@builtin", { system: "*", wildcard: true }],
  ])("reads %s", (entry, expected) => {
    expect(permissionGrant(entry)?.value).toMatchObject(expected);
  });

  it("gives no wildcard where something is left out", () => {
    for (const entry of ["mcp__github", "WebFetch(domain:example.com)", "Edit(src/**)", "Write", "Read", "Mcp(x:*)"]) {
      expect(permissionGrant(entry)?.value.wildcard, entry).toBeUndefined();
    }
  });

  it("is undefined for nothing, and never throws", () => {
    expect(permissionGrant("  ")).toBeUndefined();
    assert(property(string(), (entry) => void permissionGrant(entry)));
    for (const entry of ["(", ")", "Bash(", "Bash(*", "()", "mcp__", "__proto__", "constructor(x)"])
      permissionGrant(entry);
  });

  it("takes time in proportion to what it reads", () => {
    expectCpuBelow(3000, () => {
      for (const part of ["(", ")", " ", "* ", "&& ", "-x ", "a:", "mcp__", "/", "~"]) {
        const long = part.repeat(100_000);
        permissionGrant(`Bash(${long})`);
        permissionGrant(`Edit(${long})`);
        permissionGrant(long);
        permissionEntries(text(long));
        controlPlaneTarget(long);
      }
    });
  });
});

describe("permissionEntries", () => {
  it("splits one string at commas and white space, but not inside parentheses", () => {
    expect(entriesOf(text("Read, Bash(git log:*, x) Write\n Edit"))).toEqual([
      "Read",
      "Bash(git log:*, x)",
      "Write",
      "Edit",
    ]);
  });

  it("keeps white space in items of a list, which are whole", () => {
    expect(entriesOf(list("mcp__my server__go", "Read, Write"))).toEqual(["mcp__my server__go", "Read", "Write"]);
  });

  it("bears brackets that do not match", () => {
    expect(entriesOf(text("a) b (c d"))).toEqual(["a)", "b", "(c d"]);
  });

  it("is empty for what is no list", () => {
    expect(permissionEntries(undefined)).toEqual([]);
    expect(permissionEntries({ kind: "mapping", start: 0, end: 0, children: [] })).toEqual([]);
  });
});

describe("controlPlaneTarget", () => {
  it.each([
    [".claude/**", "permissions"],
    [".claude", "permissions"],
    ["~/.claude/settings.json", "permissions"],
    [".claude/settings.local.json", "permissions"],
    [".mcp.json", "permissions"],
    [".codex/config.toml", "permissions"],
    [".claude/skills/**", "skill"],
    ["skills/pdf/SKILL.md", "skill"],
    ["AGENTS.md", "instructions"],
    ["docs/CLAUDE.md", "instructions"],
    [".cursor/rules/x.mdc", "instructions"],
    [".github/workflows/ci.yml", "deployment"],
    [".github/**", "deployment"],
    ["src/**", undefined],
    ["my.claude.txt", undefined],
    [".claudette/settings.json", undefined],
    ["settings.json", undefined],
    ["MY-AGENTS.md.bak", undefined],
  ])("reads %s as %s", (pattern, target) => {
    expect(controlPlaneTarget(pattern)).toBe(target);
  });
});

describe("permissionGrants", () => {
  it("records what each grant reaches", () => {
    expect(
      recorded("Bash(git push *)", "Edit(.claude/**)", "WebFetch(domain:example.com)", "Read", "Task").edges,
    ).toEqual([
      "grant:shell:git push * reaches effect:exec:git push *",
      "grant:filesystem:write .claude/** reaches effect:self-modify:permissions",
      "grant:web:example.com reaches effect:network:example.com",
      "grant:agents:* reaches effect:spawn-agent:*",
    ]);
  });

  it("gives grants to the owner and effects to the grant", () => {
    expect(recorded("Bash").facts).toEqual([
      { kind: "grant", key: "shell:*", owner: "o" },
      { kind: "effect", key: "exec:*" },
    ]);
  });

  it("sees code that is fetched when it runs, the schedule, and other agents behind a command", () => {
    const reached = (entry: string) => recorded(entry).edges.map((edge) => edge.slice(edge.indexOf("effect:")));
    expect(reached("Bash(crontab *)")).toEqual(["effect:exec:crontab *", "effect:self-modify:schedule"]);
    expect(reached("Bash(claude:*)")).toEqual(["effect:exec:claude:*", "effect:spawn-agent:claude"]);
    expect(reached("Bash(claude --version)")).toEqual(["effect:exec:claude --version"]);
    expect(recorded("Bash(npx awal@latest status*)").remote).toEqual([true]);
    expect(recorded("Bash(uvx git+https://x.example.com/y *)").remote).toEqual([true]);
    for (const entry of ["Bash(npx prettier *)", "Bash(npx awal@1.0.0 *)", "Bash(git push *)"]) {
      expect(recorded(entry).remote, entry).toEqual([undefined]);
    }
  });

  it("names a whole project's write as such", () => {
    expect(fileGrant("write", "").value.resource).toBe("*");
  });

  it("points at the entry inside a string that holds several, where it is written as it is read", () => {
    const at = (written: string, value: string) =>
      permissionEntries({ kind: "string", value, start: 10, end: 10 + written.length, children: [] }).map(({ node }) =>
        written.slice(node.start - 10, node.end - 10),
      );
    expect(at("Read,  Bash(ls) x", "Read,  Bash(ls) x")).toEqual(["Read", "Bash(ls)", "x"]);
    expect(at('"Read, Write"', "Read, Write")).toEqual(["Read", "Write"]);
    expect(at('"Read\\n Write"', "Read\n Write")).toEqual(['"Read\\n Write"', '"Read\\n Write"']);
    expect(at("Read", "Read")).toEqual(["Read"]);
  });
});
