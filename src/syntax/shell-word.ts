import { leaf } from "#syntax/node.ts";
import {
  addText,
  addUnknown,
  currentList,
  listFrame,
  push,
  wordAt,
  type InnerFrame,
  type ListFrame,
  type Shell,
} from "#syntax/shell-state.ts";

/** Reads on within double quotes, `${…}` or arithmetic; always at least one unit, or the end of the frame. */
export function readInner(shell: Shell, frame: InnerFrame): void {
  const { text, at } = shell;
  if (frame.kind === "arithmetic" && at >= frame.end) {
    shell.frames.pop();
    return;
  }
  switch (text.charCodeAt(at)) {
    case 34: // "
      if (frame.kind === "quote") closeInner(shell);
      else openQuote(shell);
      return;
    case 125: // }
      if (frame.kind === "brace") closeInner(shell);
      else take(shell, 1);
      return;
    case 36: // $
      readDollar(shell);
      return;
    case 92: // backslash
      readEscape(shell, frame.kind === "quote");
      return;
    case 96:
      openBackquote(shell);
      return;
    default: {
      const stop = /["}$\\`]/g;
      stop.lastIndex = at + 1;
      const next = stop.exec(text)?.index ?? text.length;
      take(shell, (frame.kind === "arithmetic" ? Math.min(next, Math.max(frame.end, at + 1)) : next) - at);
    }
  }
}

function closeInner(shell: Shell): void {
  shell.frames.pop();
  shell.at++;
}

/** Takes `count` units as they are. */
export function take(shell: Shell, count: number): void {
  addText(shell, shell.at, shell.at + count);
  shell.at += count;
}

/** A backslash: within quotes it escapes only what would be special there; before a line break it joins lines. */
export function readEscape(shell: Shell, quoted: boolean): void {
  const { text, at } = shell;
  const breaks = text.startsWith("\r\n", at + 1) ? 2 : text[at + 1] === "\n" ? 1 : 0;
  if (breaks > 0 || at + 1 >= text.length) {
    shell.at = at + 1 + breaks;
    return;
  }
  if (quoted && !'$`"\\'.includes(text.charAt(at + 1))) {
    take(shell, 2);
    return;
  }
  const word = wordAt(currentList(shell), at);
  word.quoted = true;
  if (word.known) word.value += text.charAt(at + 1);
  shell.at = at + 2;
}

/** A double quote opens a frame; one that nothing closes stands for itself. */
export function openQuote(shell: Shell): void {
  const start = shell.at;
  const list = currentList(shell);
  wordAt(list, start).quoted = true;
  if (shell.text.indexOf('"', start + 1) < 0) {
    shell.problems.add("parse-error", { start, end: start + 1 }, "A quote has no end");
    take(shell, 1);
  } else if (push(shell, { kind: "quote", start, end: 0, list })) shell.at++;
  else take(shell, 1);
}

/** Single quotes hold what they hold; one that nothing closes stands for itself. */
export function readSingleQuotes(shell: Shell): void {
  const { text, at: start } = shell;
  const word = wordAt(currentList(shell), start);
  word.quoted = true;
  let close = text.indexOf("'", start + 1);
  if (close < 0) {
    shell.problems.add("parse-error", { start, end: start + 1 }, "A quote has no end");
    take(shell, 1);
    return;
  }
  // A workflow puts the values of its expressions in before any shell reads the text, whatever the quotes.
  const open = text.slice(start, close).lastIndexOf("${{");
  if (open >= 0) {
    addUnknown(shell, start);
    const end = start + open < shell.lastExpressionEnd ? text.indexOf("}}", start + open) : -1;
    if (end > close) close = text.indexOf("'", end);
    if (close < 0) close = end + 1;
  }
  if (word.known) word.value += text.slice(start + 1, close);
  shell.at = close + 1;
}

/** A backquote opens a list of commands, or closes the one that it opened. */
export function openBackquote(shell: Shell): void {
  const start = shell.at;
  addUnknown(shell, start);
  push(shell, listFrame(start, "`", "$("));
  shell.at = start + 1;
}

const variable = /\$(?:\{[!#]?)?([A-Za-z_]\w*)/y;

/** Notes the variable that a dollar sign asks for, if it does. */
function noteVariable({ text, at: start }: Shell, list: ListFrame): void {
  variable.lastIndex = start;
  const found = variable.exec(text);
  if (found) wordAt(list, start).variables.push(leaf("string", { start, end: start + found[0].length }, found[1]!));
}

/** What a dollar sign introduces: a substitution, a parameter, arithmetic, an expression of a workflow; else itself. */
export function readDollar(shell: Shell): void {
  const { text, at: start } = shell;
  const list = currentList(shell);
  noteVariable(shell, list);
  switch (text.charAt(start + 1)) {
    case "(": {
      addUnknown(shell, start);
      const close = text[start + 2] === "(" ? arithmeticEnd(shell, start + 1) : undefined;
      if (close === undefined) push(shell, listFrame(start, ")", "$("));
      else push(shell, { kind: "arithmetic", start, end: close, list });
      shell.at = start + 2;
      return;
    }
    case "{": {
      addUnknown(shell, start);
      const expression = text[start + 2] === "{" && start < shell.lastExpressionEnd;
      const close = expression ? text.indexOf("}}", start + 3) : -1;
      if (close >= 0) shell.at = close + 2;
      else if (push(shell, { kind: "brace", start, end: 0, list })) shell.at = start + 2;
      else shell.at = start + 2;
      return;
    }
    case "'":
      if (shell.frames.at(-1) !== list) take(shell, 1);
      else readEscapedString(shell);
      return;
    case '"':
      // A translated string is a quoted one.
      if (shell.frames.at(-1) === list) shell.at++;
      else take(shell, 1);
      return;
    default:
      if (/^[\w@*#?$!-]/.test(text.slice(start + 1, start + 2))) addUnknown(shell, start);
      take(shell, 1);
  }
}

/** The end of `((…))` whose first parenthesis is at `open`; undefined where it is a list of commands after all. */
export function arithmeticEnd(shell: Shell, open: number): number | undefined {
  shell.parentheses ??= closingParentheses(shell.text);
  const close = shell.parentheses.get(open + 1);
  return close !== undefined && shell.text[close + 1] === ")" ? close + 2 : undefined;
}

/** Pairs parentheses without regard to quotes, for those that directly follow another: linear, and good enough for sums. */
function closingParentheses(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const match of text.matchAll(/[()]/g)) {
    if (match[0] === "(") open.push(match.index);
    else {
      const start = open.pop();
      if (start !== undefined && text[start - 1] === "(") pairs.set(start, match.index);
    }
  }
  return pairs;
}

const named = new Map(
  "abefnrtvE".split("").map((unit, index) => [unit, "\u0007\b\u001b\f\n\r\t\u000b\u001b".charAt(index)]),
);

/** `$'…'`, in which backslashes escape as in C. */
function readEscapedString(shell: Shell): void {
  const { text, at: start } = shell;
  const word = wordAt(currentList(shell), start);
  let end = start + 2;
  while (end < text.length && text[end] !== "'") end += text[end] === "\\" ? 2 : 1;
  word.quoted = true;
  if (end >= text.length) {
    take(shell, 1);
    return;
  }
  const raw = text.slice(start + 2, end);
  if (word.known) word.value += raw.replace(/\\(?:x[\dA-Fa-f]{1,2}|u[\dA-Fa-f]{1,4}|[0-7]{1,3}|[^])/g, decode);
  shell.at = end + 1;
}

function decode(escape: string): string {
  const unit = escape.charAt(1);
  if (unit >= "0" && unit <= "7") return String.fromCharCode(Number.parseInt(escape.slice(1), 8) & 255);
  if (escape.length > 2) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return named.get(unit) ?? unit;
}
