import { append } from "#model/append.ts";
import { isPlainValue } from "#secrets/plain-value.ts";
import { itemsAt } from "#secrets/listed-items.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import { passed, quotedAt, type Range } from "#secrets/quoted.ts";
import { maskOf } from "#secrets/token-shapes.ts";

/**
 * A name and what ties a value to it: `name =`, `"name": `, `name := `, `["name"] = `, `--name=`, `NAME || `, and
 * `"name", ` as in lists of arguments. A name starts where no letter stands before it, so that long runs cost one try.
 */
const ties =
  /(?<![\w.-])(-{0,2})([A-Za-z_][\w.-]{0,99})(\\?["'`])?\]?[ \t]{0,8}([?+!|:]{0,2}={1,3}>?|:-|:{1,2}|\|\||\?\?|,)[ \t]{0,8}/g;

/** A flag whose value is the next word, or the next item of a YAML list. */
const flags = /(?<![\w-])--?([A-Za-z][\w-]{1,60})(?:[ \t]{1,8}|\r?\n[ \t]{0,40}-[ \t]{1,8})(?!-)/g;

/** What stands between two quoted texts that become one: a plus, or a quote that closes the text with the name. */
const joint = /["'`][ \t]{0,8}(?:\+|\.{1,2})[ \t\r\n]{0,40}(?=["'`])/y;

/** The type of a declaration that goes on with a quoted value. */
const annotation = /[A-Za-z_][\w.<>[\]|, ]{0,60}=[ \t]{0,8}(?=\\?["'`])/y;

/** The tag or the anchor of a YAML value. */
const tag = /(?:![\w!/:.-]{0,60}|&[\w-]{1,60})[ \t]{1,8}(?=[^ \t\r\n])/y;

/** A call around a quoted value, or the letters that some languages put before a quote. */
const wrapper = /(?:[A-Za-z_][\w.:]{0,60}\([ \t]{0,8}|[bBfFrRuU]{1,2})(?=\\?["'`])/y;

/** A block of YAML, which begins on the next line. */
const blockHead = /[|>][+-]?[ \t]{0,8}\r?\n/y;

/** What a shell computes, and what a reader is to put in. */
const computed = /\$\(|`|<[^<>\r\n]{1,80}>/y;

const toSpace = /[^\s"'`]+/y;
const toDelimiter = /[^\s,;"'`<>(){}[\]&|]+/y;

const scheme = /^(?:bearer|basic|token|bot|apikey|api-key|digest|geniekey|ssws|splunk|negotiate)[ \t]{1,8}/i;

const schemeHere = new RegExp(scheme.source.slice(1), "iy");

/** Masks values that stand after a name of a credential. Line breaks stay where they are. */
export function maskAssignments(text: string): string {
  // Set by `name: DB_PASSWORD`, for the `value: …` that follows.
  let namedUntil = -1;
  const tied = maskAfter(text, ties, ([, dashes = "", name = "", quote = "", sign = ""], at) => {
    if (/^(?:name|key|var|variable)$/i.test(name) && holdsSecretName(text, at)) {
      namedUntil = at + 300;
      return [];
    }
    const isValueOfNamed = at < namedUntil && /^(?:value|default)$/i.test(name);
    if (!isValueOfNamed && !isSecretName(name)) return [];
    return valuesAt(text, { at, name, quote, sign, isFlag: dashes !== "" });
  });
  return maskAfter(tied, flags, ([, name = ""], at) => {
    if (!isSecretName(name)) return [];
    const quoted = quotedAt(tied, passed(joint, tied, at));
    return quoted ? joined(tied, quoted) : unquotedAt(tied, at, false);
  });
}

/** Masks the places that are found behind matches of a global pattern, and goes on behind them. */
function maskAfter(
  text: string,
  pattern: RegExp,
  placesOf: (match: RegExpExecArray, at: number) => readonly Range[],
): string {
  const pieces: string[] = [];
  let copied = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    for (const { start, end } of placesOf(match, pattern.lastIndex)) {
      pieces.push(text.slice(copied, start), maskOf(text.slice(start, end)));
      copied = end;
      pattern.lastIndex = end;
    }
  }
  return copied === 0 ? text : pieces.join("") + text.slice(copied);
}

interface Tie {
  /** Where the value may begin. */
  readonly at: number;
  readonly name: string;
  /** The quote that closes the name, if there is one. */
  readonly quote: string;
  readonly sign: string;
  readonly isFlag: boolean;
}

/** What is to be masked of the value that belongs to a name. */
function valuesAt(text: string, tie: Tie): readonly Range[] {
  const { at, name, quote, sign } = tie;
  if (sign === ",") return listedValue(text, tie);
  const next = quote === "" ? passed(joint, text, at) : at;
  if (next === at && quote === "" && endsString(text, at)) return [];
  const start = passed(tag, text, passed(annotation, text, next));
  const quoted = quotedAt(text, start);
  if (quoted) return joined(text, quoted);
  if (sign === "||" || sign === "??") return [];
  const listed = itemsAt(text, start);
  if (listed.length > 0) return listed.flatMap((item) => opaque(text, item));
  const inner = quotedAt(text, passed(wrapper, text, start));
  if (inner) return opaque(text, inner);
  const first = passed(blockHead, text, start);
  if (sign === ":" && first > start) return blockLines(text, start, first);
  const isVariable = sign === "=" && text[at - 1] === "=" && /^[A-Z_][A-Z0-9_]*$/.test(name);
  return unquotedAt(text, start, isVariable);
}

/** Texts that are put together to one value. */
const mostJoined = 20;

/** A quoted value with the texts that are joined to it. */
function joined(text: string, first: Range): readonly Range[] {
  const found = [...withoutPlain(text, first)];
  for (let range = first, count = 0; count < mostJoined; count++) {
    const next = passed(joint, text, range.end);
    const quoted = next > range.end ? quotedAt(text, next) : undefined;
    if (!quoted) break;
    append(found, withoutPlain(text, quoted));
    range = quoted;
  }
  return found;
}

/** The next item of a list of arguments. What follows a flag belongs to it; what follows a word may be another word. */
function listedValue(text: string, { at, quote, isFlag }: Tie): readonly Range[] {
  const value = quote === "" ? undefined : quotedAt(text, at);
  if (!value || text.startsWith("-", value.start)) return [];
  return isFlag ? withoutPlain(text, value) : opaque(text, value);
}

/** Holds for a quote that closes a text such as `'Token:'` and `"Password: "` and opens none. */
function endsString(text: string, at: number): boolean {
  const closes = /\s/.test(text[at - 1] ?? "") ? /^[),;\]}]$/ : /^[\s),;\]}]?$/;
  return /["'`]/.test(text[at] ?? "") && closes.test(text[at + 1] ?? "");
}

/** A value without quotes. That of a variable of the environment reaches to white space; elsewhere code or prose may go on. */
function unquotedAt(text: string, at: number, isVariable: boolean): readonly Range[] {
  const start = passed(schemeHere, text, at);
  if (passed(computed, text, start) > start) return [];
  const end = passed(isVariable ? toSpace : toDelimiter, text, start);
  const shown = text.slice(start, Math.min(end, start + 200));
  const isOther =
    !isVariable && start === at && (isExpression(shown, text[end] ?? "") || isProse(shown, text.slice(end, end + 2)));
  return isOther ? [] : withoutPlain(text, { start: at, end });
}

/** Code that computes the value: a call, an index, a chain of names. */
function isExpression(value: string, next: string): boolean {
  if (/^[([{]$/.test(next)) return /^[A-Za-z_$][\w$.?!:]*$/.test(value);
  return /^[A-Za-z_$][A-Za-z_$]*(?:\??\.[A-Za-z_$][A-Za-z_$]*)+!?$/.test(value);
}

/** A word of a sentence that goes on, or the name of a type. */
function isProse(value: string, next: string): boolean {
  return (/^[A-Za-z]+$/.test(value) && /^ [a-z(]/.test(next)) || /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.test(value);
}

/** The part of a value that is secret: nothing if it may be shown, all but the scheme otherwise. */
function withoutPlain(text: string, { start, end }: Range): readonly Range[] {
  const value = text.slice(start, end);
  const from = start + (scheme.exec(value)?.[0].length ?? 0);
  return from >= end || isPlainValue(value) || isPlainValue(text.slice(from, end)) ? [] : [{ start: from, end }];
}

/** The same of a value that only its place in a list or call ties to the name: words stay. */
function opaque(text: string, value: Range): readonly Range[] {
  return looksOpaque(text.slice(value.start, value.end)) ? withoutPlain(text, value) : [];
}

/** Characters of a block that are looked at, so that blocks within blocks cost no more than their sum. */
const longestBlock = 20_000;

/** The lines of a block of YAML: those indented more than the line that announces it at `announced`. */
function blockLines(text: string, announced: number, first: number): readonly Range[] {
  const lineStart = text.lastIndexOf("\n", announced) + 1;
  const indentation = passed(/[ \t]*/y, text, lineStart) - lineStart;
  const limit = Math.min(text.length, first + longestBlock);
  const lines: Range[] = [];
  for (let at = first; at < limit;) {
    const start = passed(/[ \t]*/y, text, at);
    const end = passed(/[^\r\n]+/y, text, start);
    if (end > start && start - at <= indentation) break;
    if (end > start) append(lines, withoutPlain(text, { start, end }));
    at = Math.max(passed(/\r?\n|\r/y, text, end), end + 1);
  }
  return lines;
}

/** Holds for `name: DB_PASSWORD`: the value itself is a credential's name. */
function holdsSecretName(text: string, at: number): boolean {
  const value = /\\?["'`]?([A-Za-z_][\w.-]{0,99})/y;
  value.lastIndex = at;
  const name = value.exec(text)?.[1];
  return name !== undefined && isSecretName(name);
}

/** Holds for what is hardly a word: it has a digit, or is long and mixes cases. */
function looksOpaque(value: string): boolean {
  return /\d/.test(value) || (value.length >= 16 && /[a-z][A-Z]/.test(value)) || scheme.test(value);
}
