import { type Plain, sign, skipBlanks, skipLines, spanOf, syntaxOf, taken, textOf } from "#syntax/bash-plain-state.ts";
import { plainWord } from "#syntax/bash-plain-words.ts";
import type { Syntax } from "#syntax/syntax-tree.ts";

/** Reads statements and what ends each, up to the end of the text or of the substitution that they stand in. */
export function plainStatements(plain: Plain): Syntax[] | undefined {
  const nodes: Syntax[] = [];
  for (;;) {
    skipLines(plain);
    const next = plain.text[plain.at];
    if (next === undefined || next === ")") return nodes;
    const statement = list(plain);
    if (!statement) return undefined;
    nodes.push(statement);
    const mark = plain.text[plain.at];
    if (mark === ";" || mark === "&") nodes.push(sign(mark, plain.at++));
    else if (mark !== undefined && mark !== "\n" && mark !== ")" && mark !== "#") return undefined;
  }
}

const conjunction = /&&|\|\|/y;

/** `a && b || c`, from the left. */
function list(plain: Plain): Syntax | undefined {
  let left = pipeline(plain);
  while (left) {
    const start = plain.at;
    const operator = taken(plain, conjunction);
    if (operator === undefined) return left;
    skipLines(plain);
    const right = pipeline(plain);
    if (!right) return undefined;
    left = syntaxOf("list", { start: left.start, end: right.end }, [left, sign(operator, start), right]);
  }
  return undefined;
}

const pipe = /\|&|\|(?!\|)/y;

function pipeline(plain: Plain): Syntax | undefined {
  const parts: Syntax[] = [];
  for (;;) {
    const part = redirected(plain);
    if (!part) return undefined;
    parts.push(part);
    const start = plain.at;
    const operator = taken(plain, pipe);
    // The grammar at times takes `a | A=` on to the next line.
    const assigns = part.type === "variable_assignment" || part.type === "declaration_command";
    if (assigns && (operator !== undefined || parts.length > 1)) return undefined;
    if (operator === undefined) return parts.length === 1 ? part : syntaxOf("pipeline", spanOf(parts), parts);
    parts.push(sign(operator, start));
    skipLines(plain);
  }
}

/** A command and where it reads and writes. Afterwards the place is at what is no blank. */
function redirected(plain: Plain): Syntax | undefined {
  const body = declaration(plain) ?? command(plain);
  if (!body) return undefined;
  const redirects: Syntax[] = [];
  while (isRedirect(plain)) {
    const redirect = fileRedirect(plain);
    if (!redirect) return undefined;
    redirects.push({ ...redirect, field: "redirect" });
  }
  if (redirects.length === 0) return body;
  if (body.type !== "command") return undefined;
  const span = { start: body.start, end: redirects.at(-1)!.end };
  return syntaxOf("redirected_statement", span, [{ ...body, field: "body" }, ...redirects]);
}

const redirectStart = /\d*[<>]|&>/y;

function isRedirect({ text, at }: Plain): boolean {
  redirectStart.lastIndex = at;
  return redirectStart.test(text);
}

