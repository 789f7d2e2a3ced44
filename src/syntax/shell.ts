import type { Document, Node } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { withLineFeeds, withoutMark } from "#syntax/line-breaks.ts";
import { branch } from "#syntax/node.ts";
import { problemSink } from "#syntax/problem.ts";
import { closeList } from "#syntax/shell-command.ts";
import { readList, skipPattern } from "#syntax/shell-list.ts";
import { withoutPrompts } from "#syntax/shell-session.ts";
import { listFrame, type Command, type Shell } from "#syntax/shell-state.ts";
import { readInner } from "#syntax/shell-word.ts";

/**
 * Shell text in the manner of bash: commands in source order, each before those that stand within its words. What is
 * quoted stays one word; nothing is expanded. Terminal sessions are read by their prompts.
 */
export function parseShell(path: RepoPath, text: string): Document {
  const problems = problemSink(path, text);
  const readable = withoutPrompts(withoutMark(withLineFeeds(text)));
  const shell: Shell = {
    text: readable,
    problems,
    commands: [],
    comments: [],
    frames: [listFrame(0, "", "")],
    at: 0,
    tooDeep: false,
    parentheses: undefined,
    lastExpressionEnd: readable.lastIndexOf("}}"),
  };
  while (shell.at < text.length) step(shell);
  closeAll(shell);
  const root = branch("script", { start: 0, end: text.length }, shell.commands.flatMap(nodesOf));
  return { path, syntax: "shell", text, root, comments: shell.comments, problems: problems.list };
}

function step(shell: Shell): void {
  const frame = shell.frames.at(-1);
  if (!frame) shell.at = shell.text.length;
  else if (frame.kind !== "list") readInner(shell, frame);
  else if (frame.pattern) skipPattern(shell, frame);
  else readList(shell, frame);
}

/** At the end of the text, everything that is still open ends; the outermost of it is a problem. */
function closeAll(shell: Shell): void {
  shell.at = shell.text.length;
  const ended = shell.frames.at(-1);
  if (ended?.kind === "arithmetic" && ended.end <= shell.at) shell.frames.pop();
  const open = shell.frames[1];
  if (open) {
    const span = { start: open.start, end: Math.min(open.start + 1, shell.text.length) };
    shell.problems.add("parse-error", span, "A quote, a parenthesis or a block has no end");
  }
  for (let frame = shell.frames.at(-1); frame; frame = shell.frames.at(-1)) {
    if (frame.kind === "list") closeList(shell, frame);
    else shell.frames.pop();
  }
}

function nodesOf({ start, label, words, dropped }: Command): Node[] {
  if (dropped || words.length === 0) return [];
  const end = words.reduce((last, word) => Math.max(last, word.end), start);
  const command = branch("command", { start, end }, words);
  return [label === "" ? command : { ...command, label }];
}
