/** Files that machines write in one line, by their endings. Others with long lines, such as prose, are written so. */
const minifiable: ReadonlyMap<string, Family> = new Map(
  (
    [
      ["script", "cjs cts es6 js jsx mjs mts ts tsx"],
      ["braces", "c cpp cs css go java kt less php rs scss swift"],
      ["hash", "py pyw rb"],
      ["data", "htm html json map sql svelte svg vue xml"],
    ] as const
  ).flatMap(([family, endings]) => endings.split(" ").map((ending) => [ending, family] as const)),
);

/** How comments and strings are written; in data, all counts. */
type Family = "script" | "braces" | "hash" | "data";

/** UTF-16 units: shorter texts are never minified. */
const shortest = 20_480;

/** UTF-16 units of code in a line over which nobody writes one. */
const longLine = 1000;

/** UTF-16 units over which a string holds data; what a program does is not written there. */
const longString = 256;

/**
 * Holds for what a machine has squeezed: over 20 KB, lines of over 1000 units on average, hardly any white space, and
 * nine tenths of the code in long lines. One long comment or string makes no code minified.
 */
export function looksMinified(text: string, ending: string): boolean {
  const family = minifiable.get(ending);
  if (family === undefined || text.length <= shortest || !hasLongLines(text)) return false;
  if (family === "data") return true;
  const { code, long } = codeIn(text, family);
  return code > shortest / 2 && long >= code * 0.9;
}

function hasLongLines(text: string): boolean {
  let lines = 1;
  let spaces = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 32) continue;
    if (unit === 10) lines++;
    if (unit === 32 || (unit >= 9 && unit <= 13)) spaces++;
  }
  return text.length / lines > longLine && spaces < text.length * 0.07;
}

/** What may begin something that is no code, or end a line. */
const stops: Readonly<Record<Exclude<Family, "data">, RegExp>> = {
  script: /["'`/{}\n]/g,
  braces: /["'/\n]/g,
  hash: /["'#\n]/g,
};

/** UTF-16 units of code, without comments and long strings, and how many of them stand in long lines. */
function codeIn(text: string, family: Exclude<Family, "data">): { readonly code: number; readonly long: number } {
  const stop = new RegExp(stops[family]);
  const skip = family === "script" ? scriptSkipper(text) : (start: number) => skippedAt(text, start);
  let code = 0;
  let long = 0;
  let line = 0;
  const endLine = () => {
    code += line;
    if (line > longLine) long += line;
    line = 0;
  };
  for (let at = 0; at < text.length;) {
    stop.lastIndex = at;
    const start = stop.exec(text)?.index ?? text.length;
    line += start - at;
    if (start === text.length) break;
    if (text[start] === "\n") {
      endLine();
      at = start + 1;
      continue;
    }
    const { end, counts } = skip(start);
    if (counts) line += end - start;
    at = end;
  }
  endLine();
  return { code, long };
}

/** What begins at a place: where it ends, and whether it counts as code. */
interface Skipped {
  readonly end: number;
  readonly counts: boolean;
}

/** A comment, a string, or one unit of code. */
function skippedAt(text: string, start: number): Skipped {
  const sign = text[start]!;
  if (sign === "#") return { end: endOfLine(text, start), counts: false };
  if (sign === "/" && text[start + 1] === "/") return { end: endOfLine(text, start), counts: false };
  if (sign === "/" && text[start + 1] === "*") {
    const end = text.indexOf("*/", start + 2);
    return { end: end < 0 ? text.length : end + 2, counts: false };
  }
  if (sign !== '"' && sign !== "'") return { end: start + 1, counts: true };
  const end = quotedEnd(text, start, sign === '"' ? /["\\\n]/g : /['\\\n]/g);
  return { end, counts: end - start <= longString };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** Behind the sign that ends what begins at `start`; a line's end ends a string too, unless a backslash hides it. */
function quotedEnd(text: string, start: number, ends: RegExp): number {
  for (ends.lastIndex = start + 1; ;) {
    const found = ends.exec(text)?.index;
    if (found === undefined) return text.length;
    if (text[found] === "\n") return found;
    if (text[found] !== "\\") return found + 1;
    ends.lastIndex = found + 2;
  }
}

/** As `skippedAt`, for a language with regular expressions, and with templates that hold code that holds templates. */
function scriptSkipper(text: string): (start: number) => Skipped {
  /** Open braces within each hole of a template that the place is in, outermost first. */
  const holes: number[] = [];
  const template = (start: number): Skipped => {
    const { end, isHole } = templateEnd(text, start);
    if (isHole) holes.push(0);
    return { end, counts: end - start <= longString };
  };
  return (start) => {
    const sign = text[start]!;
    if (sign === "`") return template(start);
    if (sign === "{" && holes.length > 0) holes[holes.length - 1]!++;
    if (sign === "}" && holes.length > 0 && holes[holes.length - 1]!-- === 0) {
      holes.pop();
      return template(start);
    }
    const next = text[start + 1];
    if (sign === "/" && next !== "/" && next !== "*" && opensPattern(text, start)) {
      return { end: patternEnd(text, start), counts: true };
    }
    return skippedAt(text, start);
  };
}

/** Behind the sign that ends a template, or that opens a hole in it. */
function templateEnd(text: string, start: number): { readonly end: number; readonly isHole: boolean } {
  const ends = /[`\\]|\$\{/g;
  for (ends.lastIndex = start + 1; ;) {
    const found = ends.exec(text)?.index;
    if (found === undefined) return { end: text.length, isHole: false };
    if (text[found] === "`") return { end: found + 1, isHole: false };
    if (text[found] === "$") return { end: found + 2, isHole: true };
    ends.lastIndex = found + 2;
  }
}

/** Words behind which a value stands. */
const beforeValue = /(?:^|[^\w$.])(?:await|case|delete|do|else|in|of|return|throw|typeof|void|yield)$/;

/** Holds if a slash begins a regular expression: behind a value, it divides. */
function opensPattern(text: string, slash: number): boolean {
  const before = text.slice(Math.max(0, slash - 20), slash).trimEnd();
  return !/[\w$)\]}"'`]$/.test(before) || beforeValue.test(before);
}

/** Behind a regular expression, or at the end of the line where it does not end before. */
function patternEnd(text: string, start: number): number {
  const stop = /[/\\\n[\]]/g;
  let isClass = false;
  for (stop.lastIndex = start + 1; ;) {
    const found = stop.exec(text)?.index;
    if (found === undefined) return text.length;
    if (text[found] === "\n") return found;
    if (text[found] === "/" && !isClass) return found + 1;
    if (text[found] === "\\") stop.lastIndex = found + 2;
    else if (text[found] !== "/") isClass = text[found] === "[";
  }
}
