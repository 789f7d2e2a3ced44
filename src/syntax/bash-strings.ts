/** What stands without quotes: a backslash keeps the character after it, and joins lines. */
export function unquotedText(text: string): string {
  return text.replace(/\\(\n|[^])/g, (_, escaped: string) => (escaped === "\n" ? "" : escaped));
}

/** What stands in double quotes: a backslash means something before few characters only. */
export function quotedText(text: string): string {
  return text.replace(/\\([$`"\\\n])/g, (_, escaped: string) => (escaped === "\n" ? "" : escaped));
}

const simple: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["E", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

const escapes = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([^]))/g;

/** What stands in `$'…'`. */
export function ansiText(text: string): string {
  return text.replace(escapes, (all: string, ...groups: readonly (string | undefined)[]) => {
    const [short, long, longest, octal, other = ""] = groups;
    const hexadecimal = short ?? long ?? longest;
    if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16), all);
    if (octal !== undefined) return character(Number.parseInt(octal, 8), all);
    return simple.get(other) ?? (/[\\'"?]/.test(other) ? other : all);
  });
}

function character(code: number, escape: string): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : escape;
}
