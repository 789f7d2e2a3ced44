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
  const ownId = (ruleId: string) =>
    ruleId.slice("countersign.".length).replace(/-(?:typescript|python|bash|yaml)$/, "");
  const givenBack = findings
    .filter(({ ruleId }) => ruleId.startsWith("countersign."))
    .map((finding) => ({ ...finding, ruleId: ownId(finding.ruleId) }))
    .filter(({ ruleId }) => ids.has(ruleId));
  expect(placesOf(givenBack)).toEqual(placesOf(builtIn));
  expect(new Set(builtIn.map(({ ruleId }) => ruleId))).toEqual(ids);
});

test("rules of the user's are exported under their own ids, and what is wrong with one is told", () => {
  const rule = (id: string, pattern: string) =>
    `- { id: ${id}, languages: [python], severity: ERROR, message: Found., ${pattern} }\n`;
  const rules = `rules:\n${rule("mine", "pattern: danger(...)")}${rule("asks", "fact: { kind: token }")}${rule("wrong", "patern: x")}`;
  const file = join(makeTree({ "r.yaml": rules }), "r.yaml");
  const run = countersign(["rules", "--export", "semgrep", "--rules", file]);
  expect(run.code).toBe(2);
  expect(run.err).toMatch(/rule 'wrong'/);
  expect(run.err).toMatch(/left out, since they ask for facts .*: .*asks/);
  const given = join(makeTree({ "exported.yaml": run.out }), "exported.yaml");
  const tree = makeTree({ "a.py": "danger(1)\n" });
  const { code, out } = countersign(["scan", tree, "--rules", given, "--only", "mine", "--format", "json"]);
  expect(JSON.parse(out)).toMatchObject({ findings: [{ ruleId: "mine" }] });
  expect(code).toBe(1);
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
