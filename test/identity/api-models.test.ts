import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { lineStartsOf } from "#model/location.ts";
import { createOutliner } from "#outline-file.ts";
import { hasApiModels, readApiModelFiles } from "#rule/api-models.ts";
import { apiFactsReader } from "./api-facts-of.ts";

const files = readdirSync("rules/models")
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => ({ path: `rules/models/${name}`, text: readFileSync(`rules/models/${name}`, "utf8") }))
  .filter(({ text }) => hasApiModels(text));
const rows = readApiModelFiles(files);
const factsOf = apiFactsReader(rows.map(({ model }) => model));

beforeAll(async () => {
  await loadSyntax("typescript");
  await loadSyntax("python");
});

describe.each(rows.map((row) => ({ ...row, name: row.model.id })))(
  "interface row $name",
  ({ model, expected, unexpected }) => {
    const told = (code: string) => factsOf(code, model.language).filter((fact) => fact.model.id === model.id);

    it("is told by its programs", () => {
      for (const { code, key, anchor, value } of expected) {
        const facts = told(code);
        expect(
          facts.map((fact) => fact.key),
          code,
        ).toContain(key);
        const alike = facts.filter((fact) => fact.key === key);
        if (anchor !== undefined)
          expect(
            alike.map((fact) => fact.anchor),
            code,
          ).toContain(anchor);
        if (value)
          expect(
            alike.map((fact) => fact.value),
            code,
          ).toContainEqual(expect.objectContaining(value));
      }
    });

    it("is not told by its look-alikes", () => {
      for (const code of unexpected)
        expect(
          told(code).map(({ key }) => key),
          code,
        ).toEqual([]);
    });

    it("says where the vendor documents it, and all that a fact of its kind needs", () => {
      expect(model.evidence).toMatch(/^https:\/\/[\w.-]+\/\S*$/);
      expect(Object.keys(model.fact.value)).toEqual(expect.arrayContaining([...(needed.get(model.fact.kind) ?? [])]));
    });
  },
);

/** The properties that a value of each kind cannot do without; whether a grant is decided at run time is seen from its call. */
const needed: ReadonlyMap<string, readonly string[]> = new Map([
  ["credential", ["source", "name", "lifetime", "authority"]],
  ["grant", ["system", "actions", "level"]],
  ["identity", ["operation", "system"]],
  ["token", ["operation"]],
  ["tool", ["name", "form"]],
  ["gate", ["verdict", "covers", "setting"]],
  ["effect", ["effect", "target"]],
  ["trigger", ["type", "source", "sender"]],
]);

describe("the rows about interfaces together", () => {
  it("have ids of their own, and no two are the same", () => {
    expect(new Set(rows.map(({ model }) => model.id)).size).toBe(rows.length);
    const written = rows.map(({ model }) => JSON.stringify({ ...model, id: undefined }));
    expect(new Set(written).size).toBe(rows.length);
  });

  it("say one thing of one call: no row doubles another on its programs", () => {
    for (const { model, expected } of rows) {
      for (const { code } of expected) {
        const facts = factsOf(code, model.language).map(({ model: { fact }, key, anchor, place }) =>
          JSON.stringify([fact.kind, anchor, key, place]),
        );
        expect(new Set(facts).size, `${model.id}: ${code}`).toBe(facts.length);
      }
    }
  });

  it("are asked about the programs that they speak of: their words are in them", () => {
    for (const { model, expected } of rows) {
      const { summarise } = createOutliner([model]);
      const [path, syntax] =
        model.language === "python" ? (["m.py", "python"] as const) : (["m.ts", "typescript"] as const);
      for (const { code: text } of expected) {
        const file = { path, syntax, text, lines: lineStartsOf(text), bytes: Buffer.from(text) };
        expect(summarise(file).outline, `${model.id}: ${text}`).toBeDefined();
      }
    }
  });

  it("have regular expressions without nested quantifiers", () => {
    const patterns = rows.flatMap(({ model }) =>
      model.where.flatMap(({ is = [], may = [], not = [] }) => [...is, ...may, ...not]),
    );
    for (const pattern of patterns) if (pattern.startsWith("/")) expect(pattern).not.toMatch(/[+*}]\)[+*{]/);
  });
});
