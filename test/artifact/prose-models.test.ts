import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { proseFacts } from "#artifact/prose-facts.ts";
import type { ProseModel } from "#model/knowledge.ts";
import { readProseModels } from "#rule/models.ts";
import { parseMarkdown } from "#syntax/markdown.ts";
import { collect } from "./collect.ts";

const rows = readProseModels("rules/models/prose.yaml", readFileSync("rules/models/prose.yaml", "utf8"));

function firings(text: string, models: readonly ProseModel[]): number {
  const front = {
    format: "prose",
    role: "instructions" as const,
    claims: () => true,
    facts: (document: Parameters<typeof proseFacts>[0], record: Parameters<typeof proseFacts>[3]) =>
      proseFacts(document, { anchor: "instructions/x" }, models, record),
  };
  return collect(front, parseMarkdown("AGENTS.md", text)).facts.length;
}

describe.each(rows)("prose row $model.id", ({ model, yes, no }) => {
  it("has examples on both sides", () => {
    expect(yes.length).toBeGreaterThanOrEqual(3);
    expect(no.length).toBeGreaterThanOrEqual(2);
  });
  it.each(yes)("is told by: %s", (text) => {
    expect(firings(text, [model])).toBeGreaterThan(0);
  });
  it.each(no)("is not told by: %s", (text) => {
    expect(firings(text, [model])).toBe(0);
  });
});
