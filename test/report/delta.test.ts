import { GFM, parser } from "@lezer/markdown";
import { describe, expect, test } from "vitest";
import type { BroughtFinding, DeltaReport, ToldChange } from "#model/delta-report.ts";
import type { Change, ChangeType, FieldChange } from "#model/delta.ts";
import type { FactKind, FactOf } from "#model/fact.ts";
import type { Provenance } from "#model/provenance.ts";
import type { CanonicalValue, SurfaceEntry } from "#model/surface.ts";
import { deltaJson } from "#report/delta-json.ts";
import { deltaMarkdown } from "#report/delta-markdown.ts";
import { deltaPretty } from "#report/delta-pretty.ts";
import { codeOf } from "#report/markdown-text.ts";
import { expectCpuBelow } from "../cost.ts";
import { forbiddenInTerminal, hostileStrings } from "./sample-report.ts";
import { schemaViolations } from "./schema.ts";

const options = { color: false, width: 100 };

function entry(kind: FactKind, anchor: string, key: string, value: CanonicalValue): SurfaceEntry {
  return { id: `${kind}:${anchor}#${key}`, kind, anchor, key, value };
}

function edgeEntry(from: SurfaceEntry, relation: string, to: SurfaceEntry): SurfaceEntry {
  return { id: `edge:${from.id} ${relation} ${to.id}`, kind: "edge", value: [from.id, relation, to.id] };
}

const textEntry = (path: string): SurfaceEntry => ({ id: `text:${path}`, kind: "text", value: "0".repeat(64) });

interface More {
  readonly path?: string;
  readonly fields?: readonly FieldChange[];
  readonly drift?: boolean;
  readonly before?: SurfaceEntry;
  readonly gates?: ToldChange["gates"];
  readonly provenance?: Provenance;
}

/** A change of one entry, as the comparison tells it. */
function told(type: ChangeType, of: SurfaceEntry, more: More = {}): ToldChange {
  const both = !["added", "removed", "gate-removed", "newly-opaque", "newly-visible"].includes(type);
  const gone = type === "removed" || type === "gate-removed";
  const change: Change = {
    type,
    id: of.id,
    ...(both || gone ? { before: more.before ?? of } : {}),
    ...(gone ? {} : { after: of }),
    fields: more.fields ?? [],
    drift: more.drift ?? !["removed", "narrowed"].includes(type),
  };
  const region = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 };
  return {
    change,
    location: { path: more.path ?? ".claude/settings.json", region },
    gates: more.gates ?? [],
    ...(more.provenance ? { provenance: more.provenance } : {}),
  };
}

function delta(changes: readonly ToldChange[], more: Partial<DeltaReport> = {}): DeltaReport {
  return {
    tool: { name: "Countersign", version: "0.0.0" },
    base: { name: "main", commit: "a".repeat(40) },
    head: { name: "work tree" },
    surfaces: { base: "0".repeat(64), head: "1".repeat(64) },
    changes,
    findings: [],
    rules: [],
    problems: [],
    ...more,
  };
}

/** The sentence of each row, in order. */
function sentences(changes: readonly ToldChange[]): string[] {
  const text = deltaPretty(delta(changes), options).replace(/\n {2}(?! )/g, " ");
  return text.split("\n").flatMap((line) => /^[-+~] (.*)$/.exec(line)?.[1] ?? []);
}

const agent = "agent/claude-code";
const shell = (...actions: string[]) => entry("grant", agent, `shell:${actions[0]!}`, { system: "shell", actions });
const gate = (verdict: string, covers: string, setting: string) =>
  entry("gate", agent, setting, { verdict, covers, setting });

