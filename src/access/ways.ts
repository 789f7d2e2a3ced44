import type { GivenNames } from "#access/given-names.ts";
import { transparent } from "#access/transparent.ts";
import { controlFlowOf } from "#flow/control-flow.ts";
import { part, parts } from "#flow/declarations.ts";
import type { ControlFlow, Edge } from "#flow/flow-graph.ts";
import type { Node, NodeKind } from "#model/document.ts";
import type { Decision, WayId } from "#model/module-outline.ts";

/** Tests of one function, and steps that it may take to follow its ways from all of them. */
const mostDecisions = 400;
const mostSteps = 400_000;

/** A test of something that a function was given. */
interface Test {
  readonly subject: Node;
  readonly is: readonly Node[];
  readonly how: Decision["how"];
  /** Holds if what is asked is that it is not so. */
  readonly isDenied: boolean;
}

/** A test, and the ways that lead to it. */
export type PlacedTest = Omit<Test, "isDenied"> & { readonly after: readonly WayId[] };

/** What stands on some of the ways through a function. */
export interface Step {
  readonly node: Node;
  readonly after: readonly WayId[];
}

/** How the ways through a function part by what it was given. */
export interface PartingWays {
  readonly tests: readonly PlacedTest[];
  /** What is not on all ways; what stands within one of these and not within a smaller one is a part of it. */
  readonly steps: readonly Step[];
}

/** Holds for a node by which ways through a function part depending on what it was given. */
export function partsByGiven(node: Node, given: GivenNames): boolean {
  return node.kind === "switch" ? given.isGiven(part(node, "subject")) : testOf(node, given) !== undefined;
}

/** The ways through a function; undefined if they do not part by what it was given, or nest too deep to be followed. */
export function waysThrough(owner: Node, given: GivenNames): PartingWays | undefined {
  const flow = controlFlowOf(owner);
  if (flow.isCut) return undefined;
  const placed = decisionsIn(flow, given, switchSubjects(owner));
  if (placed.length === 0 || placed.length > mostDecisions) return undefined;
  const ways = followed(flow, placed);
  if (!ways) return undefined;
  const steps = [...ways].flatMap(([block, after]): Step[] =>
    after.includes(0) ? [] : (flow.blocks[block]?.steps ?? []).filter(isStep).map((node) => ({ node, after })),
  );
  const tests = placed.map(({ block, test }) => ({ ...test, after: ways.get(block) ?? [] }));
  return steps.length > 0 ? { tests, steps } : undefined;
}

/** What stands around others, which are steps of their own. */
const around: ReadonlySet<NodeKind> = new Set<NodeKind>(["case", "for-each", "catch", "function", "class"]);

function isStep({ kind }: Node): boolean {
  return !around.has(kind);
}

/** A test at the end of a block, and where its ways lead. */
interface PlacedDecision {
  readonly block: number;
  readonly test: Test;
  readonly yes: readonly number[];
  readonly no: readonly number[];
}

function decisionsIn(
  flow: ControlFlow,
  given: GivenNames,
  subjects: ReadonlyMap<Node, Node>,
): readonly PlacedDecision[] {
  return flow.order.flatMap((block) => {
    const { next } = flow.blocks[block]!;
    const test = next.find(({ when }) => when)?.when?.test;
    const asked = test && testOf(test, given);
    if (asked) return [decision(block, asked, next)];
    return caseDecision(flow, block, { given, subjects });
  });
}

function decision(block: number, test: Test, next: readonly Edge[]): PlacedDecision {
  const ends = (holds: boolean) => next.flatMap(({ to, when }) => (when?.holds === holds ? [to] : []));
  return { block, test, yes: ends(!test.isDenied), no: ends(test.isDenied) };
}

/** A case is entered by a block that begins with it; the other way leads to the next one. */
function caseDecision(
  flow: ControlFlow,
  block: number,
  { given, subjects }: { readonly given: GivenNames; readonly subjects: ReadonlyMap<Node, Node> },
): PlacedDecision[] {
  const { next } = flow.blocks[block]!;
  for (const { to } of next) {
    const entered = flow.blocks[to]?.steps[0];
    const subject = entered?.kind === "case" ? subjects.get(entered) : undefined;
    const is = subject && given.isGiven(subject) ? askedIn(entered!, given) : undefined;
    if (!subject || !is) continue;
    const no = next.flatMap((edge) => (edge.to === to || edge.isThrow ? [] : [edge.to]));
    return [{ block, test: { subject, is, how: "equal", isDenied: false }, yes: [to], no }];
  }
  return [];
}

