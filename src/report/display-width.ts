/** Scripts whose characters fill two columns of a terminal (East Asian Width W and F), apart from emoji. */
const wide =
  /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18CFF}\u{1AFF0}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;

/** Marks that are drawn on the character before them. */
const combining = /[\p{Mn}\p{Me}]/u;

/** Columns that one character (a code point, already visible) fills in a terminal: 0, 1 or 2. */
export function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (wide.test(character)) return 2;
  return combining.test(character) ? 0 : 1;
}

/** Columns that a visible text without escape sequences fills. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The text, cut so that it fills at most `columns` columns; what is cut shows as `…`. */
export function fitText(text: string, columns: number): string {
  let used = 0;
  let kept = "";
  let shorter = "";
  for (const character of text) {
    used += characterWidth(character);
    if (used > columns) return `${shorter}…`;
    kept += character;
    if (used < columns) shorter = kept;
  }
  return kept;
}

/** The text broken into lines of at most `columns` columns, at spaces where there are any. */
export function wrapText(text: string, columns: number): string[] {
  const room = Math.max(columns, 8);
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(" ")) {
    for (const [index, piece] of pieces(word, room).entries()) {
      const width = textWidth(piece);
      const joined = index === 0 && line !== "";
      if (line !== "" && used + width + (joined ? 1 : 0) > room) {
        lines.push(line);
        line = piece;
        used = width;
      } else {
        line += (joined ? " " : "") + piece;
        used += width + (joined ? 1 : 0);
      }
    }
  }
  lines.push(line);
  return lines;
}

/** A word cut into pieces that each fit a line. */
function pieces(word: string, room: number): string[] {
  if (word.length <= room && textWidth(word) <= room) return [word];
  const cut: string[] = [];
  let piece = "";
  let used = 0;
  for (const character of word) {
    const width = characterWidth(character);
    if (used + width > room) {
      cut.push(piece);
      piece = "";
      used = 0;
    }
    piece += character;
    used += width;
  }
  cut.push(piece);
  return cut;
}
