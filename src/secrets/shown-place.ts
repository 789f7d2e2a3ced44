/** Addresses of pictures that documents show: what is sent with them is sent by everybody who reads the document. */
const picture = /(?:badge|shield|\.(?:svg|png|gif|jpe?g|webp))[^\s"'()<>]{0,40}[?&][\w.%=&-]{0,100}$/i;

/** Characters before a name in which the address around it is looked for. */
const longestAddress = 300;

/** Holds for a parameter of a picture's address: a token for a badge shows the badge and nothing else. */
export function isOfPicture(text: string, nameStart: number): boolean {
  const before = text.charCodeAt(nameStart - 1);
  if (before !== 63 && before !== 38) return false;
  return picture.test(text.slice(Math.max(0, nameStart - longestAddress), nameStart));
}

/** Characters of a comment before a place in which an example begins. */
const longestExample = 3000;

/** The line of a comment up to a place in it. */
const commentLine = /(?:^|\n)[ \t]{0,40}(?:\*|\/\/|#)[^\n]*$/;

/** Holds within an example that the comment of a documented declaration gives: behind `@example`, before another tag and the comment's end. */
export function isInDocumentedExample(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - longestExample), start);
  const at = before.lastIndexOf("@example");
  if (at < 0 || !commentLine.test(before)) return false;
  const between = before.slice(at + 1);
  return !between.includes("*/") && !/\n[ \t]{0,40}(?:\*|\/\/|#)?[ \t]{0,8}@[a-z]/.test(between) && isComment(between);
}

/** Holds if every line that follows is one of a comment. */
function isComment(lines: string): boolean {
  return lines
    .split("\n")
    .slice(1)
    .every((line) => /^[ \t]{0,40}(?:\*|\/\/|#)/.test(line));
}
