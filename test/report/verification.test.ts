import { describe, expect, test } from "vitest";
import type { Check, CheckKind, Verification } from "#model/check.ts";
import { proposalText } from "#report/proposal.ts";
import { verificationJson, verificationText } from "#report/verification.ts";
import { forbiddenInTerminal, hostileStrings, place, plainOptions, problem } from "./sample-report.ts";
import { schemaViolations } from "./schema.ts";

/** Every kind there is: a kind that the schema does not know must not be forgotten. */
const kinds: Record<CheckKind, true> = {
  unapproved: true,
  "approved-otherwise": true,
  "only-adopted": true,
  replayed: true,
  foreign: true,
  expired: true,
  "expires-soon": true,
  "bad-signature": true,
  "signer-not-allowed": true,
  "key-revoked": true,
  unsigned: true,
  "not-countersigned": true,
  "approval-changed": true,
  "approval-removed": true,
  "approval-unreadable": true,
  "left-behind": true,
  "deciders-edited": true,
  "ignore-without-effect": true,
  "owners-asked": true,
  superfluous: true,
  adopted: true,
  "not-recorded": true,
};

const check = (kind: CheckKind, more: Partial<Check> = {}): Check => ({
  kind,
  level: "failure",
  entries: ["grant:a#b"],
  path: "x.yaml",
  message: "It happened.",
  help: "Mend it.",
  ...more,
});

const verification = (checks: readonly Check[], more: Partial<Verification> = {}): Verification => ({
  base: { name: "main", commit: "a".repeat(40), fork: "b".repeat(40) },
  checks,
  drift: 2,
  places: new Map([["grant:a#b", place("a.json", 3, [1, 5])]]),
  problems: [],
  ...more,
});

describe("JSON", () => {
  test("matches its schema with every kind of check, and with none", () => {
    const all = (Object.keys(kinds) as CheckKind[]).map((kind) => check(kind));
    expect(schemaViolations("verification-v1", verificationJson(verification(all)))).toEqual([]);
    const partial = verification([], { problems: [problem("oversized", "a", { partial: true })] });
    expect(schemaViolations("verification-v1", verificationJson(partial))).toEqual([]);
  });

  test("passed only where nothing is a failure", () => {
    const passed = (level: Check["level"]) =>
      (JSON.parse(verificationJson(verification([check("expired", { level })]))) as { passed: boolean }).passed;
    expect([passed("failure"), passed("warning"), passed("note")]).toEqual([false, true, true]);
  });
});

describe("text", () => {
  const note = (more: Partial<Check> = {}) => check("adopted", { level: "note", ...more });

  test("tells notes with what to do, then the figures; the rest is in the findings", () => {
    const text = verificationText(verification([check("expired"), note()]), plainOptions);
    expect(text).toBe(
      [
        "note: It happened.",
        "  grant:a#b",
        "help: Mend it.",
        "",
        "✖ 2 entries to agree to since main (bbbbbbbbbb): 1 failure, 0 warnings, 1 note",
        "",
      ].join("\n"),
    );
  });

  test("leaves notes out for somebody who wants results only, and counts them", () => {
    expect(verificationText(verification([note()]), plainOptions, "results")).toMatch(/^✔ [^\n]* 1 note\n$/);
  });

  test("tells once what is to be done about changes that nobody approved", () => {
    const text = verificationText(verification([check("unapproved"), check("unapproved")]), plainOptions);
    expect(text.match(/help:/g)).toHaveLength(1);
  });

  test("counts the entries that it does not show", () => {
    const entries = Array.from({ length: 12 }, (_, index) => `grant:a#${index}`);
    expect(verificationText(verification([note({ entries })]), plainOptions)).toContain("and 7 more");
  });

  test("shows nothing that a terminal obeys, in whatever field", () => {
    for (const hostile of hostileStrings) {
      const bad = note({ entries: [hostile], path: hostile, message: hostile, help: hostile });
      const base = { name: hostile, commit: "a", fork: "b" };
      expect(verificationText(verification([bad], { base }), plainOptions)).not.toMatch(forbiddenInTerminal);
      const proposal = { id: hostile, change: "added", value: { [hostile]: hostile }, fields: [] };
      const changed = { ...proposal, fields: [{ field: hostile, before: hostile, direction: "other" as const }] };
      const places = new Map([[hostile, place(hostile, 1, [1, 5])]]);
      expect(proposalText([proposal, changed], places)).not.toMatch(forbiddenInTerminal);
    }
  });
});

test("what is to be approved is told with what differs, and an adoption in short", () => {
  const places = new Map([["grant:a#b", place("a.json", 3, [1, 5])]]);
  const text = proposalText(
    [
      {
        id: "grant:a#b",
        change: "widened",
        value: { level: "write" },
        fields: [{ field: "level", before: "read", after: "write", direction: "wider" }],
      },
      { id: "tool:a#b", change: "adopted", value: { name: "b" }, fields: [] },
    ],
    places,
  );
  expect(text).toBe("  widened  grant:a#b   a.json:3:1\n             level: read → write\n  adopted  tool:a#b\n");
});
