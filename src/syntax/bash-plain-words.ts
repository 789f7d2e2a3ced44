import { type Plain, sign, spanOf, syntaxOf, taken, textOf } from "#syntax/bash-plain-state.ts";
import type { Syntax } from "#syntax/syntax-tree.ts";

/** Substitutions nest as deep as somebody writes by hand; reading them recurses. */
const deepest = 8;

const bare =
  /(?:[^\s\0-\x1f\x7f\x85'"<>{}[\]()`$|&;\\]|\\[^\s\0-\x1f\x7f\x85])(?:[^\s\0-\x1f\x7f\x85'"<>{}[\]()`$|&;\\]|\\[^\s\0-\x1f\x7f\x85]|\\ )*/y;
/** Apart from the list that `{1..9}` is. */
const brackets = /[{}[\]](?!\d+\.\.)/y;
const single = /'[^']*'/y;
const name = /\$(?:\w+(?![\w\u0080-\uffff])|[?@*#!-])|\$\{[A-Za-z_]\w*\}/y;

/** Reads one word, of which all parts stand together; the place is at its start. */
export function plainWord(plain: Plain): Syntax | undefined {
  const parts: Syntax[] = [];
  while (isInWord(plain)) {
    const part = wordPart(plain);
    if (!part) return undefined;
    parts.push(part);
  }
  const [only, ...more] = parts;
  if (!only || isUnclear(plain, parts)) return undefined;
  return only && more.length === 0 ? only : syntaxOf("concatenation", spanOf(parts), parts);
}

/** Holds for words that the grammar at times reads in its own way. */
function isUnclear(plain: Plain, parts: readonly Syntax[]): boolean {
  const texts = parts.map((part) => textOf(plain, part));
  if (/^(?:=[=~]|!$)/.test(texts[0]!)) return true;
  return parts.some(({ type }, index) => {
    const text = texts[index]!;
    if (type === "word") return /^-?(?:0x)?\d+#/.test(text) || (index > 0 && text.includes("\\"));
    if (type !== "simple_expansion" || parts.length === 1) return false;
    // It ends some words behind the sign of a variable.
    return !/^\$(?:[A-Za-z]|_\w)/.test(text) || (index > 1 && parts[index + 1]?.type === "word");
  });
}

const ends = /[ \t\n;&|<>)]|\\\n|$/y;

function isInWord({ text, at }: Plain): boolean {
  ends.lastIndex = at;
  return !ends.test(text);
}

function wordPart(plain: Plain): Syntax | undefined {
  const start = plain.at;
  switch (plain.text[start]) {
    case "'":
      return taken(plain, single) === undefined ? undefined : syntaxOf("raw_string", { start, end: plain.at });
    case '"':
      return doubleQuoted(plain);
    case "$":
      return hole(plain);
    default:
      if (taken(plain, bare) === undefined && taken(plain, brackets) === undefined) return undefined;
      return syntaxOf("word", { start, end: plain.at });
  }
}

const quotedText = /(?:[^"$`\\]|\\[^])+/y;

function doubleQuoted(plain: Plain): Syntax | undefined {
  const start = plain.at++;
  const holes: Syntax[] = [];
  for (;;) {
    taken(plain, quotedText);
    const next = plain.text[plain.at];
    if (next === '"') {
      plain.at++;
      return syntaxOf("string", { start, end: plain.at }, holes);
    }
    if (next !== "$") return undefined;
    const found = hole(plain);
    if (!found) return undefined;
    holes.push(found);
  }
}

/** What another text takes the place of. */
function hole(plain: Plain): Syntax | undefined {
  const start = plain.at;
  if (plain.text.startsWith("$(", start)) return substitution(plain);
  const found = taken(plain, name);
  if (found === undefined) return undefined;
  const isBraced = found[1] === "{";
  const inner = isBraced ? { start: start + 2, end: plain.at - 1 } : { start: start + 1, end: plain.at };
  const type = /\w/.test(found.at(-1)!) || isBraced ? "variable_name" : "special_variable_name";
  return syntaxOf(isBraced ? "expansion" : "simple_expansion", { start, end: plain.at }, [syntaxOf(type, inner)]);
}

function substitution(plain: Plain): Syntax | undefined {
  const start = plain.at;
  if (plain.text[start + 2] === "(" || plain.depth >= deepest) return undefined;
  plain.at += 2;
  plain.depth++;
  const statements = plain.statements(plain);
  plain.depth--;
  if (!statements || statements.length === 0 || plain.text[plain.at] !== ")") return undefined;
  plain.at++;
  return syntaxOf("command_substitution", { start, end: plain.at }, [
    sign("$(", start),
    ...statements,
    sign(")", plain.at - 1),
  ]);
}
