/** The beginning of a line that is a comment, or becomes one. */
const commentStart = /^[ \t]*(?:\/\/|\/\*|#|--[ \t]|;|<!--|[ \t]\*[ \t])|[ \t;{})](?:\/\/|#|\/\*)[ \t]/;

/** A line that holds nothing but a comment. */
const commentLine = /^[ \t]*(?:(?:\/\/|\/\*|#|--[ \t]|;|<!--|[ \t]\*|\*\/).*)?$/;

/** What follows a host in a link to a file, a change or a talk about it. */
const sourceLink =
  /^(?::\d{1,5})?\/[^\s"'`<>()]{1,200}?\/(?:blob|blame|tree|raw|issues?|pulls?|commits?|merge_requests|releases|discussions|wikis?)(?:\/|$)/;

/**
 * Holds for a host that says nothing of the value at a place: in a link to source code, or in a comment that is not on
 * the value's line or right above it.
 */
export function isBeside(
  text: string,
  { index, end, place }: { readonly index: number; readonly end: number; readonly place: number },
): boolean {
  if (sourceLink.test(text.slice(end, end + 260))) return true;
  const line = text.slice(text.lastIndexOf("\n", index) + 1, index);
  if (!commentStart.test(line)) return false;
  const between = index < place ? text.slice(index, place) : text.slice(place, index);
  const lines = between.split("\n");
  if (lines.length === 1) return false;
  return index > place || !lines.slice(1, -1).every((each) => commentLine.test(each));
}
