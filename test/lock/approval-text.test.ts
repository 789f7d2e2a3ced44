import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { approvalName, approvalPath, approvedChanges, statementOf, type Approval } from "#lock/approval.ts";
import { readApproval, writeApproval } from "#lock/approval-text.ts";
import { UserError } from "#model/user-error.ts";

const approval: Approval = {
  repository: "3f1c",
  schema: 1,
  date: "2026-02-03",
  by: "ada@example.com",
  reason: "The desk answers tickets: it needs the server.",
  expires: "2027-01-31",
  serial: 1,
  entries: [
    { id: "grant:agent/desk#mcp:tickets/*", change: "added", value: { actions: ["*"], level: "write" } },
    { id: "principal:server/tickets#tickets", change: "removed", previous: "a".repeat(64) },
  ],
};

const read = (text: string, name = approvalName(approval)) => readApproval(approvalPath(name), text);

const mistake = (run: () => unknown): UserError => {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it was accepted");
};

describe("a file", () => {
  test("says what was written, one line an entry", () => {
    const text = writeApproval(approval);
    expect(read(text)).toEqual(approval);
    expect(text.split("\n").filter((line) => line.includes('"id"'))).toHaveLength(2);
    expect(text).toContain('reason: "The desk answers tickets: it needs the server."\n');
  });

  const armoured = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n";

  test("has the same name with and without a signature, and another for every other word", () => {
    expect(approvalName({ ...approval, signature: armoured })).toBe(approvalName(approval));
    expect(statementOf({ ...approval, signature: armoured })).toBe(statementOf(approval));
    const others: Approval[] = [
      { ...approval, reason: "x" },
      { ...approval, by: "x" },
      { ...approval, expires: "2027-02-01" },
      { ...approval, repository: "x" },
      { ...approval, serial: 2 },
      { ...approval, schema: 2 },
      { ...approval, date: "2026-02-04" },
      { ...approval, entries: approval.entries.slice(1) },
    ];
    expect(new Set([approval, ...others].map(approvalName)).size).toBe(others.length + 1);
    expect(read(writeApproval({ ...approval, signature: armoured })).signature).toBe(armoured);
  });

  test("may be stored with other line endings, order and comments", () => {
    const text = writeApproval(approval);
    expect(read(text.replaceAll("\n", "\r\n"))).toEqual(approval);
    expect(read(`# checked\n${text.replace(/^schema: 1\n/m, "")}schema: 1\n`)).toEqual(approval);
  });

  test("shows what a reviewer would not see", () => {
    const sly = { ...approval, reason: "fine\u202e\u0007\u{e0041}", by: "a\u200bda" };
    const text = writeApproval(sly);
    expect(text).toMatch(/^[\n -~]+$/);
    expect(read(text, approvalName(sly))).toEqual(sly);
  });

  test("reads as written whatever it holds", () => {
    const id = fc.string({ unit: "binary", minLength: 1, maxLength: 20 });
    const scalar = fc.oneof(fc.string({ unit: "binary" }), fc.boolean(), fc.integer(), fc.constant(null));
    const value = fc.dictionary(fc.string({ unit: "binary" }), fc.oneof(scalar, fc.array(scalar)));
    const entry = fc.record(
      { id, change: fc.constantFrom(...approvedChanges), value, previous: fc.constant("0".repeat(64)) },
      { requiredKeys: ["id", "change"] },
    );
    const words = fc.string({ unit: "binary", minLength: 1 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (one) => one.id, minLength: 1 }), words, (entries, reason) => {
        const sorted = entries.sort((left, right) => (left.id < right.id ? -1 : 1));
        const written: Approval = { ...approval, reason, entries: sorted };
        const back = readApproval(approvalPath(approvalName(written)), writeApproval(written));
        expect(statementOf(back)).toBe(statementOf(written));
      }),
      { numRuns: 300 },
    );
  });
});

describe("refused, with the place and what to do:", () => {
  const text = writeApproval(approval);
  const line = text.split("\n").find((each) => each.includes('"added"'))!;

  test.each<[string, string, RegExp]>([
    ["another word than its name says", text.replace("answers", "deletes"), /says something else than its name/],
    ["a merge conflict", `<<<<<<< HEAD\n${text}=======\n>>>>>>> other\n`, /merge conflict/],
    ["a later version", text.replace("version: 1", "version: 2"), /version 2 are not known/],
    ["no version", text.replace("version: 1\n", ""), /'version' is missing/],
    ["an unknown key", `${text}until: never\n`, /the key 'until' is not known/],
    ["a key twice", `${text}by: "eve"\n`, /written twice/],
    ["half a file", text.slice(0, text.indexOf("serial")), /'serial' is missing/],
    ["half an entry", text.slice(0, text.indexOf("removed")), /line of it is no entry|one entry each/],
    ["no entries", text.slice(0, text.indexOf("  {")), /a text is expected|one entry each/],
    ["nothing", "", /no approval/],
    ["a list", "- 1\n", /no approval/],
    ["no YAML", "version: [\n", /./],
    [
      "an alias",
      text.replace('by: "ada@example.com"', "by: &a x").replace(/^reason: .*$/m, "reason: *a"),
      /something else than its/,
    ],
    ["a date that is none", text.replace("2027-01-31", "2027-02-31"), /is no date/],
    ["an entry twice", text.replace(line, `${line}\n${line}`), /sorted, or one is there twice/],
    ["an unsorted entry", text.replace(`${line}\n`, "").replace(/}\n$/, `}\n${line}\n`), /sorted/],
    ["an entry with another key", text.replace('"change":"added"', '"change":"added","note":1'), /is no entry/],
    [
      "an entry with a key twice",
      text.replace('"change":"added"', '"change":"removed","change":"added"'),
      /is no entry/,
    ],
    ["an unknown change", text.replace('"change":"added"', '"change":"praised"'), /is no entry/],
    [
      "a value that nests without end",
      text.replace('["*"]', `${"[".repeat(100_000)}${"]".repeat(100_000)}`),
      /is no entry/,
    ],
    ["a signature that is none", `${text}signature: |\n  hello\n`, /SSH signature is expected/],
  ])("%s", (_, changed, message) => {
    const error = mistake(() => read(changed));
    expect(error.message).toMatch(message);
    expect(error.where).toContain(approvalPath(approvalName(approval)));
  });

  test("a prototype for a key", () => {
    const error = mistake(() => read(text.replace("by:", "__proto__:")));
    expect(error.message).toMatch(/'__proto__' is not known/);
  });
});