describe("every kind of fact is said in plain words", () => {
  test.each<[ToldChange, string]>([
    [told("added", shell("git push:*")), "The agent 'claude-code' can now run 'git push:*'."],
    [
      told("added", entry("grant", agent, "shell:*", { system: "shell", actions: ["*"], wildcard: true })),
      "The agent 'claude-code' can now run any command.",
    ],
    [
      told(
        "added",
        entry("grant", agent, "filesystem:x", {
          system: "filesystem",
          actions: ["read src/**", "write a"],
          resource: "a",
        }),
      ),
      "The agent 'claude-code' can now read 'src/**' and write 'a'.",
    ],
    [
      told("added", entry("grant", "workflow/ci/x", "github:token", { system: "github", actions: ["contents:write"] })),
      "The workflow job 'ci/x' can now use 'github' with 'contents:write'.",
    ],
    [
      told("added", entry("grant", agent, "shell:f", { system: "shell", actions: ["find:*"], wildcard: true })),
      "The agent 'claude-code' can now run any command by 'find:*'.",
    ],
    [
      told("added", entry("grant", agent, "web:a", { system: "web", actions: ["a.example"] })),
      "The agent 'claude-code' can now fetch from 'a.example'.",
    ],
    [
      told("added", entry("grant", agent, "web:search", { system: "web", actions: ["search"] })),
      "The agent 'claude-code' can now search the web.",
    ],
    [
      told("added", entry("principal", "marketplace/acme/pdf", "pdf", { product: "plugin", package: "./pdf" })),
      "The plugin 'pdf' that the marketplace 'acme' offers is new: taken from './pdf'.",
    ],
    [
      told("added", entry("principal", "plugin/pdf@acme", "pdf@acme", { product: "plugin", package: "pdf@acme" })),
      "The plugin 'pdf@acme' is new.",
    ],
    [
      told("removed", entry("credential", "source/docs/a.md", "literal:db", { source: "literal", name: "db" })),
      "'docs/a.md' no longer holds the credential 'db' (written into the file).",
    ],
    [
      told("changed", entry("effect", "workflow/ci/a", "spawn-agent:x", { effect: "spawn-agent", target: "x" }), {
        fields: [{ field: "digest", before: "sha256:1", after: "sha256:2", direction: "other" }],
      }),
      "The workflow job 'ci/a' still can start the agent 'x', with other words or values than before.",
    ],
    [
      told("changed", entry("principal", "workflow/ci/a", "a", { type: "service" }), {
        fields: [{ field: "digest", before: "sha256:1", after: "sha256:2", direction: "other" }],
      }),
      "The workflow job 'ci/a' is given other words or values than before.",
    ],
    [told("removed", shell("rm")), "The agent 'claude-code' can no longer run 'rm'."],
    [
      told("widened", shell("a", "b"), {
        fields: [{ field: "actions", before: "a", after: "a, b", direction: "wider" }],
      }),
      "The agent 'claude-code' can now run 'a' and 'b' (actions: was 'a', is 'a, b').",
    ],
    [
      told("narrowed", shell("a"), { fields: [{ field: "conditioned", after: "true", direction: "narrower" }] }),
      "The agent 'claude-code' can now only run 'a' (conditioned: was not set, is 'true').",
    ],
    [
      told(
        "added",
        entry("credential", agent, "env:T", { source: "env", name: "T", issuer: "stripe", lifetime: "long-lived" }),
      ),
      "The agent 'claude-code' can now use the credential 'T' (of 'stripe', long-lived, from the environment).",
    ],
    [
      told(
        "added",
        entry("trigger", "agent/openclaw", "chat:discord", { type: "chat", source: "discord", sender: "open" }),
      ),
      "The agent 'openclaw' can now be started by anyone through 'discord'.",
    ],
    [
      told(
        "widened",
        entry("trigger", "agent/openclaw", "c", { source: "discord", sender: "allowlist", senders: ["1", "2"] }),
      ),
      "The agent 'openclaw' can now be started by '1' and '2' through 'discord'.",
    ],
    [
      told("added", entry("effect", "skill/x", "self-modify:skill", { effect: "self-modify", target: "skill" })),
      "The skill 'x' can now change its own skill.",
    ],
    [
      told("added", entry("effect", "skill/x", "exec:h", { effect: "exec", target: "get.example.com", remote: true })),
      "The skill 'x' can now run what it fetches at run time: 'get.example.com'.",
    ],
    [
      told("added", entry("identity", "skill/x", "create:okta", { operation: "create", system: "okta" })),
      "The skill 'x' can now create identities in 'okta'.",
    ],
    [
      told("added", entry("token", "skill/x", "sign:jwt", { operation: "sign" })),
      "The skill 'x' can now 'sign' tokens ('sign:jwt').",
    ],
    [
      told("gate-weakened", gate("auto", "*", "defaultMode bypass"), {
        before: gate("human", "*", "defaultMode default"),
      }),
      "The agent 'claude-code' no longer asks a person before anything it does ('defaultMode bypass').",
    ],
    [
      told("gate-removed", gate("policy", "Read(.env)", "deny Read(.env)")),
      "The agent 'claude-code' is no longer forbidden 'Read(.env)' ('deny Read(.env)').",
    ],
    [
      told("added", gate("auto", "mcp:*", "enableAll")),
      "The agent 'claude-code' asks nobody before using tool servers ('enableAll').",
    ],
    [
      told("added", gate("human", "exec", "ask")),
      "The agent 'claude-code' now asks a person before running commands ('ask').",
    ],
    [
      told("newly-opaque", entry("opaque", "source/.mcp.json", "parse-error", {})),
      "What '.mcp.json' says cannot be read: 'parse-error'.",
    ],
    [told("gate-removed", entry("log", agent, "audit", {})), "The agent 'claude-code' no longer records 'audit'."],
    [told("added", textEntry("AGENTS.md")), "Models are told something new in 'AGENTS.md'."],
    [told("changed", textEntry("AGENTS.md")), "What models are told in 'AGENTS.md' changed."],
    [
      told("moved", textEntry("b/AGENTS.md"), { before: textEntry("a/AGENTS.md") }),
      "'a/AGENTS.md' is now 'b/AGENTS.md', with the same text.",
    ],
    [
      told(
        "added",
        edgeEntry(entry("principal", agent, "claude-code", {}), "delegates-to", entry("principal", "agent/b", "b", {})),
      ),
      "The agent 'claude-code' can now hand work to the agent 'b'.",
    ],
  ])("%#: %o", (change, sentence) => expect(sentences([change])).toEqual([sentence]));
});

