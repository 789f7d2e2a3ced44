import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fitText, textWidth, wrapText } from "#report/display-width.ts";
import { showLine } from "#report/source-line.ts";
import { visible } from "#report/visible.ts";
import { expectCpuBelow } from "../cost.ts";
import { forbiddenInTerminal, hostileStrings } from "./sample-report.ts";

/** The part of a shown line that stands in the given columns. */
function cut(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  let column = 0;
  let found = "";
  for (const character of text) {
    if (column >= start && column < end) found += character;
    column += textWidth(character);
  }
  return found;
}

const hostileLine = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileStrings, "\t", "漢", "🙂", "abc", " "),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
  )
  .map((parts) => parts.join("").replaceAll(/[\r\n]/g, ""));

test("marks exactly the text of a span on a line that fits", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("", "\t", "漢字 ", "🙂", "\u202e"),
      fc.constantFrom("key", "鍵", "a\tb", "\u001bz"),
      (before, span) => {
        const shown = showLine(
          `${before}${span} rest`,
          { start: before.length + 1, end: before.length + span.length + 1 },
          80,
        );
        const cells = shown.cellsOf({ start: before.length + 1, end: before.length + span.length + 1 });
        expect(cut(shown.text, cells)).toBe(visible(span.replaceAll("\t", "    ")).replaceAll("␉", "    "));
      },
    ),
  );
});

test("never fills more than its columns and never marks outside of them", () => {
  fc.assert(
    fc.property(
      hostileLine,
      fc.nat(400),
      fc.nat(400),
      fc.integer({ min: 16, max: 120 }),
      (line, from, length, columns) => {
        const range = { start: from + 1, end: from + 1 + length };
        const shown = showLine(line, range, columns);
        expect(textWidth(shown.text)).toBeLessThanOrEqual(columns);
        expect(shown.text).not.toMatch(forbiddenInTerminal);
        const cells = shown.cellsOf(range);
        expect(cells.start).toBeGreaterThanOrEqual(0);
        expect(cells.end).toBeGreaterThan(cells.start);
        expect(cells.end).toBeLessThanOrEqual(textWidth(shown.text) + 1);
      },
    ),
    { numRuns: 500 },
  );
});

test("shows the span of a long line, with what surrounds it, in no time", () => {
  const line = `${"x".repeat(1_500_000)}SECRET${"y".repeat(1_500_000)}`;
  const range = { start: 1_500_001, end: 1_500_007 };
  expectCpuBelow(5000, () => {
    for (let round = 0; round < 100; round++) showLine(line, range, 60);
  });
  const shown = showLine(line, range, 60);
  expect(shown.text).toMatch(/^…x+SECRETy+…$/);
  expect(cut(shown.text, shown.cellsOf(range))).toBe("SECRET");
});

test("shows the beginning of a span that is wider than the terminal", () => {
  const shown = showLine(`const a = "${"k".repeat(300)}";`, { start: 11, end: 312 }, 40);
  expect(shown.text).toMatch(/"k+…$/);
  expect(shown.cellsOf({ start: 11, end: 312 }).end).toBeLessThanOrEqual(40);
});

test("marks what lies left of a cut line at its edge", () => {
  const line = `left ${"-".repeat(100)} right`;
  const shown = showLine(line, { start: 107, end: 112 }, 30);
  expect(shown.text.startsWith("…")).toBe(true);
  expect(shown.cellsOf({ start: 1, end: 5 })).toEqual({ start: 0, end: 1 });
});

test("counts columns of wide, combining and plain characters", () => {
  expect(textWidth("abc")).toBe(3);
  expect(textWidth("漢字")).toBe(4);
  expect(textWidth("e\u0301")).toBe(1);
  expect(textWidth("🙂")).toBe(2);
  expect(textWidth("ｱ한")).toBe(3);
});

test("wraps and fits by columns", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 8, max: 60 }), (text, columns) => {
      const plain = visible(text);
      for (const line of wrapText(plain, columns)) expect(textWidth(line)).toBeLessThanOrEqual(columns);
      expect(wrapText(plain, columns).join("").replaceAll(" ", "")).toBe(plain.replaceAll(" ", ""));
      expect(textWidth(fitText(plain, columns))).toBeLessThanOrEqual(columns);
    }),
  );
});
