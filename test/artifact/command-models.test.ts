import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandFacts } from "#artifact/command-facts.ts";
import type { CommandModel } from "#model/knowledge.ts";
import { readCommandModels } from "#rule/models.ts";
import { parseShell } from "#syntax/shell.ts";
import { collect, type CollectedFact } from "./collect.ts";

const path = "rules/models/commands.yaml";
const rows = readCommandModels(path, readFileSync(path, "utf8"));

function factsBy(text: string, models: readonly CommandModel[]): readonly CollectedFact[] {
  return collect(
    {
      format: "commands",
      role: "source",
      claims: () => true,
      facts: (document, record) => commandFacts(document, { anchor: "skill/x", owner: "o" }, models, record),
    },
    parseShell("x.sh", text),
  ).facts;
}

/** What a text says beyond what it says without any row. */
function told(text: string, model: CommandModel): readonly CollectedFact[] {
  const without = new Set(factsBy(text, []).map(({ id, at }) => `${id} ${at}`));
  return factsBy(text, [model]).filter(({ id, at }) => !without.has(`${id} ${at}`));
}

describe.each(rows.map((row, index) => ({ ...row, name: `${index} ${row.model.argv.join(" ")}` })))(
  "command row $name",
  ({ model, yes, no }) => {
    it("is told by its examples, with a key and a value that are whole", () => {
      expect(yes.length).toBeGreaterThan(0);
      for (const text of yes) {
        const facts = told(text, model);
        expect(facts.length, text).toBe(1);
        const [fact] = facts;
        expect(fact!.kind).toBe(model.fact.kind);
        expect(JSON.stringify([fact!.key, fact!.value]), text).not.toMatch(
          /\$(line|host|control|secret|git|--?\w|[1-9])/,
        );
        expect(Object.keys(fact!.value)).toEqual(expect.arrayContaining([...needed.get(model.fact.kind)!]));
      }
    });

    it("is not told by its look-alikes", () => {
      expect(no.length).toBeGreaterThan(0);
      for (const text of no) expect(told(text, model), text).toEqual([]);
    });

    it("says where the vendor documents it", () => {
      expect(model.evidence).toMatch(/^https:\/\/[\w.-]+\/\S*$/);
    });
  },
);

/** The properties that a value of each kind cannot do without. */
const needed: ReadonlyMap<string, readonly string[]> = new Map([
  ["credential", ["source", "name", "lifetime", "authority"]],
  ["grant", ["system", "actions", "decision"]],
  ["identity", ["operation", "system"]],
  ["gate", ["verdict", "covers", "setting"]],
  ["effect", ["effect", "target"]],
]);

describe("the rows together", () => {
  it("are many, and no two of them are the same", () => {
    expect(rows.length).toBeGreaterThan(200);
    const written = rows.map(({ model: { argv, with: wanted, without, fact } }) =>
      JSON.stringify([argv, wanted, without, fact]),
    );
    expect(new Set(written).size).toBe(rows.length);
  });

  it("have regular expressions without nested quantifiers", () => {
    const expressions = rows.flatMap(({ model }) =>
      [...(model.with ?? []), ...(model.without ?? [])].filter((entry) => entry.startsWith("/")),
    );
    expect(expressions.length).toBeGreaterThan(5);
    for (const expression of expressions) expect(expression).not.toMatch(/[+*}]\)[+*{]/);
  });

  it("say one thing of one command: no row doubles another on its examples", () => {
    const all = rows.map(({ model }) => model);
    for (const { yes } of rows) {
      for (const text of yes) {
        const ids = factsBy(text, all).map(({ id, value }) => `${id} ${JSON.stringify(value)}`);
        expect(new Set(ids).size, text).toBe(ids.length);
      }
    }
  });
});
