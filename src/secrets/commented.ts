/** Characters before and behind a value in which the comments on it stand. */
const longestAbove = 1200;
const longestBehind = 200;

/** Lines of one comment above a value that are read. */
const mostLines = 8;

/** The mark with which a text in UTF-8 may begin, byte by byte. */
const byteOrderMark = /^\u00ef\u00bb\u00bf/;

/** A line of a comment. */
export const commentLine = /^[ \t]{0,60}(?:\/\/|\/?\*|#|--|<!--|;)/;

/** What such a line begins with. */
const commentMark = /^[ \t]*(?:\/\/[/!]?|\/?\*+|#|--|<!--|;)[ \t]*/;

/** A line that goes on with the value on the next one. */
const openLine = /[=(:[]\s{0,4}$/;

/** What closes a value, other values and signs on its line, and then a comment. */
const behind = /^["'`]?[\w"'`)\]};, \t]{0,20}(?:(?<!:)\/\/|(?<=\s)#|\/\*|-- |<!--)([^\n]{0,140})/;

/** Words for what a comment may speak of. */
const thing =
  "(?:secrets?|credentials?|tokens?|passwords?|passphrase|passcode|keys?|values?|account|login|bytes|material)";

/** That it opens nothing. */
const denied = /(?:^|[^\w])(?:dummy|fake|made[- ]up|not (?:a )?real|non-?existent|invented|bogus|nonsense)(?![\w-])/i;

/** The same in the comment above, which speaks of more: it must name what it denies. */
const deniedAbove = new RegExp(
  String.raw`(?:^|[^\w])(?:(?:dummy|fake|made[- ]up|invented|bogus|nonsense|throw-?away)[ ](?:[\w-]{1,20}[ ]){0,3}|synthetic )${thing}(?!\w)|(?:^|[^\w])not (?:an? )?real[ ](?:[\w-]{1,20}[ ]){0,2}${thing}(?!\w)`,
  "i",
);

/** Before a denial: that it is none of this value, but of one that was here, or is not to be. */
const ofAnother =
  /(?:^|[^\w])(?:not|no|never|without|nor|(?:do|did|does|is|was|must|should|can)n[’']?t|cannot|old|older|former|previous|earlier|replac\w{1,5}|swap\w{0,5}|instead|than|from|unlike)(?!\w)/i;

/** Behind a denial: that this one is in use. */
const inUse =
  /(?:^|[^\w])(?:(?:is|are) (?:the )?(?:real|live|prod(?:uction)?|in use)|(?:needs?|uses?) the (?:real|live))(?!\w)/i;

/** What programs that look for secrets take for word that somebody looked at it, and it is none. */
const allowed =
  /(?:^|[^\w])(?:pragma: ?(?:allowlist|whitelist) secret|gitleaks:allow|trufflehog:ignore|ggignore|notsecret)(?!\w)/i;

/** That everybody may know it. Where `not a secret` goes on with a noun, it speaks of something else. */
const open =
  /(?:(?:\bnot|n'?t) (?:an? |the |actually |really ){0,2}(?:secrets?|sensitive|confidential|credentials?)(?=\s{0,2}(?:$|[^\w\s]| (?:and|as|at all|because|but|by|since|so)\b))|\bnon-?secret|public(?:ly)? by (?:design|intent)|(?:deliberately|intentionally) public|publicly (?:known|visible|documented|available)|not treated as an? secret|(?:safe|ok(?:ay)?|fine) to (?:commit|expose|publish|share|embed|ship|be public|save|check in))(?!\w)/gi;

/** How such a sentence begins where it speaks of the value: with nothing, or with a word that points to it. */
const ofThis =
  /^[^\w]*(?:(?:note|nb|info|ok|fine|public)[:,]? )?(?:[^\n]*[,:(] ?)?(?:(?:(?:this|that)(?: one)?|it|these|they|(?:the|this|that) (?:constant|key|password|salt|secret|string|token|value))(?:['’]s| is| are| was)? ?(?:just |also |here )?)$|^[^\w]*$/i;

/** What takes it back, or says it of some place or time only. */
const unless =
  /(?:^|[^\w])(?:but|only|after|before|below|above|until|till|once|unless|except|when|while|if|however|though|although|other|next|not|no|never|private|(?:do|does|is|are|was|must|should|ca)n['’]?t|prod|production)(?!\w)/i;

/** That it is how one should not write it. The signs are a cross, a cross mark and a no-entry sign, byte by byte. */
const mistaken =
  /(?:^|[^\w])(?:never (?:do|hard-?code)|do(?:n'?t| not) (?:do|hard-?code|ever)|hard-?coded (?:secrets?|credentials?|(?:api )?keys?|tokens?|passwords?)|bad|wrong|insecure|unsafe|vulnerab(?:le|ility)|anti-?pattern|leaked)(?!\w)|\u00e2\u009d\u008c|\u00e2\u009c\u0097|\u00f0\u009f\u009a\u00ab/i;

/** The same as the label of a line or of an item: in English, Russian, German, French, Spanish and Chinese, byte by byte. */
const mistakenLine = new RegExp(
  String.raw`^[ \t>]*(?:[-*+]|\d{1,3}[.)])?[ \t]*[*_]{0,3}(?:${[
    ["bad", "wrong", "incorrect", "insecure", "don'?t", "do not do", "плохо", "Плохо", "неправильно", "Неправильно"],
    ["schlecht", "falsch", "mauvais", "mal", "incorrecto", "错误", "不好"],
  ]
    .flat()
    .map((word) => Buffer.from(word, "utf8").toString("latin1"))
    .join("|")})[*_]{0,3}(?: \([^()\n]{0,60}\))?[*_]{0,3}(?::|\u00ef\u00bc\u009a)`,
  "i",
);

/** The comment behind a value on its line; empty if there is none. */
function commentBehind(text: string, end: number): string {
  return behind.exec(text.slice(end, end + longestBehind).split("\n", 1)[0]!)?.[1] ?? "";
}

/** A line that gives a name one value. */
const ofOneValue = /^[ \t]{0,60}["'`]?[A-Za-z_][\w.-]{0,60}["'`]?[ \t]{0,8}(?::[^=\n]{1,60})?[:=][^\n]{1,200}$/;

/** Lines of values between a value and the comment above all of them. */
const mostBetween = 8;

/** The lines above the one of a value, the nearest first. */
function linesAbove(text: string, start: number): readonly string[] {
  return text
    .slice(Math.max(0, start - longestAbove), start)
    .replace(byteOrderMark, "")
    .split("\n")
    .toReversed()
    .slice(1);
}

/** The comment right above the line of a value, its lines in one; empty if there is none. */
function commentAbove(text: string, start: number): string {
  const lines = linesAbove(text, start);
  return commentIn(lines, openLine.test(lines[0] ?? "") && !commentLine.test(lines[0] ?? "") ? 1 : 0);
}

/** The comment above a block of values in which this one stands; empty if it is right above, or there is none. */
function commentAboveBlock(text: string, start: number): string {
  const lines = linesAbove(text, start);
  const first = lines.findIndex((line) => commentLine.test(line) || !ofOneValue.test(line));
  return first > 0 && first <= mostBetween ? commentIn(lines, first) : "";
}

/** The comment that begins, read upwards, at that line. */
function commentIn(lines: readonly string[], first: number): string {
  const own: string[] = [];
  for (const line of lines.slice(first, first + mostLines)) {
    if (!commentLine.test(line)) break;
    own.unshift(line.replace(commentMark, "").trim());
  }
  return own.join(" ");
}

/** Holds if a comment behind the value says that it opens nothing: `// dummy secret`. */
export function isDenied(text: string, end: number): boolean {
  return denies(denied, commentBehind(text, end));
}

/** Holds if the comment above the value says so, or the one above a block of values, which speaks of several. */
export function isDeniedAbove(text: string, start: number): boolean {
  if (denies(deniedAbove, commentAbove(text, start))) return true;
  const ofBlock = commentAboveBlock(text, start);
  return deniedAbove.exec(ofBlock)?.[0].endsWith("s") === true && denies(deniedAbove, ofBlock);
}

function denies(denial: RegExp, comment: string): boolean {
  const match = denial.exec(comment);
  if (!match) return false;
  const { before, after } = sentenceAround(comment, match);
  return !ofAnother.test(before) && !inUse.test(`${before} ${after}`);
}

/** What stands before and behind a match in its sentence. */
function sentenceAround(text: string, { 0: { length }, index }: RegExpExecArray): { before: string; after: string } {
  const before = text.slice(0, index);
  return {
    before: before.split(/[.!?;]/).at(-1)!,
    after: text.slice(index + length).split(/[.!?;]/, 1)[0]!,
  };
}

/** Holds if the mark by which scanners pass a value over stands behind it. */
export function isPassedOver(text: string, end: number): boolean {
  return allowed.test(commentBehind(text, end));
}

/** Holds if a comment at the value says of it, and of nothing else, that it is no secret: that it is public, or safe to commit. */
export function isSaidOpen(text: string, start: number, end: number): boolean {
  return [commentBehind(text, end), commentAbove(text, start)].some((comment) =>
    [...comment.matchAll(open)].some((match) => {
      const { before, after } = sentenceAround(comment, match);
      return ofThis.test(before) && !unless.test(after.split(":", 1)[0]!);
    }),
  );
}

/** Holds if a comment at the value, or what its line begins with, shows it as a mistake: `// never do this`, `Bad: …`. */
export function isShownAsMistake(text: string, start: number, end: number): boolean {
  const line = text.slice(Math.max(0, start - longestAbove), start);
  if (mistakenLine.test(line.slice(line.lastIndexOf("\n") + 1))) return true;
  return mistaken.test(commentBehind(text, end)) || mistaken.test(commentAbove(text, start));
}

/** Characters above a value in which comments speak of the program that it belongs to. */
const longestOnProgram = 3000;

/** A program that everybody who has it runs on a machine of their own. */
const installedProgram = /(?:^|[^\w])(?:desktop|installed|native|cli|command[- ]line)[- ]app(?:lication)?s?(?!\w)/i;

/** That its secret is none. */
const saidNone =
  /(?:^|[^\w])(?:non-?confidential|not (?:actually |really |be |kept |considered ){0,2}(?:confidential|secret|treated as a ?secret)|public client)(?!\w)/i;

/** Holds if comments above the value, of its neighbours too, say that it is of an installed program and no secret. */
export function isSaidOfInstalled(text: string, start: number): boolean {
  const comments = text
    .slice(Math.max(0, start - longestOnProgram), start)
    .split("\n")
    .filter((line) => commentLine.test(line))
    .map((line) => line.replace(commentMark, "").trim())
    .join(" ");
  return installedProgram.test(comments) && saidNone.test(comments);
}
