/**
 * Patterns as in `.gitignore`. Written here, and not taken from a package, because the file is input: translated into
 * regular expressions, eight `**` in one line take minutes on a deep path. This matcher never goes back further than
 * to the last star, so a match costs at most pattern times path.
 */

/** Steps of matching that may still be spent; shared by a whole walk, so that no set of ignore files can stall it. */
export interface Fuel {
  left: number;
}

/** The patterns of one ignore file, in file order. */
export type IgnorePatterns = readonly Pattern[];

interface Pattern {
  /** Holds for `!pattern`, which takes back what an earlier one ignored. */
  readonly negated: boolean;
  /** Holds for `pattern/`. */
  readonly foldersOnly: boolean;
  /** Holds if the pattern has no slash in it: it speaks of names at any depth. */
  readonly anyDepth: boolean;
  readonly segments: readonly Segment[];
}

/** One path segment: `**`, a name, a name's ending, or units to compare one by one. */
type Segment =
  | { readonly type: "folders" }
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "ending"; readonly ending: string }
  | { readonly type: "glob"; readonly units: readonly Unit[] };

/** What one UTF-16 unit of a name is compared with; a star takes any number of them. */
type Unit = "star" | "any" | { readonly unit: number } | CharacterClass;

interface CharacterClass {
  readonly negated: boolean;
  /** Pairs of first and last unit. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** The patterns of an ignore file's text. A line that git would give up on is left out. Never throws. */
export function parseIgnorePatterns(text: string): IgnorePatterns {
  const patterns: Pattern[] = [];
  const lines = (text.startsWith("\uFEFF") ? text.slice(1) : text).split("\n");
  for (const line of lines) {
    const pattern = parsePattern(line.endsWith("\r") ? line.slice(0, -1) : line);
    if (pattern) patterns.push(pattern);
  }
  return patterns;
}

function parsePattern(line: string): Pattern | undefined {
  if (line.startsWith("#")) return undefined;
  const negated = line.startsWith("!");
  let body = trimSpaces(negated ? line.slice(1) : line);
  const foldersOnly = body.endsWith("/");
  if (foldersOnly) body = body.slice(0, -1);
  const anyDepth = !body.includes("/");
  if (body.startsWith("/")) body = body.slice(1);
  if (body === "") return undefined;
  const segments: Segment[] = [];
  for (const part of body.split("/")) {
    const segment = parseSegment(part, !anyDepth);
    if (!segment) return undefined;
    const repeated = segment.type === "folders" && segments.at(-1)?.type === "folders";
    if (!repeated) segments.push(segment);
  }
  return { negated, foldersOnly, anyDepth, segments };
}

/** Without the spaces at its end, save one that a backslash keeps. */
function trimSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === " ") end--;
  let backslashes = 0;
  while (line[end - 1 - backslashes] === "\\") backslashes++;
  return end < line.length && backslashes % 2 === 1 ? line.slice(0, end + 1) : line.slice(0, end);
}

