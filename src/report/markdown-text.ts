import type { Phrase } from "#report/phrase.ts";
import { shorten, visible } from "#report/visible.ts";

/** UTF-16 units of one text from elsewhere that a reader looks at. */
const quotedLimit = 160;

/** A phrase as Markdown for a cell of a table or a line of a list: our words as they are, all else as code. */
export function markdownOf(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === "string" ? part : codeOf(part.quoted))).join("");
}

/**
 * A text from elsewhere as code that says nothing but itself. A code span cannot hold any text within a table, so it is
 * HTML, in which every sign that could begin something is a character reference: no emphasis, link, address, table
 * cell, tag, formula, mention or reference to an issue can come of it.
 */
export function codeOf(text: string): string {
  const harmless = visible(shorten(text, quotedLimit)).replace(/[^\p{L}\p{N} ,()/-]/gu, reference);
  return harmless === "" ? "(empty)" : `<code>${harmless}</code>`;
}

/** Addresses and mentions are looked for in the finished text, too; there a comment parts them. */
function reference(character: string): string {
  if (character === "@") return "&#64;<!-- -->";
  return character <= "\u007f" ? `&#${character.codePointAt(0)!};` : character;
}
