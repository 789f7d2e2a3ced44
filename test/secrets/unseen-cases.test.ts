import { expect, test } from "vitest";
import { parse } from "yaml";
import { contexts } from "./unseen/contexts.ts";
import { lookAlikeCases, secretCases } from "./unseen-cases.ts";

const secrets = secretCases(1);
const lookAlikes = lookAlikeCases(1);

test("at least 90 formats stand in all six contexts", () => {
  const seen = new Map<string, Set<string>>();
  for (const { format, context } of secrets) seen.set(format, (seen.get(format) ?? new Set()).add(context));
  expect([...seen.values()].filter(({ size }) => size === contexts.length).length).toBeGreaterThanOrEqual(90);
});

test("every spelling of every context is used in some round", () => {
  const first = new Set(secrets.map(({ id }) => id));
  expect(first.size).toBe(secrets.length);
  expect(secretCases(1, 1).some(({ id }) => !first.has(id))).toBe(true);
});

test("at least 400 look-alikes, each of its own", () => {
  expect(lookAlikes.length).toBeGreaterThanOrEqual(400);
  expect(new Set(lookAlikes.map(({ text }) => text)).size).toBe(lookAlikes.length);
});

test("the seed alone decides", () => {
  expect(secretCases(7)).toEqual(secretCases(7));
  expect(secretCases(7)).not.toEqual(secretCases(8));
  expect(lookAlikeCases(7)).toEqual(lookAlikeCases(7));
});

test("every mark stands in its file", () => {
  for (const round of [0, 1, 2])
    for (const { id, text, marks } of secretCases(3, round))
      expect(
        marks.some((mark) => text.includes(mark)),
        id,
      ).toBe(true);
});

test("what is to be JSON or YAML can be read", () => {
  for (const { id, path, text } of [...secrets, ...lookAlikes]) {
    if (path.endsWith(".json") && !path.startsWith(".vscode")) expect(() => JSON.parse(text), id).not.toThrow();
    if (/\.ya?ml$/.test(path) && !text.includes("{{"))
      expect(() => parse(text, { logLevel: "silent" }), id).not.toThrow();
  }
});
