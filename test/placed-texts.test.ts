import { expect, test } from "vitest";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { FileSummary } from "#model/summary.ts";
import { mayTellSecret, suspicions, withPlaces, withTexts } from "#placed-texts.ts";

const password = ["Zk9", "qLm2", "Vt7x"].join("-");

/** The summary of a program whose values are these texts, and in which a secret stands where `secret` does. */
function summaryOf(texts: readonly string[], text: string, secret?: string): FileSummary {
  const start = secret === undefined ? 0 : text.indexOf(secret);
  const end = start + (secret?.length ?? 0);
  const expressions = texts.map((value) => ({ kind: "constant", value }));
  return {
    path: "a.ts",
    digest: "00",
    bytes: text.length,
    formats: [],
    facts: [],
    edges: [],
    matches: [],
    secrets: [],
    ...(secret !== undefined && { hidden: [{ start, end }] }),
    ignores: [],
    outline: { expressions } as unknown as ModuleOutline,
    problems: [],
  };
}

function placedOf(summary: FileSummary, text: string): FileSummary | undefined {
  return withPlaces(summary, text, suspicions()(summary, text));
}

test("a secret, a piece of it and what holds it become places, and texts again", () => {
  const text = `const a = "harmless", b = "${password}", c = "Bearer ${password}", d = "${password.slice(0, 6)}";`;
  const summary = summaryOf(["harmless", password, `Bearer ${password}`, password.slice(0, 6)], text, password);
  expect(mayTellSecret(summary, suspicions()(summary))).toBe(true);
  const placed = placedOf(summary, text);
  expect(JSON.stringify(placed)).toContain("harmless");
  expect(JSON.stringify(placed)).not.toContain(password.slice(0, 6));
  expect(withTexts(placed!, text)).toEqual(summary);
});

test("what no file says of a secret is looked for all the same", () => {
  const address = `https://admin:${password}@a.example/x.js`;
  const text = `import { run } from "${address}";`;
  const summary = summaryOf([address], text);
  expect(mayTellSecret(summary, suspicions()(summary))).toBe(true);
  expect(withTexts(placedOf(summary, text)!, text)).toEqual(summary);
});

test("what is not written as it is has no place", () => {
  const text = `const a = "Bearer " + "${password}";`;
  expect(placedOf(summaryOf([`Bearer ${password}`], text, password), text)).toBeUndefined();
});

test("a secret with escapes is nothing that a value could be held against", () => {
  const text = `const a = "x\\u0079${password}";`;
  expect(placedOf(summaryOf(["harmless"], text, `x\\u0079${password}`), text)).toBeUndefined();
});

test("a text that looks like a place stays what it is", () => {
  const likePlace = "\u00000:5";
  const text = `const a = "${likePlace}";`;
  const summary = summaryOf([likePlace], text);
  expect(mayTellSecret(summary, suspicions()(summary))).toBe(true);
  expect(withTexts(placedOf(summary, text)!, text)).toEqual(summary);
});
