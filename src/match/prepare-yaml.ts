import { type Placeholder, isRest, placeholders } from "#match/placeholder.ts";
import { type PreparedPattern, withOwnEscapes } from "#match/prepare-flow.ts";

/** A column at which a line of YAML opens a collection. */
interface Opening {
  readonly column: number;
  readonly isSequence: boolean;
}

/** A line of a pattern, as far as its indentation tells. */
interface Line {
  readonly text: string;
  /** Dashes and the first word, from the left. */
  readonly openings: readonly Opening[];
  /** The line without its indentation and dashes. */
  readonly content: string;
  /** Holds for lines of a block scalar, which are text. */
  readonly isText: boolean;
}

/**
 * Replaces the pattern syntax of a YAML pattern by placeholders. A line that is only `...` becomes an entry of the
 * collection whose other entries stand in its column, whether they stand above or below it.
 */
export function prepareYaml(pattern: string): PreparedPattern {
  const placeholder = placeholders();
  const lines = readLines(pattern);
  const prepared = lines.map((line, index) => {
    if (line.isText) return line.text;
    const what = alone(line.content);
    return what ? writeEntry(lines, index, placeholder(what)) : replaceInline(line.text, placeholder);
  });
  return { text: prepared.join("\n"), isPair: false };
}

/** The ellipsis that a line consists of, if it does. */
function alone(content: string): Placeholder | undefined {
  if (content === "...") return { type: "dots" };
  return isRest(content) ? { type: "rest", name: content } : undefined;
}

function readLines(pattern: string): Line[] {
  const lines: Line[] = [];
  let textColumn: number | undefined;
  for (const text of pattern.split(/\r?\n/)) {
    const indent = text.length - text.trimStart().length;
    const isText = textColumn !== undefined && (text.trim() === "" || indent > textColumn);
    const line = isText ? { text, openings: [], content: text.trim(), isText } : readLine(text);
    lines.push(line);
    if (!isText) textColumn = /(?:^|\s)[|>][-+\d]*\s*(?:#.*)?$/.test(text) ? line.openings.at(-1)?.column : undefined;
  }
  return lines;
}

function readLine(text: string): Line {
  const openings: Opening[] = [];
  let column = text.length - text.trimStart().length;
  while (text[column] === "-" && (text[column + 1] === " " || column + 1 === text.length)) {
    openings.push({ column, isSequence: true });
    column++;
    while (text[column] === " ") column++;
  }
  const content = text.slice(column).trim();
  if (content !== "" && !content.startsWith("#")) openings.push({ column, isSequence: false });
  return { text, openings, content, isText: false };
}

/** A line of its own for an ellipsis, in the manner of the collection it belongs to. */
function writeEntry(lines: readonly Line[], index: number, word: string): string {
  const { text, openings } = lines[index]!;
  const column = openings.at(-1)!.column;
  const before = text.slice(0, column);
  const sibling = openings.length > 1 ? openingBelow(lines, index, column) : siblingOf(lines, index, column);
  if (!sibling) return `${before}${word}`;
  return sibling.isSequence ? `${before}- ${word}` : `${before}${word}: 0`;
}

function siblingOf(lines: readonly Line[], index: number, column: number): Opening | undefined {
  for (let above = index - 1; above >= 0; above--) {
    const line = lines[above]!;
    if (alone(line.content) && line.openings.length === 1) continue;
    const opening = openingAt(line, column);
    if (opening) return opening;
    if (line.openings.some((other) => other.column < column)) break;
  }
  return openingBelow(lines, index, column);
}

function openingBelow(lines: readonly Line[], index: number, column: number): Opening | undefined {
  for (const line of lines.slice(index + 1)) {
    if (alone(line.content) && line.openings.length === 1) continue;
    const [first] = line.openings;
    if (first && first.column < column) return undefined;
    const opening = openingAt(line, column);
    if (opening) return opening;
  }
  return undefined;
}

function openingAt(line: Line, column: number): Opening | undefined {
  return line.openings.find((opening) => opening.column === column);
}

/** Replaces ellipses that stand as values, elements or keys within a line; quoted text and comments stay. */
function replaceInline(text: string, placeholder: (what: Placeholder) => string): string {
  const token =
    /"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|(?:^|\s)#.*$|<\.\.\.(?=\s)|\.\.\.>|(?<![^\s[{,:])\.\.\.(?![^\s\]},:])|[^\s"'#.<[{,:]+|[^]/g;
  return text.replace(token, (found) => {
    if (found.startsWith('"=~/')) return withOwnEscapes(found, '0abtnvfre "/\\N_LPxuU');
    if (found === "...") return placeholder({ type: "dots" });
    if (found === "<...") return `[${placeholder({ type: "deep" })},`;
    return found === "...>" ? "]" : found;
  });
}
