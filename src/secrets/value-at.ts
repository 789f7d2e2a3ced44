import type { NamedPlace } from "#secrets/name-at.ts";

/** A value in a text, without its quotes and without a scheme before it. */
export interface PlacedValue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly quoted: boolean;
  /** `bearer`, `basic`, …, lower case. */
  readonly scheme?: string;
}

/** Longer values are no secrets that a name is given, or are known by their format. */
const longestValue = 600;
const longestUnquoted = 200;

/** JSON Web Tokens are longer than what else a name is given. */
const longestToken = 2000;

const scheme = /^(bearer|basic|token|bot|apikey|api-key|digest|ssws|splunk|key)(?:[ \t]{1,8}|%20)(?=\S)/i;

/** A call around a quoted value, or two: `SecretStr("…")`, `createKey(Buffer.from("…"))`. */
const wrapper = /(?:[A-Za-z_][\w.:]{0,60}\([ \t]{0,8}){1,2}(?=\\?["'`])/y;

/** The letters that some languages put before a quote. */
const prefix = /(?:[bBfFrRuUL@]{1,2})(?=\\?["'`])/y;

/** One quote or three; two where Markdown puts them around code. */
const openQuote = /(\\{0,3})(["'`])(?:\2\2|(?<=`)`(?=[\w+/]))?/y;

const lineBreak = /[ \t]{0,8}\r?\n/y;
const nothing = /(?!)/y;

/** Codes at which a value without quotes ends. */
const delimits = Uint8Array.from({ length: 256 }, (_, code) =>
  code <= 32 || code === 160 || "\"'`<>(){}[],;|\\".includes(String.fromCharCode(code)) ? 1 : 0,
);

/** The name that an option sets, so that the value stands behind it: `--secret NAME="$NAME"`. */
const assigned = /[A-Za-z_]\w{0,80}=(?=["']?[^\s"'=])/y;

/** The value that begins at the place of a name; undefined if what stands there is none that is written out. */
export function valueAt(text: string, { valueStart: first, tie }: NamedPlace): PlacedValue | undefined {
  const valueStart = tie === "flag" ? passed(assigned, text, first) : first;
  const instead = insteadOfSecret(text, valueStart);
  if (instead) return withoutScheme(text, instead.start, instead.end, true);
  let at = passed(prefix, text, valueStart);
  let quoted = quotedAt(text, at);
  if (!quoted && (tie === "assignment" || tie === "call")) {
    at = passed(wrapper, text, valueStart);
    quoted = at > valueStart ? quotedAt(text, at) : undefined;
  }
  if (quoted) return withoutScheme(text, quoted.start, quoted.end, true);
  if (tie === "comma" || tie === "call") return undefined;
  const end = unquotedEnd(text, valueStart, tie === "element");
  return end === undefined ? undefined : withoutScheme(text, valueStart, end, false);
}

/** What a workflow takes where its store has nothing: `${{ secrets.NAME || 'text' }}`. */
const fallback = /["']?\$\{\{[^{}'"\r\n]{0,200}\|\|[ \t]{0,8}'(?=[^'\r\n]{1,200}'[ \t)]{0,8}\}\})/y;

function insteadOfSecret(text: string, at: number): { start: number; end: number } | undefined {
  if (!text.startsWith("${{", at) && !text.startsWith("${{", at + 1)) return undefined;
  const start = passed(fallback, text, at);
  return start === at ? undefined : { start, end: text.indexOf("'", start) };
}

function passed(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function quotedAt(text: string, at: number): { start: number; end: number } | undefined {
  const first = text.charCodeAt(at);
  if (first !== 34 && first !== 39 && first !== 96 && first !== 92) return undefined;
  openQuote.lastIndex = at;
  const opened = openQuote.exec(text);
  if (!opened) return undefined;
  const [whole, escape = "", mark = ""] = opened;
  // A text between three quotes begins on the next line where nothing follows them.
  const start = passed(whole.endsWith(mark.repeat(3)) ? lineBreak : nothing, text, at + whole.length);
  const limit = Math.min(text.length, start + longestAt(text, start, longestValue));
  for (let end = start; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === 10 || code === 13) return undefined;
    if (code === mark.charCodeAt(0)) {
      return { start, end: text.startsWith(escape, end - escape.length) ? end - escape.length : end };
    }
    if (code === 92 && escape === "") end++;
  }
  return undefined;
}

function longestAt(text: string, start: number, longest: number): number {
  return text.startsWith("eyJ", start) ? longestToken : longest;
}

/** The end of a value without quotes; undefined if code or prose goes on behind it. */
function unquotedEnd(text: string, start: number, isElement: boolean): number | undefined {
  const schemed = scheme.exec(text.slice(start, start + 30));
  let end = start + (schemed?.[0].length ?? 0);
  const limit = Math.min(text.length, end + longestAt(text, end, longestUnquoted));
  while (end < limit && delimits[text.charCodeAt(end)] === 0) {
    // The separator of a form's fields, or of a shell's commands.
    if (text.charCodeAt(end) === 38 && /^&(?:[\w.[\]%-]{1,40}=|&|\\?(?:[\s"'`]|$))/.test(text.slice(end, end + 42)))
      break;
    end++;
  }
  if (end === limit && limit < text.length) return undefined;
  if (isElement) return text.charAt(end) === "<" ? end : undefined;
  return "([{<".includes(text.charAt(end) || " ") ? undefined : withoutMarks(text, start, end);
}

/** The end without what ends a sentence; undefined if only the beginning of something is shown. */
function withoutMarks(text: string, start: number, limit: number): number | undefined {
  let end = limit;
  // What goes on with an ellipsis is the beginning of something.
  if (text.startsWith("...", end - 3) || text.startsWith("\u00e2\u0080\u00a6", end - 3)) return undefined;
  while (end > start && /[.:?!*]/.test(text.charAt(end - 1))) end--;
  return end > start ? end : undefined;
}

function withoutScheme(text: string, start: number, end: number, quoted: boolean): PlacedValue | undefined {
  let from = start;
  while (from < end && text.charCodeAt(from) === 32) from++;
  let to = end;
  while (to > from && text.charCodeAt(to - 1) === 32) to--;
  const match = scheme.exec(text.slice(from, Math.min(to, from + 30)));
  if (match) from += match[0].length;
  if (to <= from) return undefined;
  return {
    start: from,
    end: to,
    text: text.slice(from, to),
    quoted,
    ...(match ? { scheme: match[1]!.toLowerCase() } : {}),
  };
}