describe("rows", () => {
  const server = entry("principal", "server/crm", "crm", {
    type: "service",
    product: "mcp",
    runner: "npx",
    package: "@acme/crm",
    pinned: false,
  });
  const claude = entry("principal", agent, "claude-code", { type: "agent" });

  test("a new thing is one row with all that came with it", () => {
    const changes = [
      told("added", server),
      told("added", entry("credential", "server/crm", "env:T", { source: "env", name: "T" })),
      told("newly-opaque", entry("opaque", "server/crm", "tool-list", {})),
      told("added", edgeEntry(claude, "uses", server)),
    ];
    expect(sentences(changes)).toEqual([
      "The tool server 'crm' is new: started as 'npx @acme/crm', in whatever version there is; it is used by 'claude-code'; it can use the credential 'T' (from the environment); its tools are known only when it runs.",
    ]);
    expect(deltaPretty(delta(changes), options)).toContain("1 change to approve (4 entries).");
  });

  test("a skill's texts are part of it, others are not", () => {
    const skill = entry("tool", "skill/pdf", "pdf", { form: "skill", name: "pdf", modelInvocable: true });
    const at = (path: string) => ({ path });
    const changes = [
      told("added", skill, at("skills/pdf/SKILL.md")),
      told("added", textEntry("skills/pdf/SKILL.md"), at("skills/pdf/SKILL.md")),
      told("added", textEntry("skills/pdf/scripts/a.py"), at("skills/pdf/scripts/a.py")),
      told("added", textEntry("skills/other.md"), at("skills/other.md")),
    ];
    expect(sentences(changes)).toEqual([
      "The skill 'pdf' is new, and the model may use it by its own decision.",
      "Models are told something new in 'skills/other.md'.",
    ]);
  });

  test("a permission and the effect that it gives are one row; the graver of both counts", () => {
    const run = entry("effect", agent, "exec:git push:*", { effect: "exec", target: "git push:*" });
    const changes = [told("added", run), told("added", shell("git push:*"), { drift: false })];
    expect(sentences(changes)).toEqual(["The agent 'claude-code' can now run 'git push:*'."]);
    expect(deltaPretty(delta(changes), options)).toContain("1 change to approve.");
  });

  const gateFact = (gateEntry: SurfaceEntry, verdict: string, covers: string) =>
    ({
      id: gateEntry.id,
      kind: "gate",
      value: { verdict, covers, setting: gateEntry.key },
    }) as unknown as FactOf<"gate">;

  test("a new agent is told with the gates that ask nobody, and with those that ask", () => {
    const codex = entry("principal", agent, "codex", { type: "agent" });
    const changes = [
      told("added", codex, { gates: [gateFact(gate("human", "*", "approval"), "human", "*")] }),
      told("added", gate("human", "*", "approval"), { drift: false }),
      told("added", gate("auto", "network", "network_access")),
      told("added", gate("auto", "guardrails", "trust")),
      told("added", gate("policy", "sandbox", "sandbox_mode"), { drift: false }),
    ];
    expect(sentences(changes)).toEqual([
      "The agent 'claude-code' is new; it asks nobody before reaching the network ('network_access') and works without a guardrail ('trust'); it asks a policy before leaving the sandbox ('sandbox_mode').",
    ]);
    expect(deltaPretty(delta(changes), options)).toContain("a person is asked ('approval')");
  });

  test("the question about everything is not said to stand before what a new agent may do unasked", () => {
    const ask = gateFact(gate("human", "*", "default"), "human", "*");
    const changes = [told("added", claude, { gates: [ask] }), told("added", shell("make lint"), { gates: [] })];
    const text = deltaPretty(delta(changes), options);
    expect(text).toContain("gate    none is stated; before anything else a person is asked ('default')");
  });

  test("a hook is one row with what starts it and with the script it runs", () => {
    const run = entry("effect", agent, "exec:hook Stop x", {
      effect: "exec",
      target: "hook Stop",
      detail: "bash .claude/hooks/a.sh",
    });
    const start = entry("trigger", agent, "agent-message:hook Stop", { source: "hook Stop", sender: "internal" });
    const script = textEntry(".claude/hooks/a.sh");
    const changes = [told("added", start), told("added", run), told("added", script, { path: ".claude/hooks/a.sh" })];
    expect(sentences(changes)).toEqual([
      "The agent 'claude-code' can now run 'bash .claude/hooks/a.sh' by itself ('hook Stop').",
    ]);
    expect(sentences([told("changed", script)])).toEqual(["What agents run in '.claude/hooks/a.sh' changed."]);
  });

  test("a command of a setting is one row with what it fetches", () => {
    const run = entry("effect", agent, "exec:statusLine", {
      effect: "exec",
      target: "statusLine",
      detail: "bunx -y line@latest",
    });
    const fetched = entry("effect", agent, "exec:line", { effect: "exec", target: "line", remote: true });
    expect(sentences([told("added", fetched), told("added", run)])).toEqual([
      "The agent 'claude-code' can now run 'bunx -y line@latest' by itself ('statusLine'); it can run what it fetches at run time: 'line'.",
    ]);
  });

  test("come gravest first: what is to approve, by what happened, by how much is given", () => {
    const everything = entry("grant", agent, "shell:*", { system: "shell", actions: ["*"], wildcard: true });
    const changes = [
      told("removed", shell("x")),
      told("changed", textEntry("AGENTS.md")),
      told("added", shell("ls")),
      told("added", everything),
      told("gate-removed", gate("human", "exec", "ask")),
    ];
    expect(sentences(changes).map((line) => line.slice(0, 45))).toEqual([
      "The agent 'claude-code' no longer asks a pers",
      "The agent 'claude-code' can now run any comma",
      "The agent 'claude-code' can now run 'ls'.",
      "What models are told in 'AGENTS.md' changed.",
      "The agent 'claude-code' can no longer run 'x'",
    ]);
  });

  const tableRows = (changes: readonly ToldChange[]) =>
    deltaMarkdown(delta(changes), options)
      .split("\n")
      .filter((line) => /^\| (?!what|-)/.test(line));

  test("the table has ten of them at most: what says the same of several things is one", () => {
    const grants = Array.from({ length: 14 }, (_, number) => told("added", shell(`c${number}`)));
    const everything = entry("grant", agent, "shell:*", { system: "shell", actions: ["*"], wildcard: true });
    const changes = [...grants, told("added", everything), told("changed", textEntry("AGENTS.md"))];
    const rows = tableRows(changes);
    expect(rows.map((row) => row.replaceAll(/<[^>]*>/g, "").slice(0, 70))).toEqual([
      expect.stringContaining("can now run any command"),
      expect.stringContaining("can now run c0, run c1, run c10"),
      expect.stringContaining("What models are told in AGENTS&#46;md changed"),
    ]);
    expect(deltaMarkdown(delta(changes), options)).toContain("16 changes to approve");
    expect(deltaPretty(delta(changes), options).match(/^\+ /gm)).toHaveLength(15);
  });

  test("what cannot be said together is counted", () => {
    const widened = (number: number) =>
      told("widened", shell(`c${number}`), { fields: [{ field: "actions", after: "x", direction: "wider" }] });
    const changes = Array.from({ length: 14 }, (_, number) => widened(number));
    expect(tableRows(changes)).toHaveLength(10);
    expect(deltaMarkdown(delta(changes), options)).toContain("And 4 more changes");
  });

  test("of different writers, or behind different gates, stay apart", () => {
    const by = (name: string) =>
      ({ writer: "unknown", marks: [], authors: [name], commits: ["c".repeat(40)] }) satisfies Provenance;
    const changes = Array.from({ length: 12 }, (_, number) =>
      told("added", shell(`c${number}`), { provenance: by(number % 2 === 0 ? "Ann" : "Bo") }),
    );
    const rows = tableRows(changes);
    expect(rows.filter((row) => row.includes("Ann")).every((row) => !row.includes("Bo"))).toBe(true);
    expect(rows.length).toBeLessThanOrEqual(10);
  });
});

