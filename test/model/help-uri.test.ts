import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { helpUriOf } from "#model/help-uri.ts";
import type { Standard } from "#model/rule.ts";
import { readStandard } from "#rule/standards.ts";

const list: Standard = {
  name: "L",
  title: "List",
  version: "1",
  organization: "Us",
  informationUri: "https://list.example/",
  helpUri: "https://list.example/{nn}/{n}-{slug}?id={id}",
  entries: [],
};

test("a template is filled with the entry's id, number and title", () => {
  expect(helpUriOf(list, { id: "L07", title: "Long-Lived (Secrets)" })).toBe(
    "https://list.example/07/7-long-lived-secrets?id=L07",
  );
  expect(helpUriOf(list, { id: "AC-6(10)", title: "X" })).toBe("https://list.example/10/10-x?id=AC-6(10)");
});

test("an entry's own address wins, and without any there is none", () => {
  const entry = { id: "M1", title: "X", helpUri: "https://other.example/{id}" };
  expect(helpUriOf(list, entry)).toBe("https://other.example/M1");
  expect(helpUriOf({ ...list, helpUri: undefined } as unknown as Standard, { id: "M1", title: "X" })).toBeUndefined();
  expect(helpUriOf(list, { id: "M1", title: "" })).toBeUndefined();
});

const folder = "rules/standards";
const lists = readdirSync(folder)
  .filter((name) => name !== "crosswalk.yaml")
  .map((name) => readStandard(name, readFileSync(`${folder}/${name}`, "utf8")));

test.each(lists)("the entries of $name are addressed, named and told apart", (standard) => {
  expect(new Set(standard.entries.map(({ id }) => id)).size).toBe(standard.entries.length);
  for (const entry of standard.entries) {
    expect(entry.title).not.toMatch(/^\s|\s$|^$/);
    const address = helpUriOf(standard, entry);
    if (address !== undefined) expect(new URL(address).href).not.toMatch(/[{}]|%7B/);
  }
});

function uri(name: string, id: string): string | undefined {
  const standard = lists.find((candidate) => candidate.name === name)!;
  return helpUriOf(
    standard,
    standard.entries.find((entry) => entry.id === id)!,
  );
}

test("known addresses come out as the lists' own pages have them", () => {
  const nhi = "https://owasp.org/www-project-non-human-identities-top-10/2025";
  expect(uri("OWASP-NHI", "NHI6")).toBe(`${nhi}/6-insecure-cloud-deployment-configurations/`);
  expect(uri("OWASP-NHI", "NHI10")).toBe(`${nhi}/10-human-use-of-nhi/`);
  expect(uri("OWASP-AST", "AST05")).toBe("https://owasp.org/www-project-agentic-skills-top-10/ast05");
  expect(uri("CWE", "CWE-1427")).toBe("https://cwe.mitre.org/data/definitions/1427.html");
  expect(uri("MITRE-ATLAS", "AML.T0051.001")).toBe("https://atlas.mitre.org/techniques/AML.T0051.001");
  expect(uri("MITRE-ATLAS", "AML.M0029")).toBe("https://atlas.mitre.org/mitigations/AML.M0029");
});
