import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sarifErrors } from "../report/sarif-validate.ts";
import { schemaViolations } from "../report/schema.ts";
import { countersign, makeTree } from "../tree.ts";

const wrong =
  "rules:\n- { id: wrong, languages: [json], severity: ERROR, message: m, patern: x }\n- { id: right, languages: [json], severity: ERROR, message: m, pattern: '\"a\": $X' }\n";
const said = "rule 'wrong': patern: the key 'patern' is not known. Did you mean 'pattern'?";

describe("a rule that is not understood stands in the report", () => {
  const root = makeTree({ "a.json": '{ "a": 1 }', "countersign.yaml": "rules: [own/r.yaml]\n", "own/r.yaml": wrong });
  const outside = makeTree({ "a.json": '{ "a": 1 }' });
  const inTree = (format: string) => countersign(["scan", root, "--format", format]);
  const beside = (format: string) =>
    countersign(["scan", outside, "--format", format, "--rules", join(root, "own/r.yaml")]);

  test("as JSON", () => {
    for (const [run, path] of [
      [inTree("json"), "own/r.yaml"],
      [beside("json"), join(root, "own/r.yaml")],
    ] as const) {
      expect(run.code).toBe(2);
      expect(schemaViolations("report-v1", run.out)).toEqual([]);
      const region = { startLine: 2, startColumn: 72, endLine: 2, endColumn: 73 };
      const problem = { kind: "refused-rule", path, message: said, region, partial: false };
      expect(JSON.parse(run.out)).toMatchObject({ findings: [{ ruleId: "right" }], problems: [problem] });
    }
  });

  test("as SARIF: the run has not succeeded", () => {
    const location = { physicalLocation: { artifactLocation: { uri: "own/r.yaml" }, region: { startLine: 2 } } };
    for (const [run, locations] of [
      [inTree("sarif"), [location]],
      [beside("sarif"), undefined],
    ] as const) {
      expect(sarifErrors(run.out)).toEqual([]);
      const [invocation] = JSON.parse(run.out).runs[0].invocations;
      expect(invocation.executionSuccessful).toBe(false);
      const [notification] = invocation.toolConfigurationNotifications;
      expect(notification).toMatchObject({ level: "error", descriptor: { id: "refused-rule" } });
      expect(notification.message.text).toMatch(/own\/r\.yaml:2:72': rule 'wrong': patern: the key/);
      if (locations) expect(notification.locations).toMatchObject(locations);
      else expect(notification).not.toHaveProperty("locations");
    }
    const [fine] = JSON.parse(countersign(["scan", outside, "--format", "sarif"]).out).runs[0].invocations;
    expect(fine.executionSuccessful).toBe(true);
    expect(fine).not.toHaveProperty("toolConfigurationNotifications");
  });

  test("as an annotation", () => {
    expect(inTree("github").out).toContain(
      `::error file=own/r.yaml,line=2,endLine=2,col=72,endColumn=73,title=Rule not understood::${said}`,
    );
    expect(beside("github").out).toContain("::error title=Rule not understood::/");
  });
});
