/** Whether the code is that of an ASCII letter or digit. */
export function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Characters of Base64 on one side from which on what lies there is a part of some encoded whole. */
const encodedRun = 40;

/**
 * Holds if a token may begin at `start`: not within a word. An escape (`\n`, `\u0022`) and a percent code end in
 * letters and digits, but no word.
 */
export function mayBegin(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (!(isAlphanumeric(before) || before === 95 || before === 45)) return true;
  if (before === 45) return text.charCodeAt(start - 2) === 45 && !isAlphanumeric(text.charCodeAt(start - 3));
  const near = text.slice(Math.max(0, start - 6), start);
  return /(?:^|[^\\])(?:\\\\)*\\[nrtbfv0]$|%[\dA-Fa-f]{2}$|\\x[\dA-Fa-f]{2}$|\\u[\dA-Fa-f]{4}$/.test(near);
}

/** Holds if a token may end at `end`: no letter or digit goes on. */
export function mayEnd(text: string, end: number): boolean {
  return !isAlphanumeric(text.charCodeAt(end));
}

/** Holds if what lies between is a piece of a longer run of Base64, as of an image. */
export function isWithinEncoded(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (text.slice(Math.max(0, start - 40), start).includes(";base64,")) return true;
  return (
    ((before === 43 || before === 47) && runLength(text, start - 1, -1) >= encodedRun) ||
    ((after === 43 || after === 47) && runLength(text, end, 1) >= encodedRun)
  );
}

/** Characters of Base64 from `at` on in one direction, counted up to where they are many, with one digit and capital at least. */
function runLength(text: string, at: number, step: 1 | -1): number {
  let index = at;
  let mixed = 0;
  while (Math.abs(index - at) < encodedRun) {
    const code = text.charCodeAt(index);
    if (!(isAlphanumeric(code) || code === 43 || code === 47)) return 0;
    if (code < 58) mixed |= 1;
    else if (code < 91) mixed |= 2;
    index += step;
  }
  return mixed === 3 ? encodedRun : 0;
}
