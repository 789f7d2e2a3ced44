import * as fc from "fast-check";
import { expect, test } from "vitest";
import { github } from "#report/github.ts";
import {
  finding,
  hostileReport,
  hostileStrings,
  place,
  plainOptions,
  problem,
  reportOf,
  richReport,
  sampleRules,
} from "./sample-report.ts";

/** As the runner does it: the percent sign last. */
function unescapeProperty(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}

/** What the runner of GitHub makes of a line; undefined where it is no command. */
function parsed(line: string) {
  const [, name, properties, message] = /^\s*::([a-z-]+)(?: ((?:(?!::).)*))?::(.*)$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const entries = (properties ?? "").split(",").map((pair) => {
    const [key = "", ...value] = pair.split("=");
    return [key, unescapeProperty(value.join("="))] as const;
  });
  return { name, properties: new Map(entries), message: unescapeProperty(message ?? "") };
}

test("writes one command a finding, by severity, and one for each partial problem", () => {
  expect(github(richReport(), plainOptions)).toBe(
    [
      "::error file=.claude/settings.json,line=3,endLine=3,col=20,endColumn=39,title=Agent that asks nobody (agent-approves-everything)::The setting 'defaultMode' lets the agent run every command without asking. Nobody sees what it does.",
      "::warning file=.mcp.json,line=5,endLine=5,col=22,endColumn=43,title=Tool server without a version (mcp-server-unpinned)::The server 'github' starts whatever version of '@acme/server-github' is newest. Its next release runs with your credentials before anybody has read it.",
      "::notice file=src/bots/invite.ts,line=6,endLine=9,col=7,endColumn=3,title=Channel that anyone may write to (open-channel-trigger)::Anyone who can write to 'slack' can start the agent.",
      "::warning file=servers/broken.json,line=7,endLine=7,col=3,endColumn=4,title=Not analysed in full::Unexpected '}' where a value must stand.",
      "",
    ].join("\n"),
  );
});

test("writes nothing where there is nothing", () => {
  expect(github(reportOf({ problems: [problem("binary", "a.png")] }), plainOptions)).toBe("");
});

test("escapes so that the runner reads back what was meant", () => {
  const path = "a,b:c%0A=d\ne\rf/100%.json";
  const text = github(
    reportOf({ findings: [finding("mcp-server-unpinned", place(path, 1, [1, 2]), { message: "50%, a::b\nc %0A" })] }),
    plainOptions,
  );
  expect(text.split("\n")).toHaveLength(2);
  const command = parsed(text.trimEnd())!;
  expect(command.properties.get("file")).toBe(path);
  expect(command.message).toBe("50%, a::b\nc %0A");
});

test("lets no string of the tree forge a command, a property or a line", () => {
  const part = fc.oneof(
    fc.constantFrom(...hostileStrings, "::", ",", "%", "\n", "file="),
    fc.string({ unit: "binary" }),
  );
  const hostile = fc.array(part, { minLength: 1 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(hostile, hostile, (path, message) => {
      const report = reportOf({ findings: [finding("mcp-server-unpinned", place(path, 3, [4, 5]), { message })] });
      const lines = github(report, plainOptions).split(/\r\n|\r|\n/);
      expect(lines).toHaveLength(2);
      const command = parsed(lines[0]!)!;
      expect(command.name).toBe("warning");
      expect([...command.properties.keys()]).toEqual(["file", "line", "endLine", "col", "endColumn", "title"]);
      expect(command.properties.get("line")).toBe("3");
    }),
  );
});

test("holds as many commands as findings, refused rules and partial problems for a hostile tree", () => {
  const report = hostileReport();
  const lines = github(report, plainOptions).trimEnd().split("\n");
  const open = report.findings.filter(({ suppressed }) => !suppressed).length;
  expect(lines).toHaveLength(open + report.refused.length + report.problems.filter(({ partial }) => partial).length);
  expect(new Set(lines.map((line) => parsed(line)?.name))).toEqual(new Set(["warning", "error"]));
});

test("says the name of a rule without a title once", () => {
  const [rule] = sampleRules;
  const report = reportOf({
    rules: [{ ...rule!, id: "exec-ungated", title: "exec-ungated" }],
    findings: [finding("exec-ungated", place("a.ts", 1, [1, 2]))],
  });
  expect(github(report, plainOptions)).toContain("title=exec-ungated::");
});
