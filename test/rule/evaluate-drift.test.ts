import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { driftFindings } from "#drift-findings.ts";
import { compareSurfaces } from "#lock/compare.ts";
import type { Finding } from "#model/finding.ts";
import { readRules } from "#rule/load.ts";
import { read } from "../lock/surfaces.ts";
import { knowledge } from "../tree.ts";

type Tree = Readonly<Record<string, string>>;

async function findings(before: Tree, after: Tree, rules = knowledge().rules): Promise<Finding[]> {
  const [base, head] = [read(before), read(after)];
  const delta = await compareSurfaces(base.surface, head.surface);
  return driftFindings(rules, {
    delta,
    base: base.graph,
    head: head.graph,
    isTestPath: (path) => path.startsWith("test/"),
  });
}

const allow = (...patterns: string[]) => ({
  ".claude/settings.json": JSON.stringify({ permissions: { allow: patterns } }),
});
const servers = (...names: string[]) => ({
  ".mcp.json": JSON.stringify({
    mcpServers: Object.fromEntries(names.map((name) => [name, { command: name, env: { T_TOKEN: "${T}" } }])),
  }),
});

describe("drift rules", () => {
  test("tell the old and the new value, in the message and beside it", async () => {
    const [finding] = await findings(allow("Bash(git status)"), allow("Bash(git:*)"));
    expect(finding?.message).toContain("actions 'git status' → 'git:*'");
    expect(finding?.change).toMatchObject({ type: "widened", entry: "grant:agent/claude-code#shell:git:*" });
    expect(JSON.parse(finding!.change!.before!)).toMatchObject({ actions: ["git status"] });
    expect(JSON.parse(finding!.change!.after!)).toMatchObject({ actions: ["git:*"] });
  });

  test("tell a new thing once, with all that it brings", async () => {
    const found = await findings(servers("crm"), servers("crm", "mail"));
    expect(found.map(({ ruleId }) => ruleId)).toEqual(["drift-new-tool"]);
    expect(found[0]?.facts).toEqual(
      expect.arrayContaining([
        "principal:server/mail#mail",
        "credential:server/mail#env:T",
        "opaque:server/mail#tool-list",
      ]),
    );
  });

  test("name the gravest of what a thing brings first: who may start it", async () => {
    const workflow = `on: issue_comment
permissions: write-all
jobs:
  help:
    runs-on: ubuntu-latest
    steps:
      - uses: anthropics/claude-code-action@v1
        with:
          allowed_non_write_users: "*"
          anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}
          claude_args: --dangerously-skip-permissions
`;
    const found = await findings({}, { ".github/workflows/help.yml": workflow });
    const brought = found.flatMap(({ message }) => /It brings (\w+) '([^']*)'/.exec(message)?.slice(1) ?? []);
    expect(brought).toEqual(["trigger", "ci:issue_comment"]);
  });

  test("leave to the rest what no other rule of the run tells", async () => {
    const rest = knowledge().rules.filter(({ metadata }) => metadata.id === "drift-identity-logic-unapproved");
    expect((await findings(servers("crm"), servers("crm", "mail"), rest)).map(({ ruleId }) => ruleId)).toEqual([
      "drift-identity-logic-unapproved",
    ]);
  });

  test("say nothing of what only informs", async () => {
    expect(await findings(servers("crm", "mail"), servers("crm"))).toEqual([]);
    expect(await findings(allow("Bash(git:*)"), allow("Bash(git status)"))).toEqual([]);
  });

  test("are less sure in tests", async () => {
    const found = await findings({}, { "test/.mcp.json": servers("crm")[".mcp.json"] });
    expect(found.find(({ ruleId }) => ruleId === "drift-new-tool")?.confidence).toBe("high");
  });

  test("name each further place once, with all that is said of it", async () => {
    const allowed = ["Bash(npm:*)", "Bash(npm publish)", "mcp__crm__x"];
    const settings = { ".claude/settings.json": JSON.stringify({ permissions: { allow: allowed } }) };
    const skill = { "skills/a/SKILL.md": "---\nname: a\nallowed-tools: Bash(npm publish:*) WebFetch\n---\n\nDo.\n" };
    const found = await findings({}, { ...servers("crm"), ...settings, ...skill });
    for (const { related } of found) {
      const places = related.map(({ path, region }) => JSON.stringify([path, region]));
      expect(new Set(places).size).toBe(places.length);
    }
    const messages = found.flatMap(({ related }) => related.map(({ message }) => message ?? ""));
    expect(messages.some((message) => /^grant .*, effect |^effect .*, grant /.test(message))).toBe(true);
  });

  test("keep their fingerprints when lines move", async () => {
    const [one] = await findings(servers("crm"), servers("crm", "mail"));
    const moved = { ".mcp.json": JSON.stringify(JSON.parse(servers("crm", "mail")[".mcp.json"]), undefined, 4) };
    const [other] = await findings(servers("crm"), moved);
    expect(other?.fingerprint).toBe(one?.fingerprint);
    expect(other?.location).not.toEqual(one?.location);
  });

  test("speak of every change that is drift", async () => {
    const names = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { maxLength: 4 });
    const tree = fc.record({
      servers: names,
      allowed: fc.uniqueArray(fc.constantFrom("Bash(git:*)", "Bash(git log)", "Read", "WebFetch", "mcp__a__x"), {
        maxLength: 5,
      }),
      denied: fc.uniqueArray(fc.constantFrom("Bash(rm:*)", "Read(.env)"), { maxLength: 2 }),
      skills: names,
    });
    type Choice = typeof tree extends fc.Arbitrary<infer Value> ? Value : never;
    const filesOf = (choice: Choice) => ({
      ...servers(...choice.servers),
      ".claude/settings.json": JSON.stringify({ permissions: { allow: choice.allowed, deny: choice.denied } }),
      ...Object.fromEntries(
        choice.skills.map((name) => [`skills/${name}/SKILL.md`, `---\nname: ${name}\n---\n\nDo ${name}.\n`]),
      ),
    });
    await fc.assert(
      fc.asyncProperty(tree, tree, async (before, after) => {
        const [base, head] = [read(filesOf(before)), read(filesOf(after))];
        const { changes } = await compareSurfaces(base.surface, head.surface);
        const found = await findings(filesOf(before), filesOf(after));
        const told = new Set(
          found.flatMap(({ facts, change, related, location }) => [
            ...facts,
            change?.entry,
            ...[location, ...related].map(({ path }) => `text:${path}`),
          ]),
        );
        const drifted = changes.filter(({ drift, before: was, after: is }) => drift && (is ?? was)?.kind !== "edge");
        expect(drifted.filter(({ id }) => !told.has(id)).map(({ id }) => id)).toEqual([]);
        if (drifted.length === 0) expect(found.filter(({ change }) => !change?.entry.startsWith("edge:"))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  ["change: grown", "grown"],
  ["kind: agent", "agent"],
  ["colour: red", "colour"],
])("a pattern with `%s` is refused", (pattern, word) => {
  const text = `rules:\n  - id: r\n    mode: drift\n    severity: LOW\n    message: $THING.\n    match: [{ ${pattern} }]\n`;
  expect(() => readRules("r.yaml", text, "user")).toThrow(word);
});