function parseSegment(text: string, folders: boolean): Segment | undefined {
  if (folders && text.length > 1 && /^\*+$/.test(text)) return { type: "folders" };
  if (!/[*?[\\]/.test(text)) return { type: "name", name: text };
  if (/^\*[^*?[\\]+$/.test(text)) return { type: "ending", ending: text.slice(1) };
  const units = parseUnits(text);
  return units && { type: "glob", units };
}

/** The units of a glob; undefined where git gives up: an open bracket, a backslash at the end. */
function parseUnits(text: string): Unit[] | undefined {
  const units: Unit[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "*") {
      if (units.at(-1) !== "star") units.push("star");
    } else if (character === "?") units.push("any");
    else if (character === "[") {
      const bracket = parseBracket(text, index + 1);
      if (!bracket) return undefined;
      units.push(bracket.class);
      index = bracket.end;
    } else {
      if (character === "\\") index++;
      if (index === text.length) return undefined;
      units.push({ unit: text.charCodeAt(index) });
    }
  }
  return units;
}

/** POSIX classes, ASCII only as in git. */
const posixClasses: ReadonlyMap<string, string> = new Map([
  ["alnum", "09AZaz"],
  ["alpha", "AZaz"],
  ["blank", "  \t\t"],
  ["cntrl", "\0\x1F\x7F\x7F"],
  ["digit", "09"],
  ["graph", "!~"],
  ["lower", "az"],
  ["print", " ~"],
  ["punct", "!/:@[`{~"],
  ["space", "  \t\n\r\r"],
  ["upper", "AZ"],
  ["xdigit", "09AFaf"],
]);

/** A bracket expression whose body starts at `start`; `end` is the index of its `]`. */
function parseBracket(text: string, start: number): { class: CharacterClass; end: number } | undefined {
  const negated = text[start] === "!" || text[start] === "^";
  const ranges: [number, number][] = [];
  const first = negated ? start + 1 : start;
  for (let index = first; index < text.length; index++) {
    if (text[index] === "]" && index > first) return { class: { negated, ranges }, end: index };
    const name = text.startsWith("[:", index) ? text.slice(index + 2, index + 9).split(":]", 1)[0] : undefined;
    if (name !== undefined && text.startsWith(":]", index + 2 + name.length)) {
      const pairs = posixClasses.get(name);
      if (pairs === undefined) return undefined;
      for (let at = 0; at < pairs.length; at += 2) ranges.push([pairs.charCodeAt(at), pairs.charCodeAt(at + 1)]);
      index += name.length + 3;
      continue;
    }
    if (text[index] === "\\") index++;
    const low = text.charCodeAt(index);
    let high = low;
    if (text[index + 1] === "-" && index + 2 < text.length && text[index + 2] !== "]") {
      index += text[index + 2] === "\\" ? 3 : 2;
      high = text.charCodeAt(index);
    }
    // Git tests the lower end by itself before it looks at the range, so it counts even where the range is backwards.
    ranges.push([low, low], [low, high]);
  }
  return undefined;
}

/** A path to decide about, relative to the folder of the ignore file. */
export interface Candidate {
  readonly path: string;
  /** Its last segment. */
  readonly name: string;
  readonly isFolder: boolean;
}

/** What the last matching pattern says: ignored, expressly kept, or undefined where none speaks of the path itself. */
export function decideIgnored(patterns: IgnorePatterns, candidate: Candidate, fuel: Fuel): boolean | undefined {
  let segments: readonly string[] | undefined;
  for (let index = patterns.length - 1; index >= 0; index--) {
    if (fuel.left-- <= 0) return undefined;
    const pattern = patterns[index]!;
    if (pattern.foldersOnly && !candidate.isFolder) continue;
    if (pattern.anyDepth) {
      if (matchSegment(pattern.segments[0]!, candidate.name, fuel)) return !pattern.negated;
      continue;
    }
    segments ??= candidate.path.split("/");
    if (matchPath(pattern.segments, segments, fuel)) return !pattern.negated;
  }
  return undefined;
}

function matchPath(pattern: readonly Segment[], path: readonly string[], fuel: Fuel): boolean {
  let at = 0;
  let index = 0;
  let retry = -1;
  let resume = 0;
  while (index < path.length) {
    if (fuel.left-- <= 0) return false;
    const segment = pattern[at];
    if (segment?.type === "folders") {
      // `a/**` means what lies in `a`, so the last one needs a segment; any other may stand for none.
      if (at === pattern.length - 1) return true;
      retry = ++at;
      resume = index;
    } else if (segment && matchSegment(segment, path[index]!, fuel)) {
      at++;
      index++;
    } else if (retry >= 0) {
      at = retry;
      index = ++resume;
    } else return false;
  }
  return at === pattern.length;
}

function matchSegment(segment: Segment, name: string, fuel: Fuel): boolean {
  if (segment.type === "name") return name === segment.name;
  if (segment.type === "ending") return name.endsWith(segment.ending);
  return segment.type === "glob" && matchUnits(segment.units, name, fuel);
}

function matchUnits(units: readonly Unit[], name: string, fuel: Fuel): boolean {
  let at = 0;
  let index = 0;
  let retry = -1;
  let resume = 0;
  while (index < name.length) {
    if (fuel.left-- <= 0) return false;
    const unit = units[at];
    if (unit === "star") {
      retry = ++at;
      resume = index;
    } else if (unit !== undefined && matchUnit(unit, name.charCodeAt(index))) {
      at++;
      index++;
    } else if (retry >= 0) {
      at = retry;
      index = ++resume;
    } else return false;
  }
  while (units[at] === "star") at++;
  return at === units.length;
}

function matchUnit(unit: Exclude<Unit, "star">, code: number): boolean {
  if (unit === "any") return true;
  if ("unit" in unit) return unit.unit === code;
  return unit.ranges.some(([low, high]) => code >= low && code <= high) !== unit.negated;
}