describe("who wrote it, behind which gate", () => {
  const provenance: Provenance = {
    writer: "agent",
    marks: ["Claude Code"],
    authors: ["Ann"],
    commits: ["c".repeat(40), "d".repeat(40)],
  };
  const rows = (more: More) => deltaPretty(delta([told("added", shell("x"), more)]), options);
  const gateFact = (verdict: FactOf<"gate">["value"]["verdict"], setting: string) =>
    ({
      id: `gate:a#${setting}`,
      kind: "gate",
      value: { verdict, covers: "exec", setting },
    }) as unknown as FactOf<"gate">;

  test("is said in words", () => {
    expect(rows({ provenance })).toContain("by      Claude Code, committed as 'Ann' in cccccccccc and 1 more\n");
    expect(rows({ provenance: { ...provenance, writer: "unknown", marks: [] } })).toContain(
      "by      'Ann' in cccccccccc and 1 more",
    );
    expect(rows({ provenance: { ...provenance, writer: "uncommitted" } })).toContain("by      not committed yet");
    expect(rows({})).toContain("by      unknown");
    expect(rows({ gates: [gateFact("human", "ask"), gateFact("auto", "all")] })).toContain(
      "gate    a person is asked ('ask')",
    );
    expect(rows({ gates: [gateFact("auto", "all")] })).toContain("gate    none ('all': always yes)");
    expect(rows({})).toContain("gate    none is stated");
  });
});

