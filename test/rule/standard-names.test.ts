import { expect, test } from "vitest";
import { meaningsOf } from "#rule/standard-names.ts";
import { readFileSync, readdirSync } from "node:fs";
import type { Knowledge } from "#model/knowledge.ts";
import { readCrosswalk, readStandard } from "#rule/standards.ts";

const folder = "rules/standards";
const standards = readdirSync(folder)
  .filter((name) => name !== "crosswalk.yaml")
  .map((name) => readStandard(name, readFileSync(`${folder}/${name}`, "utf8")));
const crosswalk = readCrosswalk("crosswalk.yaml", readFileSync(`${folder}/crosswalk.yaml`, "utf8"));
const knowledge = { standards, crosswalk } as unknown as Knowledge;

function ids(name: string): string[] {
  return meaningsOf(name, knowledge).map(({ standard, id }) => `${standard} ${id}`);
}

test("every row of the crosswalk leads to an entry of a list", () => {
  const known = new Set(standards.flatMap(({ name, entries }) => entries.map(({ id }) => `${name} ${id}`)));
  for (const { standard, id, note } of crosswalk) {
    expect(known).toContain(`${standard} ${id}`);
    expect(note).toMatch(/\.$/);
  }
});

test.each([
  ["NHI2", "OWASP-NHI NHI2"],
  ["nhi 10", "OWASP-NHI NHI10"],
  ["NHI01", "OWASP-NHI NHI1"],
  ["NHI-2", "OWASP-NHI NHI2"],
  ["NHI2:2025", "OWASP-NHI NHI2"],
  ["ASI-3", "OWASP-ASI ASI03"],
  ["asi3", "OWASP-ASI ASI03"],
  ["ASI10", "OWASP-ASI ASI10"],
  ["MCP5", "OWASP-MCP MCP05"],
  ["AST-9", "OWASP-AST AST09"],
  ["cwe 798", "CWE CWE-798"],
  ["AML.T0081", "MITRE-ATLAS AML.T0081"],
  ["ac-6(10)", "NIST-SP800-53 AC-6(10)"],
  ["govern 1.4", "NIST-AI-RMF GOVERN 1.4"],
  ["L6", "CSA-MAESTRO L6"],
  ["T1", "OWASP-AGENTIC-THREATS T1"],
])("%s is %s", (name, meant) => {
  expect(ids(name)[0]).toBe(meant);
});

test("shorthand that collides with an official id tells both meanings, and says which is which", () => {
  expect(ids("NHI-03")).toEqual(["OWASP-NHI NHI3", "OWASP-NHI NHI2", "OWASP-NHI NHI7"]);
  expect(ids("NHI-02")).toEqual(["OWASP-NHI NHI2", "OWASP-NHI NHI5"]);
  expect(meaningsOf("NHI-03", knowledge)[1]?.note).toMatch(/NHI3 is Vulnerable Third-Party NHI/);
  expect(ids("A1")).toEqual(["OWASP-ASI ASI03", "OWASP-ASI ASI01"]);
  expect(ids("MAESTRO T1")).toEqual(["OWASP-AGENTIC-THREATS T1"]);
});

test("the LLM list leads from one edition to the other, in both directions", () => {
  expect(ids("LLM06:2025")).toEqual(["OWASP-LLM LLM06", "OWASP-LLM-2026 LLM03"]);
  expect(ids("LLM3:2026")).toEqual(["OWASP-LLM-2026 LLM03", "OWASP-LLM LLM06"]);
  expect(ids("LLM6").toSorted()).toEqual([
    "OWASP-LLM LLM06",
    "OWASP-LLM LLM10",
    "OWASP-LLM-2026 LLM03",
    "OWASP-LLM-2026 LLM06",
  ]);
  for (const { id } of standards.find(({ name }) => name === "OWASP-LLM")!.entries) {
    const [, later] = meaningsOf(`${id}:2025`, knowledge);
    expect(ids(`${later!.id}:2026`)[1]).toBe(`OWASP-LLM ${id}`);
  }
});

test("earlier names lead to their entries, and unknown ones to nothing", () => {
  expect(ids("unsafe deserialization")).toEqual(["OWASP-AST AST05"]);
  expect(ids("Insecure Credential Storage")).toEqual(["OWASP-NHI NHI2"]);
  for (const name of ["", "NHI", "NHI11", "NHI0", "LLM06:2023", "ASI", "__proto__"]) expect(ids(name)).toEqual([]);
});
