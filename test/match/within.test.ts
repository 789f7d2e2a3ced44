import fc from "fast-check";
import { expect, it } from "vitest";
import { isWithin, stretchesOf } from "#match/within.ts";

const span = fc.tuple(fc.nat(30), fc.nat(12)).map(([start, length]) => ({ start, end: start + length }));

it("covers what the spans cover, in order and without overlap", () => {
  fc.assert(
    fc.property(fc.array(span), (spans) => {
      const stretches = stretchesOf(spans);
      const covered = (all: readonly { start: number; end: number }[], at: number) =>
        all.some(({ start, end }) => start <= at && at < end);
      for (let at = 0; at < 45; at++) expect(covered(stretches, at)).toBe(covered(spans, at));
      for (const [index, { start }] of stretches.entries())
        if (index > 0) expect(start).toBeGreaterThanOrEqual(stretches[index - 1]!.end);
    }),
  );
});

it("holds what lies in a span, and nothing that sticks out of all of them", () => {
  fc.assert(
    fc.property(fc.array(span), span, (spans, one) => {
      const stretches = stretchesOf(spans);
      if (spans.some(({ start, end }) => start <= one.start && one.end <= end))
        expect(isWithin(one, stretches)).toBe(true);
      const isCovered = Array.from({ length: one.end - one.start }, (_, index) => one.start + index).every((at) =>
        spans.some(({ start, end }) => start <= at && at < end),
      );
      if (!isCovered) expect(isWithin(one, stretches)).toBe(false);
    }),
  );
});
