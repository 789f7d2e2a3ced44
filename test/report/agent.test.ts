import { expect, test } from "vitest";
import { agent } from "#report/agent.ts";
import { groupProblems } from "#report/problem-text.ts";
import { finding, hostileReport, place, plainOptions, reportOf, richReport } from "./sample-report.ts";

test("writes one line a finding, one for each place not analysed, and the figures", () => {
  expect(agent(richReport(), plainOptions)).toBe(
    [
      ".claude/settings.json:3:20 critical agent-approves-everything The setting 'defaultMode' lets the agent run every command without asking. Nobody sees what it does. help: Remove the setting, and list the commands that may run without a question.",
      ".mcp.json:5:22 medium mcp-server-unpinned The server 'github' starts whatever version of '@acme/server-github' is newest. Its next release runs with your credentials before anybody has read it. help: Write the exact version behind the package name.",
      "src/bots/invite.ts:6:7 low open-channel-trigger Anyone who can write to 'slack' can start the agent. help: Name the senders that may.",
      "servers/broken.json:7:3 not analysed in full: Unexpected '}' where a value must stand.",
      "src/old.ts check: No finding of 'mcp-server-unpinned' on line 4.",
      "not read: 312 binary files, 4 folders of vendored code",
      "3 findings in 412 files: 1 critical, 1 medium, 1 low; 1 suppressed; 318 problems (1 makes the scan partial)",
      "",
    ].join("\n"),
  );
});

test("says one line where nothing was found", () => {
  expect(agent(reportOf({}), plainOptions)).toBe("no findings in 412 files\n");
});

test("marks suppressed findings where they are asked for", () => {
  expect(agent(richReport(), { ...plainOptions, showSuppressed: true })).toContain(
    "hardcoded-provider-secret (suppressed) ",
  );
});

test("names an ignore that no longer counts, and the first files of what is noted", () => {
  const expired = {
    kind: "bad-ignore",
    path: "a.yml",
    region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9 },
    message: "The ignore of 'x' expired on 2026-01-01 and no longer counts.",
    partial: false,
  } as const;
  const programs = ["a.ts", "b.ts", "c.ts", "d.ts"].map(
    (path) => ({ kind: "unread-tools", path, message: "x", partial: false }) as const,
  );
  expect(agent(reportOf({ problems: [expired, ...programs] }), plainOptions)).toBe(
    [
      "a.yml:2:3 check: The ignore of 'x' expired on 2026-01-01 and no longer counts.",
      "noted: 4 programs whose tools are not in the inventory (a.ts, b.ts, c.ts and 1 more); --format json lists them all",
      "no findings in 412 files; 5 problems",
      "",
    ].join("\n"),
  );
});

test("keeps to one line a finding, of bounded length, whatever the tree holds", () => {
  const report = hostileReport();
  const open = report.findings.filter(({ suppressed }) => !suppressed).length;
  const { partial, actionable, unread, noted } = groupProblems(report.problems);
  const counts = [unread, noted].filter((text) => text !== "").length;
  const lines = open + partial.length + actionable.length + counts + 1;
  expect(agent(report, plainOptions).trimEnd().split("\n")).toHaveLength(lines);
  const long = finding("mcp-server-unpinned", place("a.json", 1, [1, 2]), { message: "x ".repeat(1_000_000) });
  expect(agent(reportOf({ findings: [long] }), plainOptions).length).toBeLessThan(1000);
});
