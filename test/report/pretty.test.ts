import { expect, test } from "vitest";
import type { Finding } from "#model/finding.ts";
import { textWidth } from "#report/display-width.ts";
import { pretty } from "#report/pretty.ts";
import {
  finding,
  hostileReport,
  place,
  plainOptions,
  problem,
  reportOf,
  richReport,
  surface,
} from "./sample-report.ts";
import { expectCpuBelow } from "../cost.ts";

/** What one finding in one file looks like, without the figures. */
function shown(text: string, one: Finding, width = 80): string {
  const report = reportOf({ findings: [one], texts: new Map([[one.location.path, text]]) });
  return pretty(report, { ...plainOptions, width }).split("\n\n")[0]!;
}

test("shows findings in the manner of a compiler, then what was not read, then the figures", () => {
  expect(pretty(richReport(), { ...plainOptions, width: 80 }))
    .toBe(`2 agents, 1 tool server, 1 tool, 1 credential, 1 open trigger, 1 place not
understood

critical[agent-approves-everything]: The setting 'defaultMode' lets the agent
run every command without asking.
 --> .claude/settings.json:3:20
  |
3 |     "defaultMode": "bypassPermissions"
  |                    ^^^^^^^^^^^^^^^^^^^
  |
  = note: Nobody sees what it does.
  = help: Remove the setting, and list the commands that may run without a
          question.
  = confidence: very-high, fingerprint 0123456789abcdef0123456789abcdef

medium[mcp-server-unpinned]: The server 'github' starts whatever version of
'@acme/server-github' is newest.
 --> .mcp.json:5:22
  |
3 |     "github": {
  |     -------- this server
4 |         "command": "npx",
  |                    ----- downloads and runs a package
5 |       "args": ["-y", "@acme/server-github"]
  |                      ^^^^^^^^^^^^^^^^^^^^^ no version here
  |
  = note: Its next release runs with your credentials before anybody has read
          it.
  = note: the same server is described with a version (docs/setup.md:12:1)
  = help: Write the exact version behind the package name.
  = confidence: high, fingerprint 0123456789abcdef0123456789abcdef

low[open-channel-trigger]: Anyone who can write to 'slack' can start the agent.
 --> src/bots/invite.ts:6:7
  |
6 | / await slack.conversations.invite({
7 | |   channel: target,
8 | |   users: request.body.users,
9 | | });
  | |__^
  |
  = step 1: the name of the channel comes from the request (3:17)
  = step 2: it is looked up (4:16)
  = step 3: users are invited into it (7:12)
  = help: Name the senders that may.
  = confidence: medium, fingerprint 0123456789abcdef0123456789abcdef

not analysed: servers/broken.json:7:3
  Unexpected '}' where a value must stand.
check: src/old.ts
  No finding of 'mcp-server-unpinned' on line 4.
not read: 312 binary files, 4 folders of vendored code

✖ 3 findings in 412 files: 1 critical, 1 medium, 1 low; 1 suppressed; 318
problems (1 makes the scan partial)
`);
});

test("says what to do about files that rules cannot get through", () => {
  const problems = [problem("too-complex", "assets/a.js", { partial: true, message: "No." })];
  expect(pretty(reportOf({ problems }), { ...plainOptions, width: 200 })).toMatch(
    /^not analysed: assets\/a\.js\n {2}No\.\nhelp: Leave out what is generated with 'exclude' in countersign\.yaml; --allow-partial/,
  );
});

test("is calm where nothing was found, and still says what was not read", () => {
  expect(pretty(reportOf({}), plainOptions)).toBe("✔ no findings in 412 files\n");
  const unread = [problem("binary", "a.png"), problem("symlink", "b"), problem("symlink", "c")];
  expect(pretty(reportOf({ problems: unread }), plainOptions)).toBe(
    "not read: 1 binary file, 2 symbolic links\n\n✔ no findings in 412 files; 3 problems\n",
  );
  const partial = [problem("parse-error", "mcp.json", { partial: true, message: "No value." })];
  expect(pretty(reportOf({ problems: partial }), plainOptions)).toBe(
    "not analysed: mcp.json\n  No value.\n\n! no findings in 412 files; 1 problem (1 makes the scan partial)\n",
  );
});

