/** Shortened words whose full stop does not end a sentence, lower case. */
const abbreviations: ReadonlySet<string> = new Set(
  "e.g i.e eg ie vs cf approx resp incl dr mr mrs ms st viz al".split(" "),
);
/** The same, where a number follows. */
const beforeNumbers: ReadonlySet<string> = new Set("no nos fig figs sec eq ch vol pp p art".split(" "));

const closers = "*_\"')]}”’»`";
const wideStops = "。！？；";

/**
 * The end of the sentence whose last mark may stand at `index`, closing quotes and brackets included; -1 if it goes on.
 * `start` is where the sentence began, `limit` where what is no prose begins: a code span.
 */
export function endOfSentence(text: string, start: number, index: number, limit: number): number {
  const mark = text.charAt(index);
  if (wideStops.includes(mark)) return index + 1;
  let end = index + 1;
  if (mark === ";")
    return isBlankOrEnd(text, end) && !/&#?\w{1,31};$/.test(text.slice(Math.max(start, index - 33), end)) ? end : -1;
  if (".!?".includes(text.charAt(end)) && end < text.length) return -1;
  while (end < limit && closers.includes(text.charAt(end))) end++;
  if (!isBlankOrEnd(text, end)) return -1;
  let next = end;
  while (next < text.length && isBlank(text.charCodeAt(next))) next++;
  if (next === text.length) return end;
  if (!mayStart(text, next)) return -1;
  return mark === "." && isShortened(text, start, index, text.charAt(next)) ? -1 : end;
}

/** A sentence does not start with a lower-case letter, nor with a mark that goes on. */
function mayStart(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return !(unit >= 97 && unit <= 122) && !",;:.)]}".includes(text.charAt(at));
}

function isShortened(text: string, start: number, index: number, next: string): boolean {
  if (/^\s*\(?\d{1,4}$/.test(text.slice(start, Math.min(index, start + 40)))) return true;
  const word = /(?:^|[^\w.])([A-Za-z][A-Za-z.]*)$/
    .exec(text.slice(Math.max(start, index - 12), index))?.[1]
    ?.toLowerCase();
  if (word === undefined) return false;
  return abbreviations.has(word) || (beforeNumbers.has(word) && next >= "0" && next <= "9");
}

/**
 * Holds if the line break at `index` ends what was said before it: a hard break, a line that announces others, or a next
 * line that starts as an item does.
 */
export function startsOwnLine(text: string, index: number): boolean {
  let before = index - 1;
  if (text[before] === "\r") before--;
  if (text[before] === "\\" || text[before] === ":" || (text[before] === " " && text[before - 1] === " ")) return true;
  if (text.endsWith(":**", before + 1)) return true;
  let next = index + 1;
  while (text[next] === " " || text[next] === "\t") next++;
  return text.startsWith("**", next) || startsItem(text, next);
}

/** Dashes, bullets, arrows, boxes, check marks and most pictographs, `|`, and numbers as lists write them. */
function startsItem(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 124 || (unit >= 0x2010 && unit <= 0x2bff && !(unit >= 0x2018 && unit <= 0x201f))) return true;
  if (unit >= 0xd83c && unit <= 0xd83e) return true;
  return unit >= 48 && unit <= 57 && /^\d{1,3}[.)]\s/.test(text.slice(at, at + 5));
}

function isBlankOrEnd(text: string, at: number): boolean {
  return at >= text.length || isBlank(text.charCodeAt(at));
}

function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}
