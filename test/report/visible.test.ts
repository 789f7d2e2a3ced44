import * as fc from "fast-check";
import { expect, test } from "vitest";
import { harmlessJson, shorten, visible, withoutCommands } from "#report/visible.ts";
import { expectCpuBelow } from "../cost.ts";
import { forbiddenInTerminal, hostileStrings } from "./sample-report.ts";

test.each([
  ["a\u001b[31mb", "a␛[31mb"],
  ["a\rb\bc\u007fd\te\nf\u0000", "a␍b␈c␡d␉e␊f␀"],
  ["\u009b31m", "⟨U+009B⟩31m"],
  ["x\u202Egnp.exe", "x⟨U+202E⟩gnp.exe"],
  ["\u200b\u2060\ufeff", "⟨U+200B⟩⟨U+2060⟩⟨U+FEFF⟩"],
  ["\u{e0041}\u{e0100}", "⟨U+E0041⟩⟨U+E0100⟩"],
  ["\ud800x\udfff", "⟨U+D800⟩x⟨U+DFFF⟩"],
  ["a\u2028b\u2029c\u0085", "a⟨U+2028⟩b⟨U+2029⟩c⟨U+0085⟩"],
  ["soft\u00adhyphen \u3164filler", "soft⟨U+00AD⟩hyphen ⟨U+3164⟩filler"],
  ["\ufff9inter\ufffblinear \u0600", "⟨U+FFF9⟩inter⟨U+FFFB⟩linear ⟨U+0600⟩"],
  ["1\ufe0f\u20e3", "1⟨U+FE0F⟩\u20e3"],
  ["⚠\ufe0f\ufe0f", "⚠\ufe0f⟨U+FE0F⟩"],
])("shows %j as %s", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test("leaves what people write alone", () => {
  for (const text of [
    "plain ~!@#$%^&*()",
    "Größe – «ναι» 漢字 한국어 עברית عربي",
    "🙂 ⚠\ufe0f é e\u0301",
    '{"a": [1]}',
  ]) {
    expect(visible(text)).toBe(text);
  }
});

test("lets nothing through that a terminal obeys, whatever the text", () => {
  const unit = fc.oneof(
    fc.constantFrom(...hostileStrings),
    fc.string({ unit: "binary" }),
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  );
  fc.assert(
    fc.property(fc.array(unit), (parts) => {
      const shown = visible(parts.join(""));
      expect(shown).not.toMatch(forbiddenInTerminal);
      expect(shown).not.toContain("\n");
      expect(visible(shown)).toBe(shown);
    }),
  );
});

test("is linear in the text", () => {
  expectCpuBelow(4000, () => {
    visible("\u200b".repeat(1_000_000));
    withoutCommands("#".repeat(1_000_000) + "a".repeat(1_000_000));
    for (const blank of [" ", "\r", "\n", "\u2028"]) withoutCommands(blank.repeat(1_000_000));
    withoutCommands("##a".repeat(500_000));
  });
});

test("takes the meaning from lines that a build service obeys", () => {
  expect(withoutCommands("::error::x\n  ::add-mask::y\nok ::z")).toBe(":⟨:⟩error::x\n  :⟨:⟩add-mask::y\nok ::z");
  expect(withoutCommands("see ##[error]x and ##vso[task.x]y and ###[group]")).not.toMatch(/##[a-z]*\[/);
  expect(withoutCommands("## Heading [link](x)")).toBe("## Heading [link](x)");
});

test("keeps the meaning of JSON while it hides what a terminal obeys", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...hostileStrings), fc.string({ unit: "binary" }))), (texts) => {
      const safe = harmlessJson(JSON.stringify(texts, undefined, 2));
      expect(JSON.parse(safe)).toEqual(texts);
      expect(safe).not.toMatch(forbiddenInTerminal);
      expect(safe).not.toMatch(/##[a-z]*\[/i);
    }),
  );
});

test("shortens without cutting a character in two", () => {
  expect(shorten("abc", 3)).toBe("abc");
  expect(shorten("abcd", 3)).toBe("abc…");
  expect(shorten("ab🙂", 3)).toBe("ab…");
});
