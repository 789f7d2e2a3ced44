import { append } from "#model/append.ts";
import { part } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

/** Calls that tell a chat that something came, and those that tell a log: nothing is done by them. */
const answers = /^(?:ack|acknowledge|defer|defer_?update|defer_?reply)$/i;
const logs = /^(?:console|log|logger|logging|print)$/i;

/** Nodes of a function that are looked at: what is longer does more than answer. */
const mostNodes = 200;

/** Holds if a function only answers that it was called: it calls nothing else, and hands nothing on. */
export function onlyAnswers(node: Node): boolean {
  const body = part(node, "body");
  const stack = body ? [body] : [];
  let isAnswered = false;
  let left = mostNodes;
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (left-- <= 0 || does.has(at.kind)) return false;
    if (at.kind === "call") {
      const [first, last] = namesOf(part(at, "callee"));
      if (answers.test(last)) isAnswered = true;
      else if (!logs.test(first)) return false;
    }
    append(stack, at.children);
  }
  return isAnswered;
}

/** What makes, keeps or hands over something without a call. */
const does: ReadonlySet<string> = new Set(["assign", "class", "delete", "function", "new", "yield"]);

/** The names that a callee begins and ends with: of `this.logger.info` the one before the last as well as the last. */
function namesOf(callee: Node | undefined): [first: string, last: string] {
  if (callee?.kind === "name") return [String(callee.value), String(callee.value)];
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  const before = object?.kind === "member" ? part(object, "property") : object;
  const last = callee?.kind === "member" ? part(callee, "property") : undefined;
  return [before?.kind === "name" ? String(before.value) : "", last ? String(last.value) : ""];
}
