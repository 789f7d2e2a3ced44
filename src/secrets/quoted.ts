/** A place in a text, half-open, in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A quote, plain, escaped as within another string, or three of them. */
const openQuote = /(\\?)(["'`])(?:\2\2)?/y;

/** The index after a match of a sticky pattern, or the same index. */
export function passed(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** What a quote at `at` encloses, up to the end of the line where nothing closes it. */
export function quotedAt(text: string, at: number): Range | undefined {
  openQuote.lastIndex = at;
  const opened = openQuote.exec(text);
  if (!opened) return undefined;
  const [whole, escape = "", quote = ""] = opened;
  const start = at + whole.length;
  return { start, end: closingQuote(text, start, { quote, isEscaped: escape !== "" }) };
}

function closingQuote(
  text: string,
  start: number,
  { quote, isEscaped }: { quote: string; isEscaped: boolean },
): number {
  let index = start;
  while (index < text.length && !isLineBreak(text[index]) && text[index] !== quote) {
    if (text[index] !== "\\") index++;
    else if (isEscaped && text[index + 1] === quote) break;
    else index += isLineBreak(text[index + 1]) ? 1 : 2;
  }
  return Math.min(index, text.length);
}

function isLineBreak(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}
