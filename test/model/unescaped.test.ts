import fc from "fast-check";
import { expect, test } from "vitest";
import { buildPrefilter } from "#discover/prefilter.ts";
import { unescapedText } from "#model/unescaped.ts";

test.each([
  ["\\x63\\u0075\\u{72}\\U0000006c", "curl"],
  ["\\143url", "curl"],
  ["cu\\\nrl and cu\\\r\nrl", "curl and curl"],
  ["https:\\/\\/a", "https://a"],
  ["\\c\\u\\l", "cul"],
  // White space parts words, and no code point is beyond the last one.
  ["one\\ntwo \\.", "one two ."],
  ["\\u{110000}a\\.", "a."],
])("%j reads %j", (written, read) => {
  expect(unescapedText(written)).toBe(read);
});

test("a text without escapes of letters reads as it is written", () => {
  for (const text of ["", "plain", 'a\\n\\t\\"b']) expect(unescapedText(text)).toBeUndefined();
});

test("a word is found however its letters are written, and its places are those of the text", () => {
  const prefilter = buildPrefilter(["token", { text: "key", ignoreCase: true, everywhere: true }]);
  const letter = (each: string) => {
    const hex = each.charCodeAt(0).toString(16);
    return fc.constantFrom(each, `\\x${hex}`, `\\u00${hex}`, `\\u{${hex}}`, `${each}\\\n`);
  };
  const word = fc.tuple(..."token".split("").map(letter)).map((letters) => letters.join(""));
  fc.assert(
    fc.property(word, (written) => {
      const places: number[] = [];
      expect(prefilter.scanAsRead(Buffer.from(`key ${written}`), places)).toContain(0);
      expect(places).toEqual([1, 3]);
    }),
  );
});

test("a hostile text takes no time", () => {
  for (const text of ["\\".repeat(1_000_000), "\\u{".repeat(400_000), "\\0".repeat(500_000)]) {
    const begin = performance.now();
    unescapedText(text);
    expect(performance.now() - begin).toBeLessThan(3000);
  }
});
