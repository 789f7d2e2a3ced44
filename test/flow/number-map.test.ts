import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyNumberMap, getNumber, mergeNumbers, type NumberMap, numbersIn, withNumber } from "#flow/number-map.ts";

const entries = fc.array(fc.tuple(fc.oneof(fc.nat(40), fc.nat(5000)), fc.option(fc.nat(9), { nil: undefined })));
type Entries = readonly (readonly [number, number | undefined])[];

function mapOf(of: Entries, from: NumberMap<number> = emptyNumberMap): NumberMap<number> {
  return of.reduce((map, [number, value]) => withNumber(map, number, value), from);
}

function plain(of: Entries): Map<number, number> {
  const made = new Map<number, number>();
  for (const [number, value] of of)
    if (value === undefined) made.delete(number);
    else made.set(number, value);
  return made;
}

it("holds what was set last, in the order of the numbers", () => {
  fc.assert(
    fc.property(entries, (of) => {
      const [map, expected] = [mapOf(of), plain(of)];
      expect([...numbersIn(map)]).toEqual([...expected].sort(([one], [other]) => one - other));
      for (const [number] of of) expect(getNumber(map, number)).toBe(expected.get(number));
      expect(getNumber(map, 1_000_000)).toBeUndefined();
    }),
  );
});

it("asks about what differs, and nothing else", () => {
  fc.assert(
    fc.property(entries, entries, entries, (shared, one, other) => {
      const base = mapOf(shared);
      const [left, right] = [mapOf(one, base), mapOf(other, base)];
      const asked = new Set<number>();
      const merged = mergeNumbers(left, right, (number, mine, its) => {
        asked.add(number);
        return Math.max(mine ?? 0, its ?? 0);
      });
      const [mine, its] = [plain([...shared, ...one]), plain([...shared, ...other])];
      for (const number of new Set([...mine.keys(), ...its.keys()])) {
        const [a, b] = [mine.get(number), its.get(number)];
        expect(asked.has(number)).toBe(a !== b);
        expect(getNumber(merged, number)).toBe(a === b ? a : Math.max(a ?? 0, b ?? 0));
      }
    }),
  );
});

it("is the same map where nothing changes", () => {
  fc.assert(
    fc.property(entries, entries, (one, other) => {
      const left = mapOf(one);
      expect(mergeNumbers(left, mapOf(other, left), (_, mine) => mine)).toBe(left);
    }),
  );
});