function askedIn(node: Node, given: GivenNames): readonly Node[] | undefined {
  const tests = parts(node, "test").flatMap((test) => (test.label === "union_pattern" ? test.children : [test]));
  return tests.length > 0 && tests.every((test) => isAskedFor(test, given)) ? tests : undefined;
}

/** Of each case of a function: what it is a case of. */
function switchSubjects(owner: Node): ReadonlyMap<Node, Node> {
  const found = new Map<Node, Node>();
  const stack = [...owner.children];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "function") continue;
    const subject = node.kind === "switch" ? part(node, "subject") : undefined;
    if (subject) for (const each of parts(node, "case")) found.set(each, subject);
    for (const child of node.children) stack.push(child);
  }
  return found;
}

const equal = /^(?:===?|!==?|is|is not)$/;
const within = /^(?:not )?in$/;
const denying = /^(?:!|not |is not$)/;

function testOf(node: Node, given: GivenNames): Test | undefined {
  if (node.kind === "call") return callTest(node, given);
  const label = node.kind === "binary" ? (node.label ?? "") : "";
  const isEqual = equal.test(label);
  if (!isEqual && !within.test(label)) return undefined;
  const [left, right] = [part(node, "left"), part(node, "right")];
  if (!left || !right) return undefined;
  const isDenied = denying.test(label);
  const how = isEqual ? "equal" : "among";
  if (given.isGiven(left) && isAskedFor(right, given, how)) return { subject: left, is: [right], how, isDenied };
  if (isEqual && given.isGiven(right) && isAskedFor(left, given)) return { subject: right, is: [left], how, isDenied };
  return undefined;
}

/** `["a", "b"].includes(name)`, `names.has(name)`, `name.startsWith("a")`. */
function callTest(node: Node, given: GivenNames): Test | undefined {
  const callee = part(node, "callee");
  const [argument, ...more] = parts(node, "argument");
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  if (!callee || !object || !argument || more.length > 0) return undefined;
  const method = String(part(callee, "property")?.value);
  if (/^starts_?[wW]ith$/.test(method) && argument.kind === "string" && given.isGiven(object))
    return { subject: object, is: [argument], how: "start", isDenied: false };
  if (!/^(?:includes|has|__contains__)$/.test(method) || !given.isGiven(argument)) return undefined;
  return isAskedFor(object, given, "among")
    ? { subject: argument, is: [object], how: "among", isDenied: false }
    : undefined;
}

/** Holds for a text, for a name that may stand for one, and, where it is asked what something is among, for several. */
function isAskedFor(node: Node, given: GivenNames, how: Decision["how"] = "equal"): boolean {
  const { kind, value, children } = transparent(node);
  if (kind === "name") return value !== "_" && value !== "undefined" && value !== "None" && !given.isGiven(node);
  if (kind === "member") return !given.isGiven(node);
  return how === "equal" ? kind === "string" : kind === "sequence" && children.every((item) => item.kind === "string");
}

/** The ways that lead to each block; undefined where these are too many to be followed. */
function followed(
  { blocks }: ControlFlow,
  decisions: readonly PlacedDecision[],
): ReadonlyMap<number, readonly WayId[]> | undefined {
  const decided = new Map(decisions.map(({ block, yes, no }) => [block, new Set([...yes, ...no])]));
  const starts = [[0], ...decisions.flatMap(({ yes, no }) => [yes, no])];
  const found = new Map<number, WayId[]>();
  let steps = 0;
  for (const [way, start] of starts.entries()) {
    const seen = new Set(start);
    for (const block of seen) {
      if (++steps > mostSteps) return undefined;
      const known = found.get(block);
      if (known) known.push(way);
      else found.set(block, [way]);
      for (const { to } of blocks[block]!.next) if (!decided.get(block)?.has(to)) seen.add(to);
    }
  }
  return found;
}
