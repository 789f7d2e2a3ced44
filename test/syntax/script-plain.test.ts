import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePlainScript } from "#syntax/script-plain.ts";
import { parseTypescript } from "#syntax/script.ts";
import { expectCpuBelow } from "../cost.ts";

/** Holds if the text is read without the compiler; if so, as with it. */
function isPlain(text: string): boolean {
  const plain = parsePlainScript("a.tsx", text, "typescript");
  for (const path of plain ? ["a.tsx", "a.ts"] : [])
    expect({ ...plain, path }, JSON.stringify(text)).toEqual(parseTypescript(path, text));
  return plain !== undefined;
}

describe("what is read without the compiler is what the compiler gives", () => {
  test.each([
    "",
    " \n ",
    "a",
    "f($X, ...g, 'a', \"b\", `c`, 1, 0.5, true, null, this)",
    "a.b.default[c]('d')(e).f",
    "new A",
    "new a.B(c).d()",
    "new new A(b)(c)",
    "({ a, b: 1, 'c': [d, e,], ...f })",
    "a = b += c['d']",
    "!a && -b + c * d % e - f || typeof g === 'h' ^ i & j | ~k",
    "a > b >= c >> d >>> e",
    "a in b instanceof C",
    "x => y",
    "(a, { b, c: d } = {}, ...e) => { return a }",
    "async (a) => await a(b)",
    "async x => x",
    "(a) + (b).c",
    "(function () {})()",
    "function f(a, b = 1) { g(); }",
    "async function f() { await a; }",
    "async function* f() { a }",
    "const a = 1, { b, c: d } = e;\nlet f\nvar g = h\n",
    "if (a) b; else if (c) { d } else ;",
    "if (a) return b\nthrow c;",
    "try { a } catch (e) { b } finally { c }",
    "try {} catch { }",
    "import a from 'a'\nimport b, { c, default as d, e as f } from \"b\";import * as g from 'g'\nimport 'h'",
    "a\n!b\n[c]\n(d)\ne",
    "a;;\n{ b }",
    "module.exports = { type: type }",
    "$X.$Y(__countersign_1_dots)",
    "a => {}\n(b)",
    "'use strict'; a",
  ])("%j", (text) => {
    expect(isPlain(text)).toBe(true);
  });

  test.each([
    ..."// a|/* a */|a / b|/a/|a < b|f<T>(x)|<a/>|a ? b : c|a?.b|a!|a as B|a: b|class A {}|a++|--a|a ** b".split("|"),
    ..."'\\n'|`${a}`|a`b`|0x1|1n|01|1.|.5|é|a, b|(a, b)|{ a() {} }|({ a() {} })|({ [a]: b })|({ a = 1 })".split("|"),
    ..."await a|yield a|a ??= b|[a,,b]|[a] = b|({ a } = b)|const a;|let { a };|const [a] = b|var a: B|type A = B".split(
      "|",
    ),
    ..."export a|import a = b|import type A from 'a'|import('a')|import.meta|new.target|@a b|#a|a b|f(|)|}|;)".split(
      "|",
    ),
    ..."for (;;) {}|while (a) {}|switch (a) {}|do {} while (a)|throw\na|declare const a = 1|enum A {}|using a = b".split(
      "|",
    ),
    "a\u2028b",
    "function f() { return\u2028a }",
    "throw\u2029a",
    "a\u00a0b",
    "a\f+ b",
    "a\0",
    "<!-- a",
    "a || b && c || d ?? e",
    "a &&= b",
    "a\n++b",
    "a-->b",
    "f".padEnd(2000, "()"),
    `${"(".repeat(300)}a${")".repeat(300)}`,
  ])("%j is left to the compiler", (text) => {
    expect(isPlain(text)).toBe(false);
  });
});

const piece = fc.constantFrom(
  ..."a $X f b1 1 0.5 'c' \"d\" `e` true null this undefined async await function new if else return const let var import from as try catch".split(
    " ",
  ),
  ..."typeof in instanceof of type get set default throw finally global module static yield void delete".split(" "),
  ..."( ) [ ] { } , ; . ... : = == === != ! => + - * % & && | || ^ ~ > >> >>> += -= >>= () {} [] (a) => {...a}".split(
    " ",
  ),
  " ",
  "\n",
  "\r\n",
);

const expression = fc.letrec<{ expression: string; statement: string }>((tie) => {
  const some = (count: number) => fc.array(tie("expression"), { maxLength: count }).map((parts) => parts.join(", "));
  const [inner, body] = [tie("expression"), fc.array(tie("statement"), { maxLength: 2 }).map((all) => all.join("\n"))];
  return {
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom("a", "$X", "1", "'b'", "`c`", "this", "true", "null", "{}", "[]"),
      fc.tuple(inner, some(3)).map(([callee, given]) => `${callee}(${given})`),
      fc.tuple(inner, fc.constantFrom(".b", "['c']", "()", " = d", ".if")).map((parts) => parts.join("")),
      fc.tuple(inner, fc.constantFrom("+", "&&", "===", ">", " in ", "*", "||"), inner).map((parts) => parts.join("")),
      fc.tuple(fc.constantFrom("!", "-", "typeof ", "new ", "await "), inner).map((parts) => parts.join("")),
      inner.map((value) => `(${value})`),
      inner.map((value) => `{ a: ${value}, b, ...c }`),
      fc
        .tuple(fc.constantFrom("a", "(a, b = 1)", "async ({ a })"), inner)
        .map(([given, value]) => `${given} => ${value}`),
      body.map((all) => `async function (a) { ${all} }`),
    ),
    statement: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      inner.map((value) => `${value};`),
      inner,
      inner.map((value) => `const { a, b } = ${value}`),
      fc.tuple(inner, body, body).map(([value, one, other]) => `if (${value}) { ${one} } else { ${other} }`),
      inner.map((value) => `return ${value};`),
      body.map((all) => `function f(a, ...b) { ${all} }`),
      body.map((all) => `try { ${all} } catch (e) { ${all} }`),
    ),
  };
});

describe("for any text", () => {
  test("programs of every day are read, as the compiler reads them", () => {
    let read = 0;
    const programs = fc.array(expression.statement, { minLength: 1, maxLength: 3 }).map((all) => all.join("\n"));
    fc.assert(
      fc.property(programs, (text) => {
        if (isPlain(text)) read++;
      }),
      { numRuns: 1000 },
    );
    expect(read).toBeGreaterThan(350);
  });

  test.each([
    ["out of pieces", fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""))],
    ["out of words", fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(" "))],
    ["of a function", fc.array(piece, { maxLength: 6 }).map((pieces) => `async function f() { ${pieces.join(" ")} }`)],
    ["of a call", fc.array(piece, { maxLength: 6 }).map((pieces) => `f(${pieces.join(" ")})\nb`)],
  ])("a text %s is read as by the compiler, or not at all", (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        isPlain(text);
      }),
      { numRuns: 3000 },
    );
  });

  test.each(["(", "((a) =>", "f(", "[", "!", "a+", "{", "new ", "if(a)", "a=>", "async "])(
    "very many %j do no harm",
    (text) => {
      expectCpuBelow(1000, () => parsePlainScript("a.ts", text.repeat(1000 / text.length), "typescript"));
    },
  );
});
