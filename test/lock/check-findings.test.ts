import { describe, expect, test } from "vitest";
import { approvalRule, checkFindings } from "#lock/check-findings.ts";
import type { Check } from "#model/check.ts";

const at = (path: string) => ({ path, region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 } });
const places = new Map([
  ["grant:a#b", at("a.json")],
  ["grant:a#c", at("b.json")],
]);
const file = ".countersign/approvals/x.yaml";
const check = (kind: Check["kind"], more: Partial<Check> = {}): Check => ({
  kind,
  level: "failure",
  entries: ["grant:a#b"],
  path: file,
  message: `Told: ${kind}.`,
  help: "Mend it.",
  ...more,
});
const find = (checks: readonly Check[], told = false) => checkFindings(checks, places, () => told);

describe("what a verification says of approvals", () => {
  test("is one finding a file, with all that is said of it and the places that it names", () => {
    const [finding, ...more] = find([check("expired"), check("foreign", { entries: ["grant:a#c"] })]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ ruleId: approvalRule.id, severity: "high", location: { path: file } });
    expect(finding!.message).toBe("Told: expired. Mend it. Told: foreign. Mend it.");
    expect(finding!.related.map(({ path }) => path)).toEqual(["a.json", "b.json"]);
  });

  test("names each place once, and not the one it stands at again", () => {
    const twins = new Map([...places, ["edge:x", at("a.json")], ["edge:y", at("b.json")]]);
    const entries = ["grant:a#b", "edge:x", "grant:a#c", "edge:y"];
    const [finding] = checkFindings([check("unapproved", { entries })], twins, () => false);
    expect(finding!.location.path).toBe("a.json");
    expect(finding!.related.map(({ path }) => path)).toEqual(["b.json"]);
  });

  test("is less grave where it is a warning only, and nothing where it is a note", () => {
    expect(find([check("expires-soon", { level: "warning" })])).toMatchObject([{ severity: "low" }]);
    expect(find([check("expires-soon", { level: "warning" }), check("expired")])).toMatchObject([{ severity: "high" }]);
    expect(find([check("adopted", { level: "note" })])).toEqual([]);
  });

  test("stands where the change stands that nobody approved, unless that is told by a drift rule", () => {
    expect(find([check("unapproved")])).toMatchObject([{ location: { path: "a.json" } }]);
    expect(find([check("unapproved")], true)).toEqual([]);
    expect(find([check("approved-otherwise")], true)).toHaveLength(1);
  });

  test("stands somewhere even where nothing has a place", () => {
    const [finding] = checkFindings(
      [{ ...check("unapproved", { entries: ["x"] }), path: undefined } as unknown as Check],
      new Map(),
      () => false,
    );
    expect(finding!.location.path).toBe("countersign.yaml");
  });
});
