/** Lines before a value in which the statement around it begins. */
const mostLines = 30;

/** Characters of them. */
const longestStatement = 1500;

/** How a statement begins that holds what comes out against what is expected. */
const comparing =
  /^[ \t]*(?:await |return )?(?:expect\(|(?:self\.|t\.|chai\.)?assert|(?:t|require)\.\w{0,40}(?:equal|same|contains|elementsmatch|deep|is)\w{0,40}\(|(?:not)?(?:deep)?(?:strict)?equals?\()|^[ \t]*(?:\} else )?if /i;

/** What the expected value stands behind. */
const comparison =
  /\.(?:to|be|have|deep|eql|equal|include|match)\w{0,40}(?:\.\w{1,20}){0,6}\(|assert[\w.]{0,40}!?\(|(?:^|[ \t])(?:t|require)\.\w{1,40}\(|(?:^|[ \t])(?:not)?(?:deep)?(?:strict)?equals?\(|(?:object|array|string)containing\(|[!=]==?/gi;

/** What is not within one literal: another statement, the body of a function, what is set. */
const other = /=>|(?<![\w.])func(?:tion)?(?![\w])|;|(?<![=!<>])=(?!=)/;

/**
 * Holds in a test for a value that is held against what comes out: as an argument of `toEqual` and `assertEqual`, however
 * deep in a literal, and behind `==`. What such a statement hands to a call is used.
 */
export function isCompared(text: string, valueStart: number): boolean {
  const statement = statementAt(text, valueStart);
  if (statement === undefined) return false;
  const last = [...statement.matchAll(comparison)].at(-1);
  if (!last) return false;
  const between = statement.slice(last.index + last[0].length);
  if (other.test(between) || (!last[0].endsWith("(") && between.includes("\n"))) return false;
  let depth = 0;
  for (const sign of between.replace(/[^()]/g, "")) {
    depth += sign === "(" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** What stands before a place in the statement around it, if that one compares: lines further in belong to it. */
function statementAt(text: string, place: number): string | undefined {
  const from = Math.max(0, place - longestStatement);
  const before = text.slice(from, place);
  let end = before.length;
  let least = Infinity;
  for (let count = 0; count < mostLines; count++) {
    const start = before.lastIndexOf("\n", end - 1) + 1;
    if (start === 0 && from > 0) return undefined;
    const line = before.slice(start, end);
    const indentation = line.search(/[^ \t]/);
    if (indentation >= 0 && (indentation < least || count === 0)) {
      if (comparing.test(line)) return before.slice(start);
      least = indentation;
    }
    if (start === 0 || least === 0) return undefined;
    end = start - 1;
  }
  return undefined;
}
