import { clausesOf, isAboutItself, leaves, namesOne, namesWithin, people, words } from "#access/sender-tests.ts";
import { transparent } from "#access/transparent.ts";
import { part } from "#flow/declarations.ts";
import { wordsOf } from "#flow/gate-words.ts";
import { append } from "#model/append.ts";
import type { Node } from "#model/document.ts";

/** Words that say that some are let in and others not: whoever is asked for by them is refused otherwise. */
const refusing = words(`owner owners admin admins administrator moderator allow allowed allowlist allowlisted disallowed
  whitelist whitelisted blacklisted authorized authorised unauthorized authorize permission permissions permitted
  trusted`);

/** Names of those who write, and of where they do. */
const writing: ReadonlySet<string> = new Set([...people, ...words("channel guild team")]);

/** Names of what came from somebody, as a whole, and of the text in it, which is asked about other things. */
const came: ReadonlySet<string> = new Set([
  ...writing,
  ...words("m msg message ctx context update event interaction inbound incoming member id"),
]);
const said = words("text content body caption args url path host command");

/** What a verdict is called that names nobody: `isAllowed`. */
const verdict = /^(?:is|was|has|can|may)?_?(?:allow|permitt|authori[sz])ed$/i;

/** Calls that answer, or log something. */
const answers = /^(?:log|debug|info|warn|warning|error|print|send|reply|say|respond|ack)$/;

/** Calls of whose outcome one function asks before it is left: more are not told. */
const mostAsked = 8;

/** A test at which a function is left for some of those that it is called for. */
interface TurningNode {
  readonly test: Node;
  readonly throws: boolean;
  /** Holds if more is done behind it than to answer or to log something. */
  readonly goesOn: boolean;
}

/**
 * Where a function is left for some of those that it is called for: by a list or a right of theirs, or by whether they are
 * those whom a setting names. What a function further on asks besides says nothing of them, and no more does one that
 * only chooses between two values.
 */
export function turnings(node: Node, decisions: readonly Node[]): readonly TurningNode[] {
  const body = part(node, "body");
  const last = body?.kind === "block" ? body.children.at(-1) : undefined;
  let known: Given | undefined;
  const given = () => (known ??= givenIn(body));
  const found = leaving(decisions).filter(({ test }) => clausesOf(test).some((clause) => isRefusal(clause, given)));
  if (found.length === 0 || (body && onlyChooses(body, found[0]!.test))) return [];
  const done = within(body).reduce((start, each) => (each.start > start && isDone(each) ? each.start : start), -1);
  return found.map(({ test, branch }) => ({
    test,
    throws: branch.kind === "throw" || last?.kind === "throw",
    goesOn: done > branch.end,
  }));
}

function isDone(node: Node): boolean {
  return node.kind === "call" && !callees(node).every((name) => answers.test(name));
}

/** The names of functions of whose outcome a function asks where it is left: `if (!known(user)) return`. */
export function leftAfter(node: Node, decisions: readonly Node[]): readonly string[] {
  const tests = leaving(decisions).map(({ test }) => test);
  if (tests.length === 0) return [];
  const body = part(node, "body");
  const asked = new Set(tests.flatMap((test) => callees(test)));
  const names = new Set(tests.flatMap((test) => namesWithin(test).map(({ name }) => name)));
  const given = givenIn(body);
  for (const name of names)
    for (const value of given.get(name) ?? []) for (const callee of callees(value)) asked.add(callee);
  return [...asked].slice(0, mostAsked);
}

interface Leaving {
  readonly test: Node;
  /** The statement by which the function is left. */
  readonly branch: Node;
}

function leaving(decisions: readonly Node[]): readonly Leaving[] {
  return decisions.flatMap((decision) => {
    const test = decision.kind === "if" ? part(decision, "test") : undefined;
    const left = [part(decision, "consequent"), part(decision, "alternate")].find((one) => leaves(one));
    const last = left?.kind === "block" ? left.children.at(-1) : left;
    return test && last ? [{ test, branch: last }] : [];
  });
}

function isRefusal(clause: Node, givenOf: () => Given): boolean {
  const names = namesWithin(clause, true).map(({ name }) => name);
  if (isAboutItself(clause) || names.some((name) => wordsOf(name).some((word) => /^bots?$/.test(word)))) return false;
  if (hasWord(names, writing) && (hasWord(names, refusing) || isOfTwo(clause))) return true;
  if (!names.some((name) => verdict.test(name))) return false;
  const values = names.flatMap((name) => givenOf().get(name) ?? []);
  const given = values.flatMap((value) => namesWithin(value, true).map(({ name }) => name));
  const about = [...names, ...given];
  return hasWord(about, writing) || (hasWord(about, came) && !hasWord(about, said));
}

function hasWord(names: readonly string[], known: ReadonlySet<string>): boolean {
  return names.some((name) => wordsOf(name).some((word) => known.has(word)));
}

/** Holds for the comparison of two who write: `user !== settings.user`. */
function isOfTwo(clause: Node): boolean {
  const comparison = transparent(clause);
  if (comparison.kind !== "binary") return false;
  return comparison.children.length === 2 && comparison.children.every((side) => namesOne(side, people));
}

/** By name: what it is given, the first values of it. */
type Given = ReadonlyMap<string, readonly Node[]>;

/** Values of one name that are looked at. */
const mostValues = 8;

function givenIn(body: Node | undefined): Given {
  const found = new Map<string, Node[]>();
  for (const node of within(body)) {
    const target = node.kind === "define" || node.kind === "assign" ? part(node, "target") : undefined;
    const value = target && part(node, "value");
    if (!value) continue;
    for (const { name } of namesWithin(target)) {
      const values = found.get(name) ?? [];
      if (values.length < mostValues) found.set(name, [...values, value]);
    }
  }
  return found;
}

/** What the functions are called that an expression calls. */
function callees(expression: Node): readonly string[] {
  return within(expression).flatMap((node) => {
    const callee = node.kind === "call" ? part(node, "callee") : undefined;
    const named = callee?.kind === "member" ? part(callee, "property") : callee;
    return named?.kind === "name" || callee?.kind === "member" ? [String(named?.value)] : [];
  });
}

const plain = /^(?:string|number|template|member)$/;

/** Holds for a body that gives one plain value or another by a test, and does nothing after it. */
function onlyChooses(body: Node, test: Node): boolean {
  const nodes = within(body);
  const values = nodes.flatMap((node) => (node.kind === "return" ? [part(node, "value")] : []));
  if (values.length < 2 || !values.every((value) => value && plain.test(value.kind))) return false;
  return !nodes.some(({ kind, start }) => (kind === "call" || kind === "new") && start > test.end);
}

/** All nodes of a body, but for those of functions in it. Iterative. */
function within(body: Node | undefined): Node[] {
  const found = body ? [body] : [];
  for (let index = 0; index < found.length; index++) {
    const node = found[index]!;
    if (node.kind !== "function" || index === 0) append(found, node.children);
  }
  return found;
}
