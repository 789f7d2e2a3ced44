import { describe, expect, it } from "vitest";
import { UserError } from "#model/user-error.ts";
import { hasApiModels, readApiModelFiles } from "#rule/api-models.ts";

const row = {
  path: "Vault.read",
  module: '["@acme/vault"]',
  where: "[{ at: 0.raw, given: false }]",
  fact: "{ kind: credential, key: vault:$(0), value: { source: vault, name: $(0), lifetime: long-lived, authority: service } }",
  evidence: "https://acme.dev/vault",
  expected: '[{ code: "vault.read(1)", key: vault:1 }]',
};

function fileOf(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const entries = Object.entries({ ...row, ...changes }).filter(([, value]) => value !== undefined);
  return `system: acme\napis:\n  - ${entries.map(([key, value]) => `${key}: ${value}`).join("\n    ")}\n`;
}

const read = (text: string) => readApiModelFiles([{ path: "acme.yaml", text }]);

describe("a file of rows about interfaces", () => {
  it("is read with what it leaves out", () => {
    const [found] = read(fileOf());
    expect(found!.model).toEqual({
      id: "acme/Vault.read",
      system: "acme",
      language: "script",
      modules: ["@acme/vault"],
      paths: ["Vault.read"],
      use: "call",
      where: [{ at: "0.raw", given: false }],
      fact: {
        kind: "credential",
        key: "vault:$(0)",
        value: { source: "vault", name: "$(0)", lifetime: "long-lived", authority: "service" },
      },
      evidence: "https://acme.dev/vault",
    });
    expect(found).toMatchObject({ expected: [{ code: "vault.read(1)", key: "vault:1" }], unexpected: [] });
  });

  it("gives rows of the same path ids of their own, over files too", () => {
    const ids = readApiModelFiles([
      { path: "a.yaml", text: fileOf() },
      { path: "b.yaml", text: fileOf({ language: "python" }) },
    ]).map(({ model }) => model.id);
    expect(ids).toEqual(["acme/Vault.read", "acme/Vault.read~2"]);
  });

  it("is told from other files of data by its top", () => {
    expect(hasApiModels(fileOf())).toBe(true);
    expect(hasApiModels("commands:\n  - argv: apis\n")).toBe(false);
  });

  it.each([
    ["a key that nobody reads", { paths: "x" }, "paths"],
    ["a path with a gap", { path: "Vault..read" }, "Vault..read"],
    ["no path at all", { path: "[]" }, "path"],
    ["another language", { language: "ruby" }, "ruby"],
    ["an expression that is none", { where: '[{ at: "0", is: ["/(/"] }]' }, "regular expression"],
    ["a condition that asks for nothing", { where: '[{ at: "0" }]' }, "given"],
    ["a place that is none", { where: '[{ at: "0..x", given: true }]' }, "0..x"],
    ["something to go over that is no list", { each: "0.items" }, "0.items"],
    ["a hole that is not closed", { fact: row.fact.replace("$(0), v", "$(0, v") }, "not closed"],
    ["a hole with a place that is none", { fact: row.fact.replace("vault:$(0)", "vault:$(0 1)") }, "0 1"],
    ["a field that such facts do not have", { fact: row.fact.replace("authority", "actor") }, "actor"],
    ["a kind that there is not", { fact: row.fact.replace("kind: credential", "kind: secret") }, "secret"],
    ["what is read of nothing", { use: "read", path: "token" }, "'token' does not say of what"],
    ["what is read of anything", { use: "read", path: "'*.token'" }, "'*.token' does not say of what"],
    ["no program", { expected: "[]" }, "at least one program"],
    ["no evidence", { evidence: undefined }, "evidence"],
  ])("is refused for %s, by its place", (_what, changes, said) => {
    let mistake: unknown;
    try {
      read(fileOf(changes));
    } catch (error) {
      mistake = error;
    }
    expect(mistake).toBeInstanceOf(UserError);
    const { message, suggestion, where } = mistake as UserError;
    expect(`${message} ${suggestion ?? ""}`).toContain(said);
    expect(where).toMatch(/^acme\.yaml:\d+:\d+$/);
  });
});
