import type { Node } from "#model/document.ts";
import { leaf } from "#syntax/node.ts";
import { closeList, endCommand, endWord, inTest } from "#syntax/shell-command.ts";
import { addUnknown, listFrame, push, type Heredoc, type ListFrame, type Shell } from "#syntax/shell-state.ts";
import {
  arithmeticEnd,
  openBackquote,
  openQuote,
  readDollar,
  readEscape,
  readSingleQuotes,
  take,
} from "#syntax/shell-word.ts";

/** Units that end a run of plain text in a list of commands. */
const special = /[\s;&|<>()'"\\`$#]/g;

/** Reads on in a list of commands; always at least one unit, or the end of the list. */
export function readList(shell: Shell, list: ListFrame): void {
  const { text, at } = shell;
  const unit = text.charAt(at);
  if (list.close === "esac" && endsCases(list, unit)) endWord(shell, list);
  else if (unit === " " || unit === "\t" || unit === "\r") {
    endWord(shell, list);
    shell.at++;
  } else if (unit === "\n") endLine(shell, list);
  else if (";&|<>()".includes(unit)) readOperator(shell, list);
  else if ("#\\'\"$`".includes(unit)) readQuoting(shell, list, unit);
  else {
    special.lastIndex = at + 1;
    take(shell, (special.exec(text)?.index ?? text.length) - at);
  }
}

function readQuoting(shell: Shell, list: ListFrame, unit: string): void {
  switch (unit) {
    case "#":
      if (list.word) take(shell, 1);
      else skipComment(shell);
      return;
    case "\\":
      readEscape(shell, false);
      return;
    case "'":
      readSingleQuotes(shell);
      return;
    case '"':
      openQuote(shell);
      return;
    case "$":
      readDollar(shell);
      return;
    default:
      if (list.close === "`") close(shell, list);
      else openBackquote(shell);
  }
}

/** Holds if the word before `unit` is the `esac` of the list; what follows belongs to the list around it. */
function endsCases({ word, command }: ListFrame, unit: string): boolean {
  return word?.value === "esac" && !word.quoted && !command && /[\s;&|<>()`]/.test(unit);
}

function skipComment(shell: Shell): void {
  const { text, at: start, comments } = shell;
  const lineBreak = text.indexOf("\n", start);
  const end = lineBreak < 0 ? text.length : lineBreak;
  comments.push({ start, end: text[end - 1] === "\r" ? end - 1 : end });
  shell.at = end;
}

function close(shell: Shell, list: ListFrame): void {
  closeList(shell, list);
  shell.at++;
}

function readOperator(shell: Shell, list: ListFrame): void {
  const { text, at } = shell;
  const first = text.charAt(at);
  if (first !== ";" && inTest(list)) {
    take(shell, 1);
    return;
  }
  if ((first === "<" || first === ">") && text[at + 1] === "(") {
    addUnknown(shell, at);
    push(shell, listFrame(at, ")", `${first}(`));
    shell.at = at + 2;
    return;
  }
  const redirect = /(?:&>>?|<<<|<<-|<<|<>|<&|<|>>|>\||>&|>)/y;
  redirect.lastIndex = at;
  const operator = redirect.exec(text)?.[0];
  if (operator !== undefined) openRedirect(shell, list, operator);
  else if (first === "(") openParenthesis(shell, list);
  else if (first === ")") {
    if (list.close === ")") close(shell, list);
    else {
      endWord(shell, list);
      shell.at++;
    }
  } else endByOperator(shell, list);
}

/** The target of a redirection is the next word; digits right before the operator say which file descriptor it is about. */
function openRedirect(shell: Shell, list: ListFrame, operator: string): void {
  const { word } = list;
  let start = shell.at;
  let label = operator;
  if (word?.known && !word.quoted && !list.redirect && /^\d{1,3}$/.test(word.value) && !operator.startsWith("&")) {
    start = word.start;
    label = word.value + operator;
    list.word = undefined;
  } else endWord(shell, list);
  list.redirect = { operator: label, start };
  shell.at += operator.length;
}

/** An array after `=`, a pattern after one of `?*+@!`, a function's parentheses, a sum, or a subshell. */
function openParenthesis(shell: Shell, list: ListFrame): void {
  const { text, at: start } = shell;
  const { word } = list;
  if (word && text[start - 1] === "=") {
    addUnknown(shell, word.start);
    push(shell, listFrame(start, ")", "(", true));
    shell.at = start + 1;
  } else if (word?.known && "?*+@!".includes(text.charAt(start - 1))) {
    take(shell, lengthAt(/\([^()\s]*\)/y, text, start) || 1);
  } else {
    endWord(shell, list);
    openSubshell(shell, list);
  }
}

function openSubshell(shell: Shell, list: ListFrame): void {
  const { text, at: start } = shell;
  const words = list.command?.words.length ?? 0;
  const empty = words <= 1 ? lengthAt(/\([ \t]*\)/y, text, start) : 0;
  if (empty > 0) {
    // What stood before is the name of a function.
    if (list.command) list.command.dropped = true;
    list.command = undefined;
    shell.at = start + empty;
    return;
  }
  const sum = text[start + 1] === "(" && words === 0 ? arithmeticEnd(shell, start) : undefined;
  shell.at = sum ?? start + 1;
  if (sum !== undefined) return;
  endCommand(shell, list, "(");
  push(shell, listFrame(start, ")", list.label));
}

/** The length of what a sticky expression matches at `at`; 0 where it does not. */
function lengthAt(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.exec(text)?.[0].length ?? 0;
}

/** `;`, `&`, `|` and what they are doubled to. */
function endByOperator(shell: Shell, list: ListFrame): void {
  const operators = /;;&|;;|;&|;|&&|&|\|\||\|&|\|/y;
  operators.lastIndex = shell.at;
  const operator = operators.exec(shell.text)?.[0] ?? ";";
  endCommand(shell, list, operator);
  shell.at += operator.length;
  if (operator.length < 2 || !operator.startsWith(";")) return;
  list.label = ";";
  list.pattern = list.close === "esac";
}

function endLine(shell: Shell, list: ListFrame): void {
  endCommand(shell, list, "\n");
  shell.at++;
  const { heredocs } = list;
  list.heredocs = [];
  for (const heredoc of heredocs) shell.at = readHeredoc(shell, heredoc, Math.min(shell.at, shell.text.length));
}

/** The text of a here-document becomes one word of its command; the offset after the line that ends it. */
function readHeredoc(shell: Shell, { command, delimiter, tabs, expands }: Heredoc, start: number): number {
  const { text } = shell;
  let at = start;
  let next = text.length;
  for (; at < text.length; at = next) {
    const lineBreak = text.indexOf("\n", at);
    next = lineBreak < 0 ? text.length : lineBreak + 1;
    const line = text.slice(at, lineBreak < 0 ? text.length : lineBreak).replace(/\r$/, "");
    if ((tabs ? line.replace(/^\t+/, "") : line) === delimiter) break;
  }
  const content = text.slice(start, at);
  const children = expands ? variablesIn(content, start) : [];
  command?.words.push({ ...leaf("string", { start, end: at }, content), label: "heredoc", children });
  return at < text.length ? next : text.length;
}

/** The variables in the text of a here-document that starts at `base`. */
function variablesIn(content: string, base: number): Node[] {
  return [...content.matchAll(/\\[^]|\$\{?([A-Za-z_]\w*)/g)].flatMap(({ 0: { length }, 1: name, index }) =>
    name === undefined ? [] : [leaf("string", { start: base + index, end: base + index + length }, name)],
  );
}

/** Passes over the patterns of a `case`, up to the `)` after which its commands start, or to `esac`. */
export function skipPattern(shell: Shell, list: ListFrame): void {
  const token = /\s+|#[^\n]*|'[^']*'|"[^"]*"|\\[^]|[^\s()'"\\#]+|[^]/y;
  token.lastIndex = shell.at;
  const found = token.exec(shell.text)?.[0] ?? " ";
  shell.at += found.length;
  if (found === "esac") closeList(shell, list);
  else if (found === ")") list.pattern = false;
}
