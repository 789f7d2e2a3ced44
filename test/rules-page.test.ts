import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { factKinds } from "#model/fact.ts";
import { valueFields } from "#rule/fact-fields.ts";
import { countersign, makeTree } from "./tree.ts";

const page = readFileSync("RULES.md", "utf8");

/** The first fenced block in a language. */
const block = (language: string) => new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, "m").exec(page)?.[1] ?? "";

test("the rule and the test on the page of rules agree", () => {
  const root = makeTree({ "r.yaml": block("yaml"), "r.ts": block("typescript") });
  expect(countersign(["test", root])).toMatchObject({ code: 0, out: block("text"), err: "" });
  expect(block("text")).toBe("1 tried, 0 failed\n");
});

test("none of what the page shows would pass without its rule, or its gates", () => {
  const tried = (rule: string) => countersign(["test", makeTree({ "r.yaml": rule, "r.ts": block("typescript") })]).out;
  expect(tried(block("yaml").replaceAll("gate: true", "by-side-effect: false"))).toMatch(/1 failed/);
  expect(tried(block("yaml").replace("- pattern: requireApproval\n", "- pattern: requireApproval(...)\n"))).toMatch(
    /:35: .*unexpected/,
  );
  expect(tried(block("yaml").replace("taint_intrafile: true", "taint_intrafile: false"))).toMatch(/missed/);
});

test("the table of facts names every kind that a call can state, with all its fields", () => {
  const rows = [...page.matchAll(/^ {2}\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|$/gm)].map(([, kind, fields]) => [
    kind,
    fields!.replaceAll("`", "").split(", "),
  ]);
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(factKinds.map((kind) => [kind, Object.keys(valueFields[kind])])),
  );
  const rule = (kind: string) =>
    `- { id: ${kind}, languages: [typescript, python], severity: LOW, message: m, fact: { kind: ${kind} } }\n`;
  const file = makeTree({ "r.yaml": `rules:\n${factKinds.map(rule).join("")}` });
  const run = countersign(["rules", "--rules", file]);
  expect(run.err.match(/rule '\w+'/g)).toBeNull();
});

test("the rule with a merge key finds what it says", () => {
  const rule = /^```yaml\n(about: [\s\S]*?)^```/m.exec(page)?.[1] ?? "";
  const root = makeTree({ "r.yaml": rule, "r.py": "# ruleid: no-eval\neval(x)\n" });
  expect(countersign(["test", root])).toMatchObject({ code: 0, out: "1 tried, 0 failed\n" });
});
