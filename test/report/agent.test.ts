import { expect, test } from "vitest";
import { agent } from "#report/agent.ts";
import { finding, hostileReport, place, plainOptions, reportOf, richReport } from "./sample-report.ts";

test("writes one line a finding, one for each place not analysed, and the figures", () => {
  expect(agent(richReport(), plainOptions)).toBe(
    [
      ".claude/settings.json:3:20 critical agent-approves-everything The setting 'defaultMode' lets the agent run every command without asking. Nobody sees what it does. help: Remove the setting, and list the commands that may run without a question.",
      ".mcp.json:5:22 medium mcp-server-unpinned The server 'github' starts whatever version of '@acme/server-github' is newest. Its next release runs with your credentials before anybody has read it. help: Write the exact version behind the package name.",
      "src/bots/invite.ts:6:7 low open-channel-trigger Anyone who can write to 'slack' can start the agent. help: Name the senders that may.",
      "servers/broken.json:7:3 not analysed in full: Unexpected '}' where a value must stand.",
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

test("keeps to one line a finding, of bounded length, whatever the tree holds", () => {
  const report = hostileReport();
  const open = report.findings.filter(({ suppressed }) => !suppressed).length;
  const partial = report.problems.filter((problem) => problem.partial).length;
  expect(agent(report, plainOptions).trimEnd().split("\n")).toHaveLength(open + partial + 1);
  const long = finding("mcp-server-unpinned", place("a.json", 1, [1, 2]), { message: "x ".repeat(1_000_000) });
  expect(agent(reportOf({ findings: [long] }), plainOptions).length).toBeLessThan(1000);
});
