import { readEscape } from "#match/regex-escape.ts";
import { type CharacterSet, type CodeRange, RegexSyntaxError, complement, posixClasses } from "#match/regex-tree.ts";

/** One member of a class: a character that may start a range, or what cannot. */
type Member = { readonly end: number } & (
  | { readonly code: number }
  | { readonly ranges: readonly CodeRange[] }
  | { readonly property: string }
);

/** Reads the character class whose `[` is at `at`; `end` is the offset after its `]`. */
export function readClass(source: string, at: number): { readonly set: CharacterSet; readonly end: number } {
  const negated = source[at + 1] === "^";
  const first = at + (negated ? 2 : 1);
  const ranges: CodeRange[] = [];
  const escapes: string[] = [];
  let next = first;
  while (next < source.length && (source[next] !== "]" || next === first)) {
    const member = readMember(source, next);
    next = member.end;
    if ("property" in member) escapes.push(member.property);
    else if ("ranges" in member) ranges.push(...member.ranges);
    else {
      const range = readRange(source, member);
      ranges.push(range.range);
      next = range.end;
    }
  }
  if (next >= source.length) throw new RegexSyntaxError("an unmatched [", at);
  return { set: { negated, ranges, escapes }, end: next + 1 };
}

function readRange(source: string, from: { readonly code: number; readonly end: number }) {
  const single = { range: [from.code, from.code] as CodeRange, end: from.end };
  if (source[from.end] !== "-" || source[from.end + 1] === "]" || from.end + 1 >= source.length) return single;
  const to = readMember(source, from.end + 1);
  if (!("code" in to)) return single;
  if (to.code < from.code) throw new RegexSyntaxError("a range whose ends are out of order", from.end);
  return { range: [from.code, to.code] as CodeRange, end: to.end };
}

function readMember(source: string, at: number): Member {
  const posix = /^\[:(\^?)([a-z]{1,8}):\]/.exec(source.slice(at, at + 14));
  if (posix) {
    const ranges = posixClasses.get(posix[2] ?? "");
    if (!ranges) throw new RegexSyntaxError(`the class [:${posix[2]}:] is not known`, at);
    return { ranges: posix[1] ? complement(ranges) : ranges, end: at + posix[0].length };
  }
  if (/^\[[.=]/.test(source.slice(at, at + 2))) throw new RegexSyntaxError("collating elements are not supported", at);
  if (source[at] === "\\") return source[at + 1] === "b" ? { code: 8, end: at + 2 } : readEscape(source, at);
  const code = source.codePointAt(at) ?? 0;
  return { code, end: at + String.fromCodePoint(code).length };
}
