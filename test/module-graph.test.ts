import { describe, expect, test } from "vitest";
import { ModuleGraph } from "#module-graph.ts";
import { moduleNamesOf } from "#module-names.ts";

describe("the modules that a program names", () => {
  test.each<[string, unknown]>([
    ['import { a, b as c, type T } from "m";', { module: "m", names: ["a", "b"] }],
    ['import whole, { a } from "m"', { module: "m", names: ["default", "a"] }],
    ["import * as m from 'm'", { module: "m" }],
    ['import "m"', { module: "m" }],
    ["import {\n  a,\n  b,\n} from 'm'", { module: "m", names: ["a", "b"] }],
    ['const { a, b: c } = require("m")', { module: "m", names: ["a", "b"] }],
    ['const m = require("m")', { module: "m" }],
    ["const { a } = await import('m')", { module: "m" }],
    ['export * as m from "m"', { module: "m" }],
    ['import type from "m"', { module: "m", names: ["default"] }],
    ['f(important); from "m"', { module: "m" }],
  ])("%s", (text, expected) => {
    expect(moduleNamesOf(text, false).taken).toEqual([expected]);
  });

  test("types are left out", () => {
    const text = 'import type { A } from "m"; import type B from "m"; export type { C } from "m";';
    expect(moduleNamesOf(text, false)).toMatchObject({ taken: [], handed: [] });
  });

  test("what is handed on, and what is declared", () => {
    const text = `
      export * from "./all";
      export { a, b as c } from "./some";
      export const { d, e } = f(); export async function g() {} export default class {}
      export abstract class H {} const i = 1; export { i as j };
    `;
    const { handed, declared } = moduleNamesOf(text, false);
    expect(handed).toEqual([
      { module: "./all" },
      {
        module: "./some",
        names: [
          { name: "a", as: "a" },
          { name: "b", as: "c" },
        ],
      },
    ]);
    expect([...declared!].sort()).toEqual(["H", "d", "default", "e", "g", "j"]);
  });

  test("nobody knows what CommonJS declares", () => {
    for (const text of ["module.exports = { a };", "exports.a = 1;", "export = a;"])
      expect(moduleNamesOf(text, false).declared).toBeUndefined();
  });

  test("a hostile text takes no time", () => {
    for (const text of ["import {".repeat(200_000), 'from "m" '.repeat(200_000), "export { a, ".repeat(150_000)]) {
      const begin = performance.now();
      moduleNamesOf(text, false);
      expect(performance.now() - begin).toBeLessThan(4000);
    }
  });
});

/** What each file leads to, by the files' texts. */
function importsIn(files: Readonly<Record<string, string>>): (path: string) => readonly string[] {
  const modules = new Map(Object.entries(files).map(([path, text]) => [path, moduleNamesOf(text, false)]));
  const graph = new ModuleGraph(modules, (_, module) => (module in files ? module : undefined));
  return (path) => [...graph.importsOf(path)].sort();
}

describe("where imports lead", () => {
  const barrel = {
    all: 'export * from "one"; export { two as zwei } from "two"; export * from "three";',
    one: "export const a = 1;",
    two: "export const two = 2;",
    three: 'export * from "four";',
    four: "export function d() {}",
  };

  test.each<[string, string[]]>([
    ['import { a } from "all"', ["all", "one"]],
    ['import { zwei } from "all"', ["all", "two"]],
    ['import { d } from "all"', ["all", "four", "three"]],
    // Where a name is from nobody knows, it may be from anywhere.
    ['import { unknown } from "all"', ["all", "four", "one", "three", "two"]],
    ['import * as all from "all"', ["all", "four", "one", "three", "two"]],
  ])("%s", (text, expected) => {
    expect(importsIn({ ...barrel, user: text })("user")).toEqual(expected);
  });

  test("what only hands on leads to nothing by itself", () => {
    expect(importsIn(barrel)("all")).toEqual([]);
  });

  test("modules that hand on each other end", () => {
    const circle = { a: 'export * from "b"; export const x = 1;', b: 'export * from "a";' };
    const user = 'import { x, y } from "b";';
    expect(importsIn({ ...circle, user })("user")).toEqual(["a", "b"]);
  });
});