/** The grammar does not know a descriptor 0 that is written. */
const descriptor = /[1-9]\d*/y;
const redirectSign = /&>>|&>|>>(?!>)|>\||>&(?!-)|<&(?!-)|>(?![>(])|<(?![<(>])/y;

function fileRedirect(plain: Plain): Syntax | undefined {
  const start = plain.at;
  const number = taken(plain, descriptor);
  const from = number === undefined ? [] : [syntaxOf("file_descriptor", { start, end: plain.at })];
  const signStart = plain.at;
  const operator = taken(plain, redirectSign);
  if (operator === undefined) return undefined;
  skipBlanks(plain);
  const destinations = words(plain);
  if (!destinations || destinations.length === 0) return undefined;
  return syntaxOf("file_redirect", { start, end: destinations.at(-1)!.end }, [
    ...from.map((node) => ({ ...node, field: "descriptor" })),
    sign(operator, signStart),
    ...destinations.map((node) => ({ ...node, field: "destination" })),
  ]);
}

const wordsEnd = /[\n;&|<>)#]|\d+[<>]|$/y;

/** The words up to what is none; afterwards the place is there. */
function words(plain: Plain): Syntax[] | undefined {
  const read: Syntax[] = [];
  for (;;) {
    wordsEnd.lastIndex = plain.at;
    const isEnd = wordsEnd.test(plain.text);
    const last = read.at(-1);
    if (last && isUnclear(plain, last, isEnd)) return undefined;
    if (isEnd) return read;
    const word = plainWord(plain);
    if (!word) return undefined;
    read.push(word);
    skipBlanks(plain);
  }
}

/** Holds for words that the grammar at times reads in its own way, because of what follows them. */
function isUnclear(plain: Plain, word: Syntax, isEnd: boolean): boolean {
  const next = plain.text[plain.at] ?? "";
  // It joins brackets over blanks,
  if (/^[{}[\]]+$/.test(textOf(plain, word)) && /[{}[\]]/.test(next)) return true;
  // loses the dash of `a - 2> b`,
  if (isEnd && /\d/.test(next) && textOf(plain, word) === "-") return true;
  // and takes the digit of `a-b1> c` for a descriptor.
  return word.end === plain.at && /[<>]/.test(next) && /\d/.test(plain.text[plain.at - 1]!);
}

/** What begins something else than a command. */
const keywords: ReadonlySet<string> = new Set(
  `if then elif else fi for while until do done case esac in select function
   declare typeset export readonly local unset unsetenv`.split(/\s+/),
);

/** With more before some signs, the grammar takes a name for one of a variable. */
const clearName = /^(?:[A-Za-z][\w\u0080-\uffff]*(?![\w\u0080-\uffff:%#@?+=[{}\]])|[./~'"$])/;

function command(plain: Plain): Syntax | undefined {
  const start = plain.at;
  const given = assignments(plain);
  if (!given) return undefined;
  const rest = words(plain);
  if (!rest) return undefined;
  const [first, ...others] = rest;
  if (!first) return onlyAssignments(given, plain);
  const called = textOf(plain, first.children[0] ?? first);
  if (keywords.has(called) || !clearName.test(textOf(plain, first))) return undefined;
  const end = rest.at(-1)!.end;
  return syntaxOf("command", { start, end }, [...given, syntaxOf("command_name", first, [first]), ...others]);
}

const declares = /(?:declare|typeset|export|readonly|local)(?=[ \t]+[-A-Za-z_])/y;
const flag = /-[A-Za-z]+(?=[ \t])/y;

/** `export A=1`, if nothing but flags and assignments is there; otherwise the place stays. */
function declaration(plain: Plain): Syntax | undefined {
  const start = plain.at;
  const word = taken(plain, declares);
  if (word === undefined) return undefined;
  skipBlanks(plain);
  const flags: Syntax[] = [];
  for (let from = plain.at; taken(plain, flag) !== undefined; from = plain.at) {
    flags.push(syntaxOf("word", { start: from, end: plain.at }));
    skipBlanks(plain);
  }
  const given = assignments(plain);
  if (given && given.length > 0 && /[\n;&#]|$/y.test(plain.text.slice(plain.at, plain.at + 1)))
    return syntaxOf("declaration_command", { start, end: given.at(-1)!.end }, [sign(word, start), ...flags, ...given]);
  plain.at = start;
  return undefined;
}

function onlyAssignments(given: readonly Syntax[], plain: Plain): Syntax | undefined {
  const [only, ...more] = given;
  if (!only || isRedirect(plain)) return undefined;
  return more.length === 0 ? only : undefined;
}

const assigned = /(?:[A-Za-z]\w*|_\w+)(?=\+?=)/y;

/** Variables that are set before the words of a command. */
function assignments(plain: Plain): Syntax[] | undefined {
  const read: Syntax[] = [];
  for (;;) {
    const start = plain.at;
    const variable = taken(plain, assigned);
    if (variable === undefined) return read;
    const name = { ...syntaxOf("variable_name", { start, end: plain.at }), field: "name" };
    const equals = sign(plain.text[plain.at] === "+" ? "+=" : "=", plain.at);
    plain.at = equals.end;
    // The grammar takes what follows for a comment.
    if (plain.text[plain.at] === "#") return undefined;
    const isEmpty = /^(?:[ \t\n;&]|$)/.test(plain.text.slice(plain.at, plain.at + 1));
    const value = isEmpty ? undefined : plainWord(plain);
    if (!value && !isEmpty) return undefined;
    const children = [name, equals, ...(value ? [{ ...value, field: "value" }] : [])];
    read.push(syntaxOf("variable_assignment", { start, end: plain.at }, children));
    skipBlanks(plain);
  }
}
