/** Characters of a row that are looked at. */
const longestRow = 600;

/** What may stand between rows. */
const comment = /^[ \t]*<!--[^\n]*-->[ \t\r]*$/;

/** What a column of words is called. */
const ofWords =
  /^(?:about|comments?|controls?|descriptions?|details?|effect|explanation|hints?|info|meaning|notes?|purpose|remarks?|required\??|scope|summary|type|usage|use|used (?:by|for|in)|what(?: .*)?|when|where|why)$/i;

/** Words in a cell from which on it is a sentence, unless quotes or a name's mark are around the first. */
const prose = /[ \t]*[^\s"'`|]+(?:[ \t]+[^\s|]+){3}/y;

/** Holds for a cell of a table in Markdown, from behind its bar on, that is a sentence about what the cell before it names. */
export function isCellOfProse(text: string, at: number): boolean {
  prose.lastIndex = at;
  return prose.test(text);
}

/** The cells of a header. */
type Header = readonly string[];

/**
 * Makes what holds for the place of a value in a cell whose column has words, as its header says. Rows share what is above
 * them, so that each line of the text is read once, however many cells are asked for.
 */
export function columnsOfWords(text: string): (at: number) => boolean {
  /** By where a row begins. */
  const headers = new Map<number, Header | undefined>();
  return (at) => {
    const from = Math.max(0, at - longestRow);
    const before = text.slice(from, at);
    const start = before.lastIndexOf("\n") + 1;
    if (!/(?<!\|)\|[ \t]*$/.test(before.slice(Math.max(start, before.lastIndexOf("|") - 1)))) return false;
    if (start === 0 && from > 0) return false;
    const column = cellsOf(before.slice(start)).length - 1;
    const header = headerAbove(text, from + start, headers)?.[column];
    return header !== undefined && ofWords.test(header.replace(/[*_`]/g, "").trim());
  };
}

/** The header of the table that the row which begins there is of. */
function headerAbove(text: string, row: number, headers: Map<number, Header | undefined>): Header | undefined {
  const passed: number[] = [];
  let header: Header | undefined;
  for (let start = row; ;) {
    if (headers.has(start)) {
      header = headers.get(start);
      break;
    }
    passed.push(start);
    if (start === 0) break;
    const above = lineAbove(text, start);
    if (!above.line.includes("|") && !comment.test(above.line)) break;
    start = above.start;
    if (!isRule(above.line)) continue;
    header = start === 0 ? undefined : cellsOf(lineAbove(text, start).line);
    break;
  }
  for (const start of passed) headers.set(start, header);
  return header;
}

/** The line before the one that begins there, as much of it as is looked at. */
function lineAbove(text: string, next: number): { readonly start: number; readonly line: string } {
  const end = next - 1;
  const start = end === 0 ? 0 : text.lastIndexOf("\n", end - 1) + 1;
  return { start, line: text.slice(start, Math.min(end, start + longestRow)) };
}

/** Holds for the row below a header. */
function isRule(line: string): boolean {
  return line.includes("-") && /^[ \t|:-]*$/.test(line.trim());
}

/** What stands between bars; a bar at the beginning opens the first cell. */
function cellsOf(row: string): string[] {
  return row.replace(/^[ \t]*\|/, "").split(/(?<!\\)\|/);
}
