/** Escapes that write a letter, a digit or another sign in another way, or that join lines; those of white space and quotes are none of them. */
const telling = /\\(?:[^nrtbfv"'`\\]|$)/m;
const escape =
  /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([0-3]?[0-7]{1,2})|(\r\n|[\n\r])|([^]))/g;

/**
 * A text as it reads, whatever language it is of: escapes are the characters that they stand for, and lines that a
 * backslash joins are one. Undefined for a text that surely reads as it is written. For finding out whether a word may be said
 * in it, and for nothing else: no offsets are kept.
 */
export function unescapedText(text: string): string | undefined {
  if (!text.includes("\\") || !telling.test(text)) return undefined;
  return text.replace(escape, (_, ...groups: readonly (string | undefined)[]) => {
    const [braced, four, eight, two, octal, line, other] = groups;
    if (line !== undefined) return "";
    const hex = braced ?? four ?? eight ?? two;
    if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
    if (octal !== undefined) return characterOf(Number.parseInt(octal, 8));
    return whiteSpace.has(other!) ? " " : other!;
  });
}

const whiteSpace: ReadonlySet<string> = new Set("nrtbfv");

function characterOf(code: number): string {
  return code > 0x10ffff ? "" : String.fromCodePoint(code);
}
