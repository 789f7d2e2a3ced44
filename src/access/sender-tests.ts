import { append } from "#model/append.ts";
import { transparent } from "#access/transparent.ts";
import { isDeciding } from "#access/surroundings.ts";
import { part, parts } from "#flow/declarations.ts";
import { wordsOf } from "#flow/gate-words.ts";
import type { Node } from "#model/document.ts";

/** Words of names by which programs speak of who asks for something, and from where. */
const asking = words(`author user users sender from member members guild guilds channel channels chat chats conversation
  team workspace role roles owner owners admin admins administrator moderator allow allowed allowlist disallowed whitelist
  whitelisted blacklist blacklisted blocked banned authorized authorised unauthorized authorize permission permissions
  permitted restricted trusted access`);

/** The same of decorators, which also name what kind of command they make. */
const guarding = words(`guild owner owners admin admins administrator moderator role roles allow allowed allowlist
  whitelist whitelisted authorized authorised authorize permission permissions permitted restricted trusted private access`);

/** Names of those who write. */
export const people: ReadonlySet<string> = words("user users sender from author member actor caller chat");

/** The words of a list. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Holds if a function asks where it decides what to do, or by a decorator, who it is called for. */
export function asksSender(node: Node, decisions: readonly Node[]): boolean {
  return (
    decisions.some((decision) => isDoing(decision) && isAboutSender(part(decision, "test") ?? decision)) ||
    parts(node, "decorator").some((decorator) => namesOne(decoratorOf(decorator), guarding))
  );
}

/**
 * Holds if a function that hands on what it was called for, by calling what it was given for that, asks who that is and
 * does not hand it on for everyone: it leaves before, or hands it on in one of the cases alone.
 */
export function refusesSender(node: Node, decisions: readonly Node[]): boolean {
  const given = new Set(parts(node, "parameter").map((parameter) => part(parameter, "target")?.value));
  const handing = callsIn(part(node, "body")).filter((call) => given.has(part(call, "callee")?.value));
  return decisions.some((decision) => {
    const test = part(decision, "test");
    const cases = [part(decision, "consequent"), part(decision, "alternate")];
    if (decision.kind !== "if" || !test || !isAboutSender(test)) return false;
    const within = cases.map((one) => handing.filter((call) => one && isWithin(call, one)));
    const isLeft = leaves(cases[0]) && within[0]!.length === 0;
    const isOneCase = within.filter(({ length }) => length > 0).length === 1 && within.flat().length === handing.length;
    return isLeft || (isOneCase && handing.length > 0);
  });
}

function isWithin(node: Node, { start, end }: Node): boolean {
  return node.start >= start && node.end <= end;
}

/** Holds for a statement, or a block, at the end of which the function is left. */
export function leaves(node: Node | undefined): boolean {
  const last = node?.kind === "block" ? node.children.at(-1) : node;
  return last?.kind === "return" || last?.kind === "throw";
}

/** The calls in a body, those of functions in it among them. Iterative. */
function callsIn(body: Node | undefined): Node[] {
  const found: Node[] = [];
  const stack = body ? [body] : [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "call") found.push(node);
    append(stack, node.children);
  }
  return found;
}

/** A choice between values that are there anyway refuses nobody: which of two texts is sent. */
function isDoing(decision: Node): boolean {
  if (decision.kind !== "conditional") return true;
  const options = [part(decision, "consequent"), part(decision, "alternate")];
  return options.some((option) => option !== undefined && /^(?:call|new)$/.test(transparent(option).kind));
}

/** Holds for a name that speaks of who asks: `filters.User`, `isAdmin`. */
export function isSenderName(name: string): boolean {
  return wordsOf(name).some((word) => asking.has(word));
}

/** Holds for a name that says that what it names lets some in and others not: `adminOnly`, `allowlist`. */
export function isGuardName(name: string): boolean {
  return wordsOf(name).some((word) => guarding.has(word));
}

/** What a decorator calls, without what it hands over. */
function decoratorOf(decorator: Node): Node | undefined {
  const expression = part(decorator, "expression") ?? decorator;
  return expression.kind === "call" ? part(expression, "callee") : expression;
}

/** Each side of `and` and `or` asks for itself: whether it is the bot that speaks is another question. */
function isAboutSender(test: Node): boolean {
  return clausesOf(test).some((clause) => !isAboutItself(clause) && namesOne(clause, asking));
}

/** What `and` and `or` join. Iterative. */
export function clausesOf(test: Node): readonly Node[] {
  const clauses: Node[] = [];
  const stack = [test];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "binary" && isDeciding(node.label)) append(stack, node.children);
    else clauses.push(node);
  }
  return clauses;
}

/** Holds for `message.author.bot` and for comparisons with `client.user`. */
export function isAboutItself(test: Node): boolean {
  return namesWithin(test).some(({ name, of }) => {
    return (
      /^(?:is_?)?bots?$/i.test(name) || (name === "user" && of !== undefined && /^(?:client|bot|self|this)$/.test(of))
    );
  });
}

/** Holds if one of the names in an expression has one of some words. */
export function namesOne(test: Node | undefined, known: ReadonlySet<string>): boolean {
  return test !== undefined && namesWithin(test).some(({ name }) => wordsOf(name).some((word) => known.has(word)));
}

/** A name of an expression, and the name before it where it is a member. */
export interface NameWithin {
  readonly name: string;
  readonly of?: string;
}

/** The names in an expression, as far as a test is written by hand; if asked for, also those in functions that it hands over. */
export function namesWithin(expression: Node, inFunctions = false): NameWithin[] {
  const found: NameWithin[] = [];
  const stack = [expression];
  for (let node = stack.pop(); node && found.length < mostNames; node = stack.pop()) {
    if ((node.kind === "function" && !inFunctions) || node.kind === "class") continue;
    if (node.kind === "name") found.push({ name: String(node.value) });
    if (node.kind === "member") found.push(memberNamed(node));
    append(
      stack,
      node.children.filter(({ role }) => role !== "property"),
    );
  }
  return found;
}

function memberNamed(member: Node): NameWithin {
  const object = part(member, "object");
  const before = object?.kind === "member" ? part(object, "property") : object;
  const name = String(part(member, "property")?.value);
  return before?.kind === "name" ? { name, of: String(before.value) } : { name };
}

const mostNames = 200;
