import { expect, test } from "vitest";
import type { ProblemKind } from "#model/problem.ts";
import { json } from "#report/json.ts";
import {
  finding,
  forbiddenInTerminal,
  hostileReport,
  hostileStrings,
  place,
  plainOptions,
  problem,
  reportOf,
  richReport,
} from "./sample-report.ts";
import { schemaViolations } from "./schema.ts";

/** Every kind there is: a kind that the schema does not know must not be forgotten. */
const kinds: Record<ProblemKind, true> = {
  binary: true,
  oversized: true,
  minified: true,
  vendored: true,
  "unsupported-language": true,
  "unread-tools": true,
  "special-file": true,
  symlink: true,
  submodule: true,
  "lfs-pointer": true,
  unreadable: true,
  encoding: true,
  "parse-error": true,
  "duplicate-key": true,
  "too-deep": true,
  "too-complex": true,
  "changed-during-scan": true,
  "time-limit": true,
  "ignored-artifact": true,
  "unused-ignore": true,
  "bad-ignore": true,
  cache: true,
  git: true,
  "internal-error": true,
};

test.each([
  ["every feature", richReport()],
  ["nothing", reportOf({ rules: [], standards: [] })],
  ["hostile strings", hostileReport()],
  [
    "every kind of problem",
    reportOf({ problems: (Object.keys(kinds) as ProblemKind[]).map((kind) => problem(kind, "a")) }),
  ],
])("matches its schema with %s", (_, report) => {
  expect(schemaViolations("report-v1", json(report, { ...plainOptions, showSuppressed: true }))).toEqual([]);
});

test("is not accepted by its schema with a key more, a key less or another word", () => {
  const parsed = JSON.parse(json(richReport(), plainOptions)) as Record<string, unknown> & { findings: object[] };
  const { summary: _, ...less } = parsed;
  expect(schemaViolations("report-v1", JSON.stringify({ ...parsed, more: 1 }))).not.toEqual([]);
  expect(schemaViolations("report-v1", JSON.stringify(less))).not.toEqual([]);
  const grave = parsed.findings.map((one) => ({ ...one, severity: "grave" }));
  expect(schemaViolations("report-v1", JSON.stringify({ ...parsed, findings: grave }))).not.toEqual([]);
});

test("has its keys in the order that is promised", () => {
  const report = json(richReport(), { ...plainOptions, showSuppressed: true });
  const parsed = JSON.parse(report) as { findings: object[]; summary: object };
  expect(Object.keys(parsed)).toEqual(["schemaVersion", "tool", "findings", "problems", "summary"]);
  expect(Object.keys(parsed.findings[2]!)).toEqual([
    "ruleId",
    "severity",
    "securitySeverity",
    "confidence",
    "message",
    "location",
    "related",
    "flow",
    "facts",
    "fingerprint",
    "suppressed",
  ]);
  expect(Object.keys(parsed.summary)).toEqual([
    "files",
    "bytes",
    "analysed",
    "skipped",
    "partial",
    "byRule",
    "bySeverity",
    "suppressed",
    "notShown",
  ]);
  expect(json(richReport(), { ...plainOptions, showSuppressed: true })).toBe(report);
});

test("does not depend on the order in which figures were counted, nor on what a rule is called", () => {
  const base = reportOf({});
  const counted = (byRule: Record<string, number>) =>
    json({ ...base, summary: { ...base.summary, byRule } }, plainOptions);
  const forward = counted({ b: 1, a: 2 });
  expect(forward).toBe(counted({ a: 2, b: 1 }));
  const hostile = counted(
    Object.fromEntries([
      ["__proto__", 3],
      ["constructor", 4],
    ]),
  );
  expect(hostile).toMatch(/"__proto__": 3,\s+"constructor": 4/);
});

test("leaves suppressed findings out unless they are asked for", () => {
  const suppressed = { kind: "configuration", reason: "known" } as const;
  const report = reportOf({ findings: [finding("mcp-server-unpinned", place("a", 1, [1, 2]), { suppressed })] });
  const findings = (showSuppressed: boolean) =>
    (JSON.parse(json(report, { ...plainOptions, showSuppressed })) as { findings: object[] }).findings;
  expect(findings(false)).toEqual([]);
  expect(findings(true)).toMatchObject([{ suppressed }]);
});

test("keeps every text as it is and shows none of it raw", () => {
  const text = json(hostileReport(), plainOptions);
  expect(text).not.toMatch(forbiddenInTerminal);
  const { findings } = JSON.parse(text) as { findings: { message: string }[] };
  const messages = findings.map(({ message }) => message);
  for (const hostile of hostileStrings.filter((one) => one !== ""))
    expect(messages).toContain(`The server '${hostile}' is bad`);
});
