import { join } from "node:path";
import { expect, test } from "vitest";
import type { Finding } from "#model/finding.ts";
import { compareText } from "#model/location.ts";
import { countersign, knowledge, makeTree } from "../tree.ts";

const exported = countersign(["rules", "--export", "semgrep"]);

test("the portable rules are exported alike at every run", () => {
  expect(exported.code).toBe(0);
  expect(countersign(["rules", "--export", "semgrep"]).out).toBe(exported.out);
});

test("given back, they find over the cases of all islands what they find built in", () => {
  const file = join(makeTree({ "exported.yaml": exported.out }), "exported.yaml");
  const flags = ["--no-config", "--profile", "audit", "--fail-on", "never", "--allow-partial", "--format", "json"];
  const { code, out, err } = countersign(["scan", "rules", "--rules", file, ...flags]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { findings } = JSON.parse(out) as { findings: readonly Finding[] };

  const notes = [...exported.err.matchAll(/^note: left out, since [^:\n]*: (.*)$/gm)];
  const leftOut = new Set(notes.flatMap(([, ids]) => ids!.split(", ")));
  const portable = knowledge().rules.filter((rule) => rule.metadata.class === "portable" && !narrowed(rule));
  const ids = new Set(portable.map((rule) => rule.metadata.id).filter((id) => !leftOut.has(id)));
  const builtIn = findings.filter(({ ruleId }) => ids.has(ruleId));
  const ownId = (ruleId: string) => ruleId.slice("countersign.".length).replace(/-(?:typescript|python|bash)$/, "");
  const givenBack = findings
    .filter(({ ruleId }) => ruleId.startsWith("countersign."))
    .map((finding) => ({ ...finding, ruleId: ownId(finding.ruleId) }))
    .filter(({ ruleId }) => ids.has(ruleId));
  expect(placesOf(givenBack)).toEqual(placesOf(builtIn));
  expect(new Set(builtIn.map(({ ruleId }) => ruleId))).toEqual(ids);
});

test("an export beside a format, and one to an unknown notation, are wrong use", () => {
  expect(countersign(["rules", "--export", "semgrep", "--format", "json"]).code).toBe(2);
  expect(countersign(["rules", "--export", "other"]).code).toBe(2);
});

function narrowed(rule: ReturnType<typeof knowledge>["rules"][number]): boolean {
  return "roles" in rule.scope && rule.scope.roles.length > 0;
}

function placesOf(findings: readonly Finding[]): readonly string[] {
  return findings
    .map(({ ruleId, location, message, severity }) => JSON.stringify([ruleId, location, message, severity]))
    .sort(compareText);
}
