import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileKnowledge } from "../scripts/compile-knowledge.ts";
import { defaultConfig } from "#config.ts";
import { driftFindings } from "#drift-findings.ts";
import { compareSurfaces } from "#lock/compare.ts";
import { compareText } from "#model/location.ts";
import { readAnnotations } from "#rule/annotation.ts";
import { scan } from "#scan.ts";
import { read } from "./lock/surfaces.ts";
import { expandSample } from "./secrets/sample-generator.ts";
import { makeTree } from "./tree.ts";

const folder = "rules";
const knowledge = compileKnowledge(folder);

function expectedLines(root: string, ruleId: string): string[] {
  return filesIn(root).flatMap((path) => {
    const annotations = readAnnotations(readFileSync(join(root, path), "utf8"));
    const announced = annotations.filter((one) => one.kind === "ruleid" && one.ruleId === ruleId);
    return announced.map(({ line }) => `${path}:${line}`);
  });
}

function filesIn(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort(compareText);
}

/** What stands between guillemets is a secret's template: secrets are made for the run, none is stored. */
function withSecrets(root: string): string {
  const files = filesIn(root).map((path) => [path, readFileSync(join(root, path), "utf8")] as const);
  if (files.every(([, text]) => !text.includes("«"))) return root;
  const made = files.map(([path, text]) => {
    const filled = text.replace(
      /«([^»]+)»/g,
      (_, template: string) => expandSample(template, `${path} ${template}`).text,
    );
    return [path, filled] as const;
  });
  return makeTree(Object.fromEntries(made));
}

async function findingLines(folderOfCase: string, ruleId: string): Promise<string[]> {
  const root = withSecrets(folderOfCase);
  const report = await scan({
    place: { kind: "folder", root },
    include: [],
    config: defaultConfig,
    rules: knowledge.rules.filter((rule) => rule.metadata.id === ruleId),
    knowledge,
    threshold: { severity: "info", confidence: "low" },
    today: "2026-01-01",
    fullRun: false,
    limits: { maxFileSize: 1_000_000, maxFiles: 10_000, deadline: Infinity, jobs: 1 },
    version: "0.0.0",
    searchPath: process.env["PATH"] ?? "",
  });
  expect(report.problems.filter((problem) => problem.partial && problem.kind !== "unsupported-language")).toEqual([]);
  return report.findings.map(({ location }) => `${location.path}:${location.region.startLine}`);
}

/** What the drift rules say, all of them asked, since one of them tells what the others leave. */
async function driftLines(root: string, ruleId: string): Promise<string[]> {
  const [base, head] = ["base", "head"].map((side) => read(treeAt(join(root, side))));
  const delta = await compareSurfaces(base!.surface, head!.surface);
  const findings = driftFindings(knowledge.rules, {
    delta,
    base: base!.graph,
    head: head!.graph,
    isTestPath: () => false,
  });
  return findings
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ location }) => `${location.path}:${location.region.startLine}`);
}

function treeAt(root: string): Record<string, string> {
  return Object.fromEntries(filesIn(root).map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** Trees that are compared have no place for annotations: what is found in them stands beside them, a line each. */
function announcedDrift(root: string): string[] {
  return readFileSync(join(root, "findings.txt"), "utf8").trimEnd().split("\n");
}

function casesOf(island: string, kind: "bad" | "good"): string[] {
  const root = join(island, kind);
  return existsSync(root)
    ? readdirSync(root)
        .sort(compareText)
        .map((name) => join(root, name))
    : [];
}

describe.each(knowledge.rules.map(({ metadata, mode }) => ({ ...metadata, mode })))(
  "$id",
  ({ pack, id, message, help, title, mode }) => {
    const island = join(folder, pack, id);

    test("has three bad and three good cases", () => {
      expect(casesOf(island, "bad").length).toBeGreaterThanOrEqual(3);
      expect(casesOf(island, "good").length).toBeGreaterThanOrEqual(3);
    });

    test("is documented", () => {
      const page = readFileSync(join(island, "README.md"), "utf8");
      expect(page.startsWith(`# ${id}\n`)).toBe(true);
      for (const heading of ["## Why it matters", "## What to do", "## When it is wrong"])
        expect(page).toContain(`\n${heading}\n`);
    });

    test("speaks in sentences that name what they are about", () => {
      expect(message).toMatch(/\.$/);
      expect(message).toMatch(/\$[A-Z]/);
      expect(help).toMatch(/\.$/);
      expect(title.split(" ").length).toBeLessThanOrEqual(8);
    });

    const isDrift = mode === "drift";
    const found = isDrift ? driftLines : findingLines;

    test.each(casesOf(island, "bad"))("finds what %s announces, and nothing else", async (root) => {
      const expected = isDrift ? announcedDrift(root) : expectedLines(root, id);
      expect(expected.length).toBeGreaterThan(0);
      expect(await found(root, id)).toEqual(expected);
    });

    test.each(casesOf(island, "good"))("stays silent on %s", async (root) => {
      expect(filesIn(root).length).toBeGreaterThan(0);
      expect(await found(root, id)).toEqual([]);
    });
  },
);

test("severities say something: at most 5 % critical and 25 % high", () => {
  const count = (severity: string) => knowledge.rules.filter((rule) => rule.metadata.severity === severity).length;
  expect(count("critical") / knowledge.rules.length).toBeLessThanOrEqual(0.05);
  expect(count("high") / knowledge.rules.length).toBeLessThanOrEqual(0.25);
});
