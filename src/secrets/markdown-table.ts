/** Rows above a cell in which the header of its table is looked for, and characters of one. */
const mostRows = 200;
const longestRow = 600;

/** The row below a header. */
const rule = /^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t\r]*$/;

/** What may stand between rows. */
const comment = /^[ \t]*<!--[^\n]*-->[ \t\r]*$/;

/** What a column of words is called. */
const ofWords =
  /^(?:about|comments?|controls?|descriptions?|details?|effect|explanation|hints?|info|meaning|notes?|purpose|remarks?|required\??|scope|summary|type|usage|use|used (?:by|for|in)|what(?: .*)?|when|where|why)$/i;

/** Words in a cell from which on it is a sentence, unless quotes or a name's mark are around the first. */
const prose = /[ \t]*[^\s"'`|]+(?:[ \t]+[^\s|]+){3}/y;

/** Holds for a cell of a table in Markdown that holds words about what the cell before it names: by its header, or as they are. */
export function isCellOfWords(text: string, at: number): boolean {
  prose.lastIndex = at;
  if (prose.test(text)) return true;
  const header = headerAbove(text, at);
  return header !== undefined && ofWords.test(header.replace(/[*_`]/g, "").trim());
}

/** The header of the column that a place is in. */
function headerAbove(text: string, at: number): string | undefined {
  let start = text.lastIndexOf("\n", at - 1) + 1;
  const column = cellsOf(text.slice(start, at)).length - 1;
  for (let row = 0; row < mostRows && start > 0; row++) {
    const end = start - 1;
    start = text.lastIndexOf("\n", end - 1) + 1;
    const line = text.slice(start, Math.min(end, start + longestRow));
    if (!line.includes("|") && !comment.test(line)) return undefined;
    if (!rule.test(line)) continue;
    if (start === 0) return undefined;
    const first = text.lastIndexOf("\n", start - 2) + 1;
    return cellsOf(text.slice(first, Math.min(start - 1, first + longestRow)))[column];
  }
  return undefined;
}

/** What stands between bars; a bar at the beginning opens the first cell. */
function cellsOf(row: string): string[] {
  return row.replace(/^[ \t]*\|/, "").split(/(?<!\\)\|/);
}