describe("nothing changed", () => {
  test("is silent, but for JSON, which is a document", () => {
    expect(deltaPretty(delta([]), options)).toBe("");
    expect(deltaMarkdown(delta([]), options)).toBe("");
    expect(JSON.parse(deltaJson(delta([]), options))).toMatchObject({ schemaVersion: 1, changes: [] });
  });

  test("is not said where the comparison is incomplete, nor where it only takes away", () => {
    const problem = { kind: "time-limit", path: "", message: "The time limit ended the scan.", partial: true } as const;
    expect(deltaPretty(delta([], { problems: [problem] }), options)).toContain("incomplete: The time limit");
    expect(deltaMarkdown(delta([], { problems: [problem] }), options)).toContain("**Incomplete:**");
    const text = deltaMarkdown(delta([told("removed", shell("x"))]), options);
    expect(text).toContain("gives agents nothing new");
    expect(text).not.toContain("countersign approve");
  });
});

/** A change that holds a text wherever a scanned tree or a commit can put one. */
function hostileDelta(text: string): DeltaReport {
  const anchor = `agent/${text}`;
  const provenance: Provenance = { writer: "unknown", marks: [], authors: [text, "Ann"], commits: ["c".repeat(40)] };
  const setting = { verdict: "human", covers: text, setting: text } as const;
  const gates = [{ id: `gate:${text}#x`, kind: "gate", value: setting } as unknown as FactOf<"gate">];
  const more = { path: `a/${text}`, provenance, gates };
  const grants = entry("grant", anchor, text, { system: text, actions: [text], resource: text });
  const thing = entry("principal", `server/${text}`, text, { runner: text, package: text, version: text, host: text });
  const fields = [{ field: "actions", before: text, after: text, direction: "wider" }] as const;
  const finding: BroughtFinding = {
    ruleId: "r",
    severity: "high",
    securitySeverity: 8,
    confidence: "high",
    message: text,
    location: { path: text, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
    related: [],
    flow: [],
    facts: [text],
    fingerprint: "f",
    suppressed: { kind: "inline", reason: text },
    provenance,
  };
  const changes = [
    told("added", thing, more),
    told("widened", grants, { ...more, fields }),
    told("added", entry("effect", anchor, text, { effect: text, target: text, detail: text }), more),
    told("gate-removed", entry("gate", anchor, text, { ...setting }), more),
    told("newly-opaque", entry("opaque", `source/${text}`, text, {}), more),
    told("added", textEntry(text), more),
    told("added", edgeEntry(grants, "uses", thing), more),
  ];
  return delta(changes, { base: { name: text, commit: "a".repeat(40) }, findings: [finding] });
}

/** The kinds of inline nodes and the number of cells a row that a reader of the Markdown makes of it. */
function parsed(text: string): { kinds: Set<string>; cells: Set<number> } {
  const kinds = new Set<string>();
  const cells = new Set<number>();
  parser
    .configure(GFM)
    .parse(text)
    .iterate({
      enter: ({ name, node }) => {
        kinds.add(name);
        if (name === "TableRow" || name === "TableHeader") cells.add(node.getChildren("TableCell").length);
      },
    });
  return { kinds, cells };
}

const markdownAttacks = [
  "a | b | c",
  String.raw`\| \\| a`,
  "`` ` ``` code",
  "</code><img src=x onerror=alert(1)>",
  "<!-- --> -->",
  "@octocat @org/team user@example.com",
  "#1 GH-1 org/repo#2",
  "https://evil.example www.evil.example ftp://x",
  "![x](https://evil.example/p.png) [a](b) [r][r]",
  "*a* _b_ ~~c~~ **d**",
  "$x$ $$y$$",
  "&lt;b&gt; &amp; &#x41;",
  ":smile: - [ ] x",
  "x\n\n# heading\n- list\n> quote",
];

describe("text from elsewhere", () => {
  test.each([...hostileStrings, ...markdownAttacks])("is nothing but text in Markdown: %j", (text) => {
    const out = deltaMarkdown(hostileDelta(text), options);
    expect(out).not.toMatch(forbiddenInTerminal);
    const { kinds, cells } = parsed(out);
    expect([...cells]).toEqual([4]);
    for (const kind of [
      "Link",
      "Image",
      "URL",
      "Autolink",
      "Emphasis",
      "Strikethrough",
      "Blockquote",
      "Task",
      "LinkReference",
    ]) {
      expect(kinds).not.toContain(kind);
    }
    // Tags are ours alone, and so are mentions and references.
    expect(out.replace(/<\/?(?:code|sub)>|<!-- (?:countersign-diff )?-->|<!-- countersign-diff -->/g, "")).not.toMatch(
      /[<>]/,
    );
    expect(out.replace(/&#\d+;/g, "")).not.toMatch(/@|(?<!^)#\d|https?:|www\.|\$/m);
    expect(out.length).toBeLessThan(60_000);
  });

  test.each([...hostileStrings])("is visible on a terminal and in JSON: %j", (text) => {
    const report = hostileDelta(text);
    expect(deltaPretty(report, options)).not.toMatch(forbiddenInTerminal);
    expect(deltaPretty(report, options)).not.toMatch(/^\s*::|##[a-z-]*\[/m);
    const json = deltaJson(report, options);
    expect(json).not.toMatch(forbiddenInTerminal);
    expect((JSON.parse(json) as { base: { name: string } }).base.name).toBe(text);
    expect(schemaViolations("diff-v1", json)).toEqual([]);
  });

  test("is code, cut, and never empty", () => {
    expect(codeOf("a.b")).toBe("<code>a&#46;b</code>");
    expect(codeOf("")).toBe("(empty)");
    expect(codeOf("x".repeat(10_000)).length).toBeLessThan(200);
  });

  test("takes linear time", () => {
    expectCpuBelow(12_000, () => {
      for (const text of ["|", "@a ", "`", "<", "[", "\u202E"]) {
        const changes = Array.from({ length: 500 }, (_, number) =>
          told("added", shell(`${text.repeat(200)}${number}`)),
        );
        for (const reporter of [deltaMarkdown, deltaPretty, deltaJson]) reporter(delta(changes), options);
        deltaMarkdown(hostileDelta(text.repeat(500_000)), options);
      }
    });
  });
});

test("a new thing is told with what it uses that was there, and with how it is started elsewhere", () => {
  const client = entry("principal", "agent/helper", "helper", { type: "agent" });
  const known = entry("principal", "server/tickets", "tickets", { type: "service", product: "mcp" });
  const docs = entry("principal", "server/docs", "docs", { type: "service", product: "mcp", host: "docs.acme.dev" });
  const local = {
    ...docs,
    id: `${docs.id}~2`,
    value: { type: "service", product: "mcp", runner: "npx", package: "acme-docs" },
  };
  const changes = [
    told("added", client),
    told("added", docs),
    told("added", local),
    told("added", edgeEntry(client, "uses", known)),
  ];
  const text = deltaPretty(delta(changes), { ...options, width: 300 });
  expect(text).toContain("The agent 'helper' is new; it uses the tool server 'tickets'.");
  expect(text).toContain(
    "The tool server 'docs' is new: at 'docs.acme.dev'; elsewhere it is started as 'npx acme-docs'",
  );
});

test("abilities that read alike are told once", () => {
  const skill = entry("tool", "skill/a", "a", { name: "a", form: "skill", registration: "static" });
  const everything = { system: "shell", actions: ["*"], wildcard: true, decision: "hardcoded" };
  const grant = entry("grant", "skill/a", "shell:*", everything);
  const run = entry("effect", "skill/a", "exec:*", { effect: "exec", target: "*" });
  const text = deltaPretty(delta([told("added", skill), told("added", grant), told("added", run)]), options);
  expect(text.match(/run any command/g)).toHaveLength(1);
});
