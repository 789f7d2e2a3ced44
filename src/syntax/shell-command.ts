import type { Node } from "#model/document.ts";
import { leaf } from "#syntax/node.ts";
import { commandAt, listFrame, push, type ListFrame, type Shell, type Word } from "#syntax/shell-state.ts";

/** Words that stand before a command and are none. */
const reserved: ReadonlySet<string> = new Set(
  "if then elif else fi while until do done { } ! time coproc esac".split(" "),
);

const assignment = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;

/** Ends the word being read, if there is one: it becomes a node of its command, or is a word of the language. */
export function endWord(shell: Shell, list: ListFrame): void {
  const { word, redirect } = list;
  list.word = undefined;
  if (!word) return;
  if (redirect) {
    list.redirect = undefined;
    addRedirect(shell, list, word, redirect);
    return;
  }
  if (list.array) return;
  if (list.head) {
    endHeadWord(shell, list, word);
    return;
  }
  if (!list.command?.words.length && word.known && !word.quoted && isReserved(shell, list, word.value)) return;
  const node = nodeOf(shell, word);
  const command = commandAt(shell, list, word.start);
  if (!command) return;
  const source = shell.text.slice(word.start, Math.min(word.start + 200, shell.at));
  const assigned = !command.named && assignment.test(source);
  command.words.push(assigned ? { ...node, label: "assignment" } : node);
  if (!assigned) command.named = true;
}

function nodeOf(shell: Shell, { start, known, value, variables }: Word): Node {
  const span = { start, end: shell.at };
  if (known) return leaf("string", span, value);
  return { ...leaf("expansion", span, shell.text.slice(start, shell.at)), children: variables };
}

function addRedirect(shell: Shell, list: ListFrame, word: Word, redirect: { operator: string; start: number }): void {
  const { operator, start } = redirect;
  const command = commandAt(shell, list, start);
  if (/^\d*<<-?$/.test(operator)) {
    const delimiter = word.known ? word.value : shell.text.slice(word.start, shell.at);
    list.heredocs.push({ command, delimiter, tabs: operator.endsWith("-"), expands: !word.quoted });
    return;
  }
  command?.words.push({ ...nodeOf(shell, word), start, label: operator });
}

/** A word of a `for` or `case` head, or a function's name: none of a command. */
function endHeadWord(shell: Shell, list: ListFrame, word: Word): void {
  if (list.head === "function") {
    list.head = undefined;
  } else if (list.head === "case" && word.value === "in" && !word.quoted) {
    list.head = undefined;
    const cases = listFrame(word.start, "esac", ";");
    cases.pattern = true;
    push(shell, cases);
  }
}

function isReserved(shell: Shell, list: ListFrame, value: string): boolean {
  if (value === "for" || value === "select") list.head = "for";
  else if (value === "case" || value === "function") list.head = value;
  else if (value === "esac" && list.close === "esac" && shell.frames.at(-1) === list) closeList(shell, list);
  else if (!reserved.has(value)) return false;
  if (list.command && list.command.words.length === 0) list.command.dropped = true;
  list.command = undefined;
  return true;
}

/** Ends the command being read; `label` is the operator that follows it. */
export function endCommand(shell: Shell, list: ListFrame, label: string): void {
  endWord(shell, list);
  const waits = !list.command && waitsThrough(list.label, label);
  list.redirect = undefined;
  list.command = undefined;
  if (list.head !== "case" || label !== "\n") list.head = undefined;
  if (!waits) list.label = label;
}

/** Holds if a line break or a parenthesis leaves the operator before it in force: one that still waits for its command. */
function waitsThrough(operator: string, label: string): boolean {
  if (operator === "|" || operator === "|&" || operator === "&&" || operator === "||")
    return label === "\n" || label === "(";
  return label === "\n" && (operator === "" || operator.endsWith("("));
}

/** Ends a list of commands and everything open in it; here-documents that it still waits for pass to the list around it. */
export function closeList(shell: Shell, list: ListFrame): void {
  endCommand(shell, list, list.label);
  shell.frames.pop();
  const frame = shell.frames.at(-1);
  const outer = frame?.kind === "list" ? frame : frame?.list;
  if (!outer) return;
  for (const heredoc of list.heredocs) outer.heredocs.push(heredoc);
  outer.label = ";";
}

/** Holds within `[[ … ]]`, where operators are part of a test. */
export function inTest({ command }: ListFrame): boolean {
  return command?.words[0]?.value === "[[" && command.words.at(-1)?.value !== "]]";
}
