import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { buildPrefilter } from "#discover/prefilter.ts";
import type { Literal } from "#discover/prefilter.ts";
import { expectCpuBelow } from "../cost.ts";

function hits(literals: readonly Literal[], text: string): number[] {
  return [...buildPrefilter(literals).scan(Buffer.from(text))].sort((left, right) => left - right);
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** What the prefilter must say, by the plainest of means; letters beyond ASCII have no case. */
function naive(literals: readonly Literal[], text: string): number[] {
  return literals.flatMap((literal, index) => {
    const found =
      typeof literal === "string" || !literal.ignoreCase
        ? text.includes(typeof literal === "string" ? literal : literal.text)
        : lower(text).includes(lower(literal.text));
    return found ? [index] : [];
  });
}

describe("prefilter", () => {
  it("finds literals that overlap, hold and end one another", () => {
    expect(hits(["he", "she", "his", "hers", "ers", "s", "x"], "ushers")).toEqual([0, 1, 3, 4, 5]);
    expect(hits(["aaa", "aa", "a", "aaaa"], "aaa")).toEqual([0, 1, 2]);
    expect(hits(["same", "same"], "same")).toEqual([0, 1]);
  });

  it("heeds case where it is told to", () => {
    const literals = ["Token", { text: "Token", ignoreCase: true }, { text: "TOKEN", ignoreCase: false }];
    expect(hits(literals, "a token")).toEqual([1]);
    expect(hits(literals, "tokenToken")).toEqual([0, 1]);
    expect(hits(literals, "TOKEN")).toEqual([1, 2]);
  });

  it("finds the right case after the wrong one", () => {
    expect(hits(["Ab"], "abABaBAb")).toEqual([0]);
  });

  it("finds what is not ASCII, at the ends too, and nothing in nothing", () => {
    expect(hits(["é", "\u{1F600}x", "end"], "é \u{1F600}x end")).toEqual([0, 1, 2]);
    expect(hits(["", "a"], "")).toEqual([0]);
    expect(hits([], "abc")).toEqual([]);
  });

  it("starts every scan anew", () => {
    const prefilter = buildPrefilter(["a", "b"]);
    expect([...prefilter.scan(Buffer.from("a"))]).toEqual([0]);
    expect([...prefilter.scan(Buffer.from("b"))]).toEqual([1]);
    expect([...prefilter.scan(Buffer.from("a"))]).toEqual([0]);
  });

  it("works with more states than sixteen bits number", () => {
    const literals = Array.from({ length: 5000 }, (_, index) => `${index}-${"x".repeat(8)}-${index * 7919}`);
    expect(hits(literals, `..${literals[4321]}..`)).toContain(4321);
    expect(hits(literals, `..${literals[4321]!.slice(0, -1)}`)).not.toContain(4321);
  });

  it("says what indexOf says", () => {
    const character = fc.constantFrom("a", "b", "A", "B", "-", "é", "_");
    const text = fc.string({ unit: character, maxLength: 40 });
    const needle = fc.string({ unit: character, maxLength: 5 });
    const literal = fc.oneof(needle, fc.record({ text: needle, ignoreCase: fc.boolean() }));
    fc.assert(
      fc.property(fc.array(literal, { maxLength: 12 }), text, (literals, haystack) => {
        expect(hits(literals, haystack)).toEqual(naive(literals, haystack));
      }),
      { numRuns: 2000 },
    );
  });

  it("says it of any text and any literals", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 4 }), { maxLength: 20 }),
        fc.string({ unit: "grapheme", maxLength: 60 }),
        (literals, haystack) => {
          expect(hits(literals, haystack)).toEqual(naive(literals, haystack));
        },
      ),
    );
  });

  it("takes time in proportion to the text, however often it almost matches", () => {
    const prefilter = buildPrefilter([
      `${"a".repeat(200)}B`,
      ...Array.from({ length: 200 }, (_, index) => "a".repeat(index + 1)),
    ]);
    expectCpuBelow(1500, () => {
      prefilter.scan(Buffer.alloc(4_000_000, "a"));
      prefilter.scan(Buffer.from("aB".repeat(2_000_000)));
    });
  });

  it("tells every place of what is looked for everywhere, and nothing more of it", () => {
    const token = { text: "Token", ignoreCase: true, everywhere: true };
    const prefilter = buildPrefilter(["Key", token, { text: "ken", ignoreCase: false, everywhere: true }]);
    const places: number[] = [];
    expect([...prefilter.scan(Buffer.from("é token Key TOKEN"), places)]).toEqual([0]);
    expect(places).toEqual([1, 8, 2, 8, 1, 18]);
  });

  it.each([
    ["short", 0],
    ["long", 2500],
  ])("tells the places that the plainest search finds in %s texts, in their order", (_name, shortest) => {
    const character = fc.constantFrom("a", "b", "B", "-");
    const word = fc.string({ unit: fc.constantFrom("a", "b", "B"), minLength: 1, maxLength: 5 });
    const text = fc.string({ unit: character, minLength: shortest, maxLength: shortest + 40 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 6 }), text, (words, haystack) => {
        const places: number[] = [];
        const wanted = words.map((each) => ({ text: each, ignoreCase: false, everywhere: true }));
        const prefilter = buildPrefilter([...wanted, "ab", "Ba-b", "b-b-b-b-b"]);
        expect([...prefilter.scan(Buffer.from(haystack), places)].map((hit) => hit - words.length).sort()).toEqual(
          naive(["ab", "Ba-b", "b-b-b-b-b"], haystack),
        );
        const told: string[] = [];
        for (let index = 0; index < places.length; index += 2) told.push(`${places[index + 1]!} ${places[index]!}`);
        const expected: string[] = [];
        for (let end = 1; end <= haystack.length; end++) {
          words.forEach((each, index) => {
            if (haystack.slice(0, end).endsWith(each)) expected.push(`${end} ${index}`);
          });
        }
        expect(told.sort(byEnd)).toEqual(expected);
        expect(places.filter((_, index) => index % 2 === 1)).toEqual(
          expected.map((each) => Number(each.split(" ")[0])),
        );
      }),
      { numRuns: shortest === 0 ? 300 : 30 },
    );
  });
});

function byEnd(left: string, right: string): number {
  const [leftEnd, leftIndex] = left.split(" ").map(Number) as [number, number];
  const [rightEnd, rightIndex] = right.split(" ").map(Number) as [number, number];
  return leftEnd - rightEnd || leftIndex - rightIndex;
}
