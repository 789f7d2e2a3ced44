import { append } from "#model/append.ts";
import { builtinMethods } from "#access/builtin-names.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

/** What a function does that does nothing in the world but, perhaps, to answer. */
export interface OnlyAnswer {
  /** Holds if it answers. */
  readonly isAnswer: boolean;
  /** Functions that it calls or has called, of which the same must hold: `help`, `this.help`. */
  readonly through: readonly Node[];
}

/** Calls that tell a chat that something came, whatever they are called of. */
const acknowledges = /^(?:ack|acknowledge|defer|defer_?update|defer_?reply)$/i;

/** Calls that write where they are told to. */
const posts: readonly [of: RegExp, called: RegExp] = [
  /^(?:client|web_?client|bot|app|chat)$/i,
  /^(?:chat_?(?:postMessage|postEphemeral|update)|post_?(?:message|ephemeral)|send_?(?:message|text|chat_?action)|edit_?message_?text|reply_?to|answer_?callback_?query)$/i,
];

/** Calls that show those who write in a chat a text there, by what they are called of: an agent answers otherwise. */
const replies: readonly (readonly [of: RegExp, called: RegExp])[] = [
  [
    /^(?:ctx|context|(?:effective_?)?(?:message|msg|chat|user)|interaction|callback_?query|query|event|response|follow_?up)$/i,
    /^(?:say|respond|send|edit|answer|follow_?up|(?:reply|answer|edit|send)_?(?:to|text|html|message|message_?text|reply|markdown(?:_?v2)?|with_?(?:html|markdown(?:v2)?)|callback_?query|cb_?query|chat_?action|typing)?)$/i,
  ],
  [/^(?:channel|thread|author)$/i, /^(?:send|send_?(?:message|text|typing)|typing|trigger_typing)$/i],
  [/^chat$/i, /^update$/],
  posts,
];

const logs = /^(?:console|log|logger|logging|print)$/i;

/** Functions that only compute something. */
const computes =
  /^(?:str|int|float|bool|len|list|dict|set|tuple|sorted|range|enumerate|zip|min|max|round|sum|any|all|isinstance|hasattr|String|Number|Boolean|Date|parseInt|gettext|_)$/;
const computing = /^(?:Math|JSON|datetime|date|time|Date|moment|dayjs)$/;

/** Methods that compute something of what they are called of, besides those of lists and texts. */
const computed = /^(?:get|strftime|isoformat|title|capitalize|toLocaleString|slice|at|has)$/;

/** Methods of lists and maps that keep what they are given, and what is asked for by `get` from elsewhere. */
const keeps = /^(?:push|append|extend|unshift|splice|setdefault|pop|shift)$/;
const remote = /request|http|axios|session|fetch|api|client|agent|^(?:got|ky)$/i;

/** Calls that have a function run, and those that have run what a call of one has begun. */
const runs = /^(?:submit|run_in_executor|to_thread|start_soon|setTimeout|setImmediate)$/;
const awaits = /^(?:create_task|ensure_future)$/;

/** What somebody wrote: who hands it on does more than to answer that it came. */
const written = /^(?:text|content|caption|args|match|matches|options|input|prompt|state|arguments|data)$/;

/** Nodes of a function that are looked at: what is longer does more than answer. */
const mostNodes = 500;

/** What makes, keeps or hands over something without a call. */
const does: ReadonlySet<string> = new Set(["class", "delete", "new", "scope", "yield"]);

/**
 * Tells of a function that it only answers that it was called, or computes something: it makes and keeps nothing, hands
 * what somebody wrote to nobody else, and calls nothing else. Undefined for any other. What it assigns is its own where
 * functions declare their variables by that.
 */
