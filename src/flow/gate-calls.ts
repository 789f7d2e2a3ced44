import { parametersOf, part, parts } from "#flow/declarations.ts";
import { callBacks, chained } from "#flow/gate-callbacks.ts";
import { routed } from "#flow/gate-routes.ts";
import { among } from "#flow/gate-compare.ts";
import { heldBy, parameterKey, parameterOf } from "#flow/gate-names.ts";
import { gateAtom, nothing, type Passed } from "#flow/gate-passed.ts";
import { isAsync } from "#flow/gate-facts.ts";
import { termsOf } from "#flow/gate-terms.ts";
import type { Argument, Call, GateRun } from "#flow/gate-run.ts";
import {
  absent,
  answered,
  equals,
  isTelling,
  negated,
  partOf,
  promiseOf,
  something,
  unknown,
  type Verdict,
} from "#flow/gate-value.ts";
import {
  dottedName,
  isAssertion,
  isComparison,
  isRefusal,
  isSearch,
  isTransformation,
  lastName,
  neverReturns,
  throwsByName,
} from "#flow/gate-words.ts";
import type { Node } from "#model/document.ts";

/** The verdict of what is marked as a gate and is no call. */
export function gateVerdict(node: Node, verdict: Verdict, { analysis }: GateRun): Verdict {
  const gate = analysis.program.gateAt.get(node);
  return gate === undefined || verdict.called ? verdict : answered(verdict, gateAtom(gate));
}

/** What a call says of gates. */
export function callVerdict(node: Node, run: GateRun): Verdict {
  const callee = part(node, "callee");
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  const receiver = object && run.evaluate(object);
  const called = receiver ? methodOf(callee!, receiver, run) : calleeOf(callee, run);
  const router = routed(node, receiver, run);
  if (router) return router();
  const given = parts(node, "argument").map((argument): Argument => argumentOf(argument, run));
  run.reached(node);
  const call = { node, callee, called, receiver, given };
  const input = callee && parameterOf(callee, run.analysis);
  const values = given.map(({ verdict }) => verdict);
  if (input && input.name === undefined) run.reference(parameterKey(input, run.analysis), node, values);
  const chain = chained(call, run);
  if (chain) return chain;
  if (called.called) return callLocal(call, called.called, run);
  return callUnknown(call, run);
}

function calleeOf(callee: Node | undefined, run: GateRun): Verdict {
  if (callee?.kind === "name") return heldBy(callee, run);
  if (callee?.kind === "function") return { ...something, called: callee };
  return callee ? run.evaluate(callee) : unknown;
}

/** The method that a call of `object.name` runs, where its class is in the file. */
function methodOf(callee: Node, receiver: Verdict, run: GateRun): Verdict {
  const name = String(part(callee, "property")?.value);
  const known = receiver.parts?.get(name);
  if (known) return known;
  const of = classOf(part(callee, "object")!, run);
  const method = of && run.analysis.program.definitions.method(of, name);
  return method ? { ...something, called: method } : unknown;
}

function classOf(object: Node, run: GateRun): Node | undefined {
  const { definitions, names, semantics } = run.analysis.program;
  if (object.kind === "name" && /^(?:this|self|cls|super)$/.test(String(object.value)))
    return definitions.classOf(run.owner);
  const made = semantics.definitionOf(object);
  const named = made?.kind === "new" || made?.kind === "call" ? part(made, "callee") : object;
  const entity = named && names.entities.get(named);
  return entity && definitions.classNamed(entity);
}

function argumentOf(node: Node, run: GateRun): Argument {
  const value = node.kind === "keyword-argument" ? (part(node, "value") ?? node) : node;
  if (value.kind === "function") run.reached(value);
  const verdict = value.kind === "function" ? { ...something, called: value } : run.evaluate(value);
  return { node: value, verdict, ...(node.kind === "keyword-argument" && { name: String(node.value) }) };
}

/** What a call gives, by the positions of the function's parameters. */
function arranged(target: Node, { given, receiver }: Call): Verdict[] {
  const parameters = parametersOf(target);
  const first = parameters[0] && part(parameters[0], "target")?.value;
  const offset = receiver && (first === "self" || first === "cls") ? 1 : 0;
  const values: Verdict[] = [];
  let position = offset;
  for (const { node, verdict, name } of given) {
    if (node.kind === "spread") return parameters.map((_, index) => values[index] ?? unknown);
    const named = name === undefined ? -1 : parameters.findIndex((each) => part(each, "target")?.value === name);
    if (name === undefined) values[position++] = verdict;
    else if (named >= 0) values[named] = verdict;
  }
  return parameters.map((parameter, index) => {
    const otherwise = part(parameter, "default");
    return values[index] ?? (index < offset || otherwise || parameter.value !== undefined ? unknown : absent);
  });
}

function callLocal(call: Call, target: Node, run: GateRun): Verdict {
  const { node } = call;
  const values = arranged(target, call);
  const terms = termsOf(target, values, run.analysis);
  run.site(target, node, { given: values });
  callBacks(call, { target, values, change: terms.passed }, run);
  const gate = run.analysis.program.gateAt.get(node);
  const summary = run.analysis.summaryOf(target);
  if (!summary) return unknown;
  const isContext = node.role === "value" && run.analysis.program.parents.get(node)?.kind === "with-item";
  const isGenerator = summary.yields !== undefined && !isContext;
  if (isGenerator || node.kind === "new") return something;
  const returned = terms.verdict(summary.returned);
  const throws = gate !== undefined && summary.refuses ? [gateAtom(gate)] : nothing;
  const said = gate === undefined ? returned : answered(returned, gateAtom(gate));
  const completes = combine(terms.passed(isContext && summary.yields ? summary.yields : summary.completes), throws);
  const isPromised = isAsync(target);
  if (summary.refuses && (!isPromised || isWaitedFor(node, run))) run.refuses();
  if (isPromised) return promiseOf(completes, said);
  run.pass(completes, "throws");
  return said;
}

