import type { Region, RepoPath } from "#model/location.ts";

/**
 * Everything that a terminal or a reader may obey or fail to see: controls, format characters (bidirectional, zero
 * width, tags), lone surrogates, line and paragraph separators, and whatever Unicode calls ignorable. The two emoji
 * presentation selectors pass where they follow a character that is not ASCII, since that is how emoji are written.
 */
const hidden = /(?!\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]|(?<![^\p{ASCII}\p{VS}])(?:\uFE0E|\uFE0F)/gu;

/**
 * Text from the scanned tree for one line of a terminal: every hidden character is replaced by a glyph that shows it
 * (`␛`, `␊`, `⟨U+202E⟩`), never dropped, so that tampering can be seen. Line breaks and tabs are replaced too.
 */
export function visible(text: string): string {
  return text.replace(hidden, glyphOf);
}

/** `path:line:column`, which terminals and editors open; the path alone where no line is known. */
export function placeOf({ path, region }: { readonly path: RepoPath; readonly region?: Region | undefined }): string {
  return visible(path) + (region ? `:${region.startLine}:${region.startColumn}` : "");
}

/** The visible stand-in of one hidden character. */
function glyphOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/**
 * Finished text for a log, in which no line is a command to the machine that runs the job: build services obey lines
 * that begin with `::`, and `##[…]` or `##name[…]` anywhere in a line.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\r\n\u2028\u2029]*)::/gm, "$1:⟨:⟩").replace(/##(?=[a-z-]*\[)/gi, "#⟨#⟩");
}

/**
 * JSON text that means the same and shows nothing raw to a terminal: hidden characters become `\u` escapes, and so
 * does the first character of what a build service would take for a command.
 */
export function harmlessJson(json: string): string {
  return json
    .replace(hidden, (character) => (character === "\n" ? character : escapeUnits(character)))
    .replace(/##(?=[a-z-]*\[)/gi, String.raw`\u0023#`);
}

function escapeUnits(character: string): string {
  let escaped = "";
  for (let index = 0; index < character.length; index++) {
    escaped += String.raw`\u` + character.charCodeAt(index).toString(16).padStart(4, "0");
  }
  return escaped;
}

/** The text, or its first `limit` UTF-16 units and `…`; never half of a surrogate pair. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const splits = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splits ? limit - 1 : limit)}…`;
}

/** The text with every lone surrogate replaced by U+FFFD: what is left of it in any encoding. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\uFFFD");
}
