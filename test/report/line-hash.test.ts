import * as fc from "fast-check";
import { expect, test } from "vitest";
import { lineStartsOf } from "#model/location.ts";
import { lineHashes } from "#report/line-hash.ts";
import { expectCpuBelow } from "../cost.ts";

/** The hashes of every line, in order. */
function all(text: string): string[] {
  const lines = lineStartsOf(text).length;
  const hashes = lineHashes(text, new Set(Array.from({ length: lines + 2 }, (_, index) => index + 1)));
  return [...hashes].sort(([left], [right]) => left - right).map(([, hash]) => hash);
}

/** The definition, word for word and slow: the kept units from the start of a line on, as one polynomial. */
function byDefinition(text: string): string[] {
  const kept: { readonly unit: number; readonly first: boolean }[] = [];
  let first = true;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 32 || unit === 9) continue;
    if (unit === 10 && text.charCodeAt(index - 1) === 13) continue;
    kept.push({ unit: unit === 13 ? 10 : unit, first });
    first = unit === 13 || unit === 10;
  }
  kept.push({ unit: 65_535, first });
  const seen = new Map<string, number>();
  return kept.flatMap(({ first: starts }, at) => {
    if (!starts) return [];
    let hash = 0n;
    for (let offset = 0; offset < 100; offset++) {
      hash = BigInt.asUintN(64, hash * 37n + BigInt(kept[at + offset]?.unit ?? 0));
    }
    const digits = hash.toString(16);
    const count = (seen.get(digits) ?? 0) + 1;
    seen.set(digits, count);
    return [`${digits}:${count}`];
  });
}

test.each([
  ["", ["c129715d7a2bc9a3:1"]],
  [" a\nb\n  \t\tc\n d", ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]],
  [
    " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
    [
      "e9496ae3ebfced30:1",
      "fb7c023a8b9ccb3f:1",
      "ce8ba1a563dcdaca:1",
      "e20e36e16fcb0cc8:1",
      "b3edc88f2938467e:1",
      "c8e28b0b4002a3a0:1",
      "c129715d7a2bc9a3:1",
    ],
  ],
  [
    "x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n",
    [
      "e54938cc54b302f1:1",
      "bb609acbe9138d60:1",
      "1131fd5871777f34:1",
      "5c482a0f8b35ea28:1",
      "54517377da7028d2:1",
      "2c644846cb18d53e:1",
      "f1b89f20de0d133:1",
      "c129715d7a2bc9a3:1",
    ],
  ],
])("hashes %j as GitHub does", (text, hashes) => {
  expect(all(text)).toEqual(hashes);
});

test("numbers equal lines from top to bottom, and knows that a hash spans the lines that follow", () => {
  expect(all("Lorem ipsum dolor sit amet.\n".repeat(10)).slice(0, 8)).toEqual([
    "a7f2ff13bc495cf2:1",
    "a7f2ff13bc495cf2:2",
    "a7f2ff13bc495cf2:3",
    "a7f2ff13bc495cf2:4",
    "a7f2ff13bc495cf2:5",
    "a7f2ff13bc495cf2:6",
    "a7f2ff1481e87703:1",
    "a9cf91f7bbf1862b:1",
  ]);
});

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom("\n", "\r", "\r\n", "\t", " ", "a", "ab ", "\ufeff", "\uffff", "\ud800", "\r \n"),
      fc.string({ maxLength: 8 }),
      fc.constant("x".repeat(97)),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

test("agrees with the definition on any text", () => {
  fc.assert(
    fc.property(text, (any) => {
      expect(all(any)).toEqual(byDefinition(any));
    }),
    { numRuns: 500 },
  );
});

test("has one hash for every line that the line table has", () => {
  fc.assert(
    fc.property(text, (any) => {
      expect(all(any)).toHaveLength(lineStartsOf(any).length);
    }),
  );
});

test("computes the same for some lines as for all, and nothing for lines that do not exist", () => {
  fc.assert(
    fc.property(text, fc.uniqueArray(fc.integer({ min: -1, max: 70 })), (any, wanted) => {
      const every = all(any);
      const expected = wanted
        .filter((line) => line >= 1 && line <= every.length)
        .map((line) => [line, every[line - 1]]);
      expect([...lineHashes(any, new Set(wanted))].sort(([left], [right]) => left - right)).toEqual(
        expected.sort(([left], [right]) => Number(left) - Number(right)),
      );
    }),
  );
});

test("is the same for LF, CR and CRLF, and for another indentation", () => {
  const lines = ["if (a) {", "\tb();", "}", ""];
  expect(all(lines.join("\r\n"))).toEqual(all(lines.join("\n")));
  expect(all(lines.join("\r"))).toEqual(all(lines.join("\n")));
  expect(all("if (a) {\n        b();\n}\n")).toEqual(all(lines.join("\n")));
});

test("reads megabytes a second, also where all lines are alike", () => {
  const big = "  const value = compute(input, options); // note\n".repeat(100_000);
  expectCpuBelow(big.length / 2000, () => expect(lineHashes(big, new Set([1, 99_990])).size).toBe(2));
});