function combine(left: Passed, right: readonly string[]): Passed {
  return left && [...new Set([...left, ...right])];
}

function isWaitedFor(node: Node, { analysis }: GateRun): boolean {
  const parent = analysis.program.parents.get(node);
  return parent?.kind === "await" || parent?.kind === "return" || parent?.kind === "function";
}

function callUnknown(call: Call, run: GateRun): Verdict {
  const { node, callee, given } = call;
  const gate = run.analysis.program.gateAt.get(node);
  callBacks(call, undefined, run);
  if (gate !== undefined) return callGate(call, gate, run);
  const name = dottedName(callee);
  if (isEnd(callee, name, run)) {
    run.refuses();
    run.pass(undefined, "throws");
    return unknown;
  }
  if (isAssertion(name) && given[0]) return asserted(given[0].verdict, given[1], run);
  if (throwsByName(lastName(callee))) run.refuses();
  if (/^asyncio\.run$|(?:^|\.)run_until_complete$/.test(name) && given[0]?.verdict.promised) {
    const { completes, value } = given[0].verdict.promised;
    run.pass(completes, "throws");
    return value;
  }
  return together(call, name) ?? passedOn(call, name);
}

/** Holds for a call that never returns. */
function isEnd(callee: Node | undefined, name: string, { analysis }: GateRun): boolean {
  const { names, semantics } = analysis.program;
  const entity = callee && names.entities.get(callee);
  const isOwn = entity !== undefined && entity.path === undefined;
  return neverReturns([...(isOwn ? [] : [name]), ...(callee ? semantics.pathsOf(callee) : [])]);
}

/** What is asserted to be true, or to be equal to a constant. */
function asserted(verdict: Verdict, other: Argument | undefined, run: GateRun): Verdict {
  const constant = other?.verdict.constant;
  // The second thing that is given may be a message.
  const isEqual = typeof constant === "boolean";
  run.refuses();
  run.pass((isEqual ? equals(verdict, constant) : verdict).holds, "throws");
  return unknown;
}

/** A call of a gate that is not in the file. */
function callGate({ node, callee }: Call, gate: number, run: GateRun): Verdict {
  const { marks, awaited, parents, document } = run.analysis.program;
  const { refuses } = marks[gate]!;
  const atom = [gateAtom(gate)];
  const name = dottedName(callee);
  const parent = parents.get(node);
  const isContext = parent?.kind === "with-item" && node.role === "value";
  // What a program makes of it before anything runs is something that will ask, and no answer.
  const isMade =
    run.owner === document.root && parent !== undefined && (parent.kind === "define" || parent.kind === "assign");
  const isThrowing = refuses === "throws" || (refuses === "either" && (throwsByName(lastName(callee)) || isContext));
  const throws = isThrowing && !isMade ? atom : nothing;
  const verdict: Verdict = refuses === "throws" ? unknown : { holds: atom, fails: nothing, isOpen: true };
  if (awaited.has(name)) return promiseOf(throws, verdict);
  if (throws.length > 0) {
    run.refuses();
    run.pass(throws, "throws");
  }
  return verdict;
}

/** Several promises as one. */
function together({ node, given }: Call, name: string): Verdict | undefined {
  const [first] = given;
  if (/^(?:Promise\.(?:all|allSettled)|asyncio\.gather)$/.test(name)) {
    const values =
      name === "asyncio.gather" ? given.map(({ verdict }) => verdict) : [...(first?.verdict.parts?.values() ?? [])];
    const promises = values.map((value) => value.promised ?? { completes: nothing, value });
    const known = new Map(promises.map(({ value }, index) => [String(index), value] as const));
    const completes = name === "Promise.allSettled" ? nothing : promises.flatMap((each) => each.completes ?? nothing);
    return promiseOf([...new Set(completes)], { ...something, parts: known });
  }
  if (/^Promise\.resolve$/.test(name)) return promiseOf(nothing, first?.verdict ?? absent);
  if (node.kind === "new" && name === "Promise") return promiseOf(nothing, unknown);
  return undefined;
}

/** What a function that nobody knows makes of a verdict: another way to write it, or a comparison. */
function passedOn(call: Call, name: string): Verdict {
  const { callee, receiver, given, node } = call;
  if (node.kind === "new") return something;
  const word = name.slice(name.lastIndexOf(".") + 1);
  const [first] = given;
  if (/^(?:console|logger|log|logging|print|winston|pino)(?:\.|$)/.test(name)) return unknown;
  if (/^asyncio\.(?:wait_for|shield|create_task)$/.test(name) && first?.verdict.promised) return first.verdict;
  if (receiver && isTelling(receiver)) return askedOf(receiver, word, first);
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  if (receiver && isSearch(word) && first) return among(first.verdict, receiver, object);
  const telling = given.find(({ verdict }) => isTelling(verdict) && verdict.input === undefined);
  if (!telling) return unknown;
  return isRefusal(word) ? negated(telling.verdict) : telling.verdict;
}

/** What a method of a verdict gives. */
function askedOf(receiver: Verdict, name: string, first: Argument | undefined): Verdict {
  if (isTransformation(name)) return receiver;
  const constant = first?.verdict.constant;
  if (isComparison(name)) return constant === undefined ? receiver : equals(receiver, constant);
  return partOf(receiver, name);
}
