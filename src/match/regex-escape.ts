import { type CodeRange, RegexSyntaxError, complement, letterClasses } from "#match/regex-tree.ts";

/** What an escape that is valid inside and outside of a class stands for, and the offset after it. */
export type Escape = { readonly end: number } & (
  | { readonly code: number }
  | { readonly ranges: readonly CodeRange[] }
  | { readonly property: string }
);

const controls: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["e", 27],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
]);

/** Reads the escape whose backslash is at `at`: characters, classes and properties; throws on everything else. */
export function readEscape(source: string, at: number): Escape {
  const letter = source[at + 1];
  if (letter === undefined) throw new RegexSyntaxError("a lone backslash at the end", at);
  const control = controls.get(letter);
  if (control !== undefined) return { code: control, end: at + 2 };
  const ranges = letterClasses.get(letter);
  if (ranges) return { ranges, end: at + 2 };
  const opposite = letterClasses.get(letter.toLowerCase());
  if (opposite) return { ranges: complement(opposite), end: at + 2 };
  if (letter === "x") return readHex(source, at);
  if (letter === "p" || letter === "P") return readProperty(source, at);
  if (letter === "c") return { code: (source.toUpperCase().charCodeAt(at + 2) || 64) ^ 64, end: at + 3 };
  if (/[0-7]/.test(letter)) return readOctal(source, at);
  if (/[a-zA-Z0-9]/.test(letter)) throw new RegexSyntaxError(`the escape \\${letter} is not supported`, at);
  const code = source.codePointAt(at + 1) ?? 0;
  return { code, end: at + 1 + String.fromCodePoint(code).length };
}

function readHex(source: string, at: number): Escape {
  const braced = /^\\x\{([0-9A-Fa-f]{1,6})\}/.exec(source.slice(at, at + 11));
  const plain = braced ?? /^\\x([0-9A-Fa-f]{0,2})/.exec(source.slice(at, at + 4));
  const code = Number.parseInt(plain?.[1] || "0", 16);
  if (!plain || code > 0x10ffff) throw new RegexSyntaxError("an invalid \\x escape", at);
  return { code, end: at + plain[0].length };
}

function readOctal(source: string, at: number): Escape {
  const digits = /^[0-7]{1,3}/.exec(source.slice(at + 1, at + 4))?.[0] ?? "0";
  return { code: Number.parseInt(digits, 8), end: at + 1 + digits.length };
}

/** `\p{Greek}` and `\pL`: general categories are spelled alike in JavaScript, scripts are not. */
function readProperty(source: string, at: number): Escape {
  const found = /^\\[pP](?:\{(\^?)(\w{1,64})\}|([A-Z]))/.exec(source.slice(at, at + 72));
  if (!found) throw new RegexSyntaxError("an invalid property escape", at);
  const name = found[2] ?? found[3] ?? "";
  const isNegated = (source[at + 1] === "P") !== (found[1] === "^");
  for (const spelling of [name, `Script=${name}`]) {
    const property = `\\${isNegated ? "P" : "p"}{${spelling}}`;
    if (isValid(property)) return { property, end: at + found[0].length };
  }
  throw new RegexSyntaxError(`the property ${name} is not known`, at);
}

function isValid(source: string): boolean {
  try {
    return new RegExp(source, "u").source !== "";
  } catch {
    return false;
  }
}
