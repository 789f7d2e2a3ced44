/** Characters before and behind a value in which the comments on it stand. */
const longestAbove = 1200;
const longestBehind = 200;

/** Lines of one comment above a value that are read. */
const mostLines = 8;

/** A line of a comment, and one that goes on with the value on the next line. */
const commentLine = /^[ \t]{0,60}(?:\/\/|\/?\*|#|--|<!--|;)/;
const openLine = /[=(:[]\s{0,4}$/;

/** What closes a value, other values and signs on its line, and then a comment. */
const behind = /^["'`]?[\w"'`)\]};, \t]{0,20}(?:(?<!:)\/\/|(?<=\s)#|\/\*|-- |<!--)([^\n]{0,140})/;

/** Words for what a comment may speak of. */
const thing =
  "(?:secrets?|credentials?|tokens?|passwords?|passphrase|passcode|keys?|values?|account|login|bytes|material)";

/** That it opens nothing. */
const denied = /(?:^|[^\w])(?:dummy|fake|made[- ]up|not (?:a )?real|non-?existent|invented|bogus|nonsense)(?!\w)/i;

/** The same in the comment above, which speaks of more: it must name what it denies. */
const deniedAbove = new RegExp(
  String.raw`(?:^|[^\w])(?:dummy|fake|made[- ]up|invented|bogus|nonsense|throw-?away|synthetic)[ ](?:[\w-]{1,20}[ ]){0,3}${thing}(?!\w)|(?:^|[^\w])not (?:an? )?real[ ](?:[\w-]{1,20}[ ]){0,2}${thing}(?!\w)`,
  "i",
);

/** What programs that look for secrets take for word that somebody looked at it, and it is none. */
const allowed =
  /(?:^|[^\w])(?:pragma: ?(?:allowlist|whitelist) secret|gitleaks:allow|trufflehog:ignore|ggignore|notsecret)(?!\w)/i;

/** That everybody may know it. */
const open =
  /(?:^|[^\w])(?:(?:not|isn'?t|never) (?:an? |the |actually |really ){0,2}(?:secrets?|sensitive|confidential|credentials?)(?! (?:manager|store|scan|enough|yet|only|in|here|from))|non-?secret|public(?:ly)? by (?:design|intent)|(?:deliberately|intentionally) public|publicly (?:known|visible|documented|available)|not treated as an? secret|(?:safe|ok(?:ay)?|fine) to (?:commit|expose|publish|share|embed|ship|be public|save|check in))(?!\w)/i;

/** That it is how one should not write it. The signs are a cross, a cross mark and a no-entry sign, byte by byte. */
const mistaken =
  /(?:^|[^\w])(?:never (?:do|hard-?code)|do(?:n'?t| not) (?:do|hard-?code|ever)|hard-?coded (?:secrets?|credentials?|(?:api )?keys?|tokens?|passwords?)|bad|wrong|insecure|unsafe|vulnerab(?:le|ility)|anti-?pattern|leaked)(?!\w)|\u00e2\u009d\u008c|\u00e2\u009c\u0097|\u00f0\u009f\u009a\u00ab/i;

/** The comment behind a value on its line; empty if there is none. */
function commentBehind(text: string, end: number): string {
  return behind.exec(text.slice(end, end + longestBehind).split("\n", 1)[0]!)?.[1] ?? "";
}

/** The comment right above the line of a value, its lines in one; empty if there is none. */
function commentAbove(text: string, start: number): string {
  const lines = text
    .slice(Math.max(0, start - longestAbove), start)
    .split("\n")
    .toReversed()
    .slice(1);
  const first = openLine.test(lines[0] ?? "") && !commentLine.test(lines[0] ?? "") ? 1 : 0;
  const own: string[] = [];
  for (const line of lines.slice(first, first + mostLines)) {
    if (!commentLine.test(line)) break;
    own.unshift(line.replace(/^[ \t]*(?:\/\/|\/?\*+|#|--|<!--|;)[ \t]*/, "").trim());
  }
  return own.join(" ");
}

/** Holds if a comment at the value says that it opens nothing: `// dummy secret`. */
export function isDenied(text: string, start: number, end: number): boolean {
  return denied.test(commentBehind(text, end)) || deniedAbove.test(commentAbove(text, start));
}

/** Holds if the mark by which scanners pass a value over stands behind it. */
export function isPassedOver(text: string, end: number): boolean {
  return allowed.test(commentBehind(text, end));
}

/** Holds if a comment at the value says that it is no secret: that it is public, or safe to commit. */
export function isSaidOpen(text: string, start: number, end: number): boolean {
  return open.test(commentBehind(text, end)) || open.test(commentAbove(text, start));
}

/** Holds if a comment at the value shows it as a mistake: `// never do this`, a cross. */
export function isShownAsMistake(text: string, start: number, end: number): boolean {
  return mistaken.test(commentBehind(text, end)) || mistaken.test(commentAbove(text, start));
}