export function onlyAnswer(node: Node, declaresByAssigning: boolean): OnlyAnswer | undefined {
  const body = part(node, "body");
  if (!body) return undefined;
  const nodes = nodesOf(body);
  const declared = nodes?.flatMap((each) => (each.kind === "define" ? [part(each, "target")?.value] : []));
  const isOwn = (target: Node | undefined) =>
    target?.kind === "name" && (declaresByAssigning || declared?.includes(target.value) === true);
  if (!nodes || nodes.some((each) => (each.kind === "assign" ? !isOwn(part(each, "target")) : isDeed(each))))
    return undefined;
  // What somebody wrote is handed to them again, and to nobody else, by what only answers them.
  if (nodes.some(isWritten) && nodes.some(isPost)) return undefined;
  const own = new Set(nodes.filter(({ kind }) => kind === "function").map((inner) => part(inner, "name")?.value));
  const through: Node[] = [];
  let isAnswer = false;
  for (const call of nodes) {
    if (call.kind !== "call") continue;
    const doing = doingOf(call);
    if (doing === "other") return undefined;
    if (doing === "answer") isAnswer = true;
    if (doing === "run") through.push(...calledLater(call));
    const callee = part(call, "callee");
    if (doing === "own" && callee) through.push(callee);
  }
  return { isAnswer, through: through.filter(({ kind, value }) => kind !== "name" || !own.has(value)) };
}

/** All nodes of a body; undefined of one that is too long. */
function nodesOf(body: Node): readonly Node[] | undefined {
  const found = [body];
  for (let index = 0; index < found.length; index++) {
    if (found.length > mostNodes) return undefined;
    append(found, found[index]!.children);
  }
  return found;
}

function isDeed(node: Node): boolean {
  // A tagged template is a call.
  if (node.kind === "template" && part(node, "tag")) return true;
  return does.has(node.kind);
}

/** Holds for a part of what came that somebody wrote. */
function isWritten(node: Node): boolean {
  if (node.kind === "member") return written.test(String(part(node, "property")?.value));
  const keys = node.kind === "index" ? parts(node, "index") : [];
  return keys.some(({ kind, value }) => kind === "string" && written.test(String(value)));
}

/** Holds for a call by which a program writes in any room that it names. */
function isPost(node: Node): boolean {
  if (node.kind !== "call") return false;
  const [first, last] = namesOf(part(node, "callee"));
  const [of, called] = posts;
  return of.test(first) && called.test(last);
}

type Doing = "answer" | "compute" | "own" | "run" | "other";

function doingOf(call: Node): Doing {
  const callee = part(call, "callee");
  const [first, last] = namesOf(callee);
  if (acknowledges.test(last)) return "answer";
  if (logs.test(first)) return "compute";
  if (callee?.kind === "name" && !/^set(?:Timeout|Immediate)$/.test(last)) return doingOfName(last);
  if (replies.some(([of, called]) => of.test(first) && called.test(last))) return "answer";
  if (runs.test(last) || awaits.test(last) || (first === "asyncio" && last === "run")) return runOf(call, last);
  if (/^(?:self|this)$/.test(first)) return "own";
  return isComputed(first, last) ? "compute" : "other";
}

function isComputed(first: string, last: string): boolean {
  const isOfValue = (builtinMethods.has(last) && !keeps.test(last)) || computed.test(last);
  return computing.test(first) || (isOfValue && !remote.test(first));
}

function doingOfName(name: string): Doing {
  if (/^(?:say|respond)$/.test(name)) return "answer";
  return computes.test(name) ? "compute" : "own";
}

/** A task is begun by a call, of a function or of something that is waited for; other things are orders of somebody's. */
function runOf(call: Node, word: string): Doing {
  const given = parts(call, "argument").filter(({ kind }) => kind !== "null" && kind !== "number");
  const isGiven = ({ kind }: Node) =>
    runs.test(word) ? kind === "name" || kind === "member" || kind === "function" : kind === "call";
  return given.length > 0 && given.every(isGiven) ? "run" : "other";
}

/** The functions that a call is given to have them run; calls among what it is given are looked at by themselves. */
function calledLater(call: Node): readonly Node[] {
  return parts(call, "argument").filter(({ kind }) => kind === "name" || kind === "member");
}

/** The names that a callee begins and ends with: of `this.logger.info` the one before the last as well as the last. */
function namesOf(callee: Node | undefined): [first: string, last: string] {
  if (callee?.kind === "name") return [String(callee.value), String(callee.value)];
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  const before = object?.kind === "member" ? part(object, "property") : object;
  const last = callee?.kind === "member" ? part(callee, "property") : undefined;
  return [before?.kind === "name" ? String(before.value) : "", last ? String(last.value) : ""];
}