test("shows suppressed findings only where they are asked for, with the reason", () => {
  expect(pretty(richReport(), plainOptions)).not.toContain("hardcoded-provider-secret");
  const text = pretty(richReport(), { ...plainOptions, showSuppressed: true });
  expect(text).toContain("high[hardcoded-provider-secret] (suppressed): The key of 'slack' is written here.");
  expect(text).toContain("= suppressed: a key of the test workspace (ignored in the file)");
});

test("writes escape sequences only where colours or links are asked for", () => {
  expect(pretty(hostileReport(), plainOptions)).not.toContain("\u001b");
  const colored = pretty(richReport(), { ...plainOptions, color: true });
  expect(colored).toContain("\u001b[");
  expect(colored).not.toContain("\u001b]8");
  // eslint-disable-next-line no-control-regex
  expect(colored.replaceAll(/\u001b\[\d+m/g, "")).toBe(pretty(richReport(), plainOptions));
});

test("lets only its own escape sequences through where colours are on", () => {
  const text = pretty(hostileReport(), { ...plainOptions, color: true, showSuppressed: true });
  // eslint-disable-next-line no-control-regex
  const rest = text.replaceAll(/\u001b\[\d+m/g, "");
  expect(rest).not.toContain("\u001b");
});

test("underlines behind tabs and wide characters where they stand", () => {
  const line = '\t\t漢字漢字 = "値"; // 🙂';
  const one = finding("mcp-server-unpinned", place("a.ts", 1, [10, 13], "the value"), {
    message: "Bad.",
    related: [place("a.ts", 1, [3, 7], "the name"), place("a.ts", 1, [18, 20], "a face")],
  });
  expect(shown(line, one)).toContain(`
1 |         漢字漢字 = "値"; // 🙂
  |                    ^^^^ the value
  |         -------- the name   -- a face
  |`);
});

test("puts a label that does not fit beside its mark below it", () => {
  const label = "this is where the value that is not checked enters";
  const line = `${" ".repeat(30)}value`;
  expect(shown(line, finding("mcp-server-unpinned", place("a.ts", 1, [31, 36], label), { message: "Bad." }), 70))
    .toContain(`
1 |                               value
  |                               ^^^^^
  |                 this is where the value that is not checked enters
  |`);
});

test("shows gaps between lines that are far apart, and fills those of one line", () => {
  const text = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join("\n");
  const one = finding("mcp-server-unpinned", place("a.ts", 20, [1, 5]), {
    message: "Bad.",
    related: [place("a.ts", 18, [1, 5], "near"), place("a.ts", 40, [1, 5], "not kept, so a note")],
  });
  const snippet = shown(text, one);
  expect(snippet).toContain(`
   |
18 | line 18
   | ---- near
19 | line 19
20 | line 20
   | ^^^^
   |
   = note: not kept, so a note (a.ts:40:1)`);
});

test("shows the beginning and the end of a span of many lines", () => {
  const text = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join("\n");
  const region = { startLine: 3, startColumn: 1, endLine: 31, endColumn: 1 };
  const one = finding("mcp-server-unpinned", { path: "a.ts", region, message: "all of this" }, { message: "Bad." });
  expect(shown(text, one)).toContain(`
   |
 3 | / line 3
 4 | | line 4
 5 | | line 5
 6 | | line 6
...  |
29 | | line 29
30 | | line 30
   | |_______^ all of this
   |`);
});

test("keeps the label of a bracket within the columns, and closes one whose end was not kept", () => {
  const text = ["{", `  "a": "${"v".repeat(200)}",`, `  "b": "${"w".repeat(200)}" }`].join("\n");
  const region = { startLine: 1, startColumn: 1, endLine: 3, endColumn: 212 };
  const one = finding(
    "mcp-server-unpinned",
    { path: "a.json", region, message: "the whole object" },
    { message: "Bad." },
  );
  const lines = shown(text, one, 60).split("\n");
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(60);
  expect(lines.find((line) => line.includes("the whole object"))).toBe("  | the whole object");
  const far = { ...one, location: { ...one.location, region: { ...region, endLine: 90 } } };
  expect(shown(text, far, 60)).toContain("... |_^ to line 90 the whole object\n  |\n");
});

test("does without the source where it was not kept, or not as far as the place", () => {
  const one = finding("mcp-server-unpinned", place("a.ts", 1, [5000, 5004]), { message: "Bad." });
  const report = reportOf({ findings: [one], texts: new Map([["a.ts", "short"]]) });
  expect(pretty(report, plainOptions)).toContain(" --> a.ts:1:5000\n  |\n  = help");
  expect(pretty({ ...report, sources: new Map() }, plainOptions)).toContain(" --> a.ts:1:5000\n  |\n  = help");
});

test("says nothing about what to do where the rule says nothing", () => {
  const one = finding("mcp-server-unpinned", place("a.ts", 1, [1, 2]), { message: "Bad." });
  const report = reportOf({ findings: [one], texts: new Map([["a.ts", "short"]]) });
  const silent = report.rules.map((rule) => ({ ...rule, help: "" }));
  expect(pretty(report, plainOptions)).toContain("= help");
  expect(pretty({ ...report, rules: silent }, plainOptions)).not.toContain("= help");
});

test("never prints a line of megabytes, and takes no time over it", () => {
  const line = `${"x".repeat(1_500_000)}SECRET${"y".repeat(1_500_000)}`;
  const findings = Array.from({ length: 50 }, (_, index) =>
    finding("mcp-server-unpinned", place("a.js", 1, [1_500_001 + index, 1_500_007 + index], "z".repeat(100_000)), {
      message: "word ".repeat(100_000),
      related: [place("a.js", 1, [1, 3_000_007], "all of it")],
    }),
  );
  const report = reportOf({ findings, texts: new Map([["a.js", line]]) });
  expectCpuBelow(2000, () => {
    const text = pretty(report, { ...plainOptions, width: 80 });
    for (const one of text.split("\n")) expect(textWidth(one)).toBeLessThanOrEqual(80);
  });
});

test.each([40, 80, 120])("keeps source lines and remarks of a hostile tree within %i columns", (width) => {
  const lines = pretty(hostileReport(), { ...plainOptions, width, showSuppressed: true }).split("\n");
  const bounded = lines.filter((line) => /^ *\d* *[|=]/.test(line) && !line.includes("#⟨#⟩"));
  expect(bounded.length).toBeGreaterThan(200);
  for (const line of bounded) expect(textWidth(line)).toBeLessThanOrEqual(width);
});

test("names the ends of a long flow and counts the rest", () => {
  const flow = Array.from({ length: 100 }, (_, index) => place("a.ts", index + 1, [1, 2], `hop ${index + 1}`));
  const text = shown("x", finding("mcp-server-unpinned", place("a.ts", 1, [1, 2]), { flow }));
  expect(text).toMatch(/step 1: hop 1 [\s\S]*step 10: [\s\S]*steps: 80 more[\s\S]*step 91: [\s\S]*step 100: hop 100 /);
});

test("begins with what the tree holds, which is nothing to say of a tree without identity", () => {
  expect(pretty(reportOf({ facts: surface().facts }), plainOptions).split("\n")[0]).toBe(
    "2 agents, 1 tool server, 1 tool, 1 credential, 1 open trigger, 1 place not understood",
  );
  expect(pretty(reportOf({}), plainOptions).split("\n")).toHaveLength(2);
});

test("counts problems beyond those it lists", () => {
  const problems = Array.from({ length: 80 }, (_, index) => problem("parse-error", `${index}.json`, { partial: true }));
  const text = pretty(reportOf({ problems }), plainOptions);
  expect(text.match(/^not analysed: /gm)).toHaveLength(51);
  expect(text).toContain("not analysed: and 30 more places");
});
