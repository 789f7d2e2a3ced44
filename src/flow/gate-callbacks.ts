import { parametersOf, part, parts } from "#flow/declarations.ts";
import { both, either, gateAtom, nothing, type Passed } from "#flow/gate-passed.ts";
import type { Argument, Call, GateRun } from "#flow/gate-run.ts";
import { termsOf } from "#flow/gate-terms.ts";
import { joined, mapVerdict, promiseOf, unknown, type Verdict } from "#flow/gate-value.ts";
import { isRefusal, lastName, wrapsByName } from "#flow/gate-words.ts";
import type { Node } from "#model/document.ts";

/** A function of the file that is called, and what it is given. */
interface Target {
  readonly target: Node;
  readonly values: readonly Verdict[];
  /** Puts what is said in terms of the function into terms of the caller. */
  readonly change: (passed: Passed) => Passed;
}

/** A function that is given to a call. */
interface Given {
  readonly callback: Node;
  /** The expression that stands for it. */
  readonly at: Node;
  /** The key under which it is given. */
  readonly key?: string;
}

/** Tells from where the functions are called that a call is given. */
export function callBacks(call: Call, local: Target | undefined, run: GateRun): void {
  const gate = run.analysis.program.gateAt.get(call.node);
  for (const argument of call.given) {
    const direct = argument.verdict.called;
    if (local && direct) site(direct, argument, { local, gate }, run);
    else if (direct) run.site(direct, argument.node);
    if (!local && gate !== undefined)
      for (const given of functionsIn(argument, run)) answeredBy(call, given, gate, run);
  }
}

function site(
  callback: Node,
  argument: Argument,
  { local, gate }: { readonly local: Target; readonly gate: number | undefined },
  run: GateRun,
): void {
  const index = local.values.findIndex(({ called }) => called === callback);
  if (index < 0) return run.site(callback, argument.node);
  const { passed, given, isOptional } = run.analysis.relied(local.target, index);
  const own = gate !== undefined && isOptional ? [gateAtom(gate)] : nothing;
  const added = both(local.change(passed), own);
  const values = given?.map((each) => mapVerdict(each, local.change));
  run.site(callback, argument.node, { passed: both(run.passed, added), ...(values && { given: values }) });
}

/** A function that a gate from elsewhere is given: it is called once the gate has said yes, or with what it has said. */
function answeredBy({ callee }: Call, { callback, at, key }: Given, gate: number, run: GateRun): void {
  const { refuses } = run.analysis.program.marks[gate]!;
  if (key !== undefined && isRefusal(key)) return;
  const parameters = parametersOf(callback);
  const isWrapping = refuses === "throws" || (refuses === "either" && wrapsByName(lastName(callee)));
  if (isWrapping || (refuses !== "verdict" && parameters.length === 0))
    return run.site(callback, at, { passed: both(run.passed, [gateAtom(gate)]) });
  const given = parameters.map((parameter): Verdict => {
    const name = String(part(parameter, "target")?.value);
    return /^_?e(?:rr|rror)?$/.test(name) ? unknown : { holds: [gateAtom(gate)], fails: nothing, isOpen: true };
  });
  run.site(callback, at, { given });
}

/** The functions that an argument consists of. */
function functionsIn({ node, verdict }: Argument, run: GateRun): Given[] {
  if (verdict.called) return [{ callback: verdict.called, at: node }];
  if (node.kind !== "mapping") return [];
  return parts(node, "entry").flatMap((entry) => {
    const value = part(entry, "value");
    const key = String(part(entry, "key")?.value);
    const callback = value && functionOf(value, run);
    return callback ? [{ callback, at: value, key }] : [];
  });
}

/** The function of the file that an expression is, or names. */
export function functionOf(node: Node, { analysis }: GateRun): Node | undefined {
  if (node.kind === "function") return node;
  const { names, definitions } = analysis.program;
  const entity = node.kind === "name" ? names.entities.get(node) : undefined;
  return entity && definitions.functionOf(entity);
}

/** `then`, `catch` and `finally` of promises; undefined for other calls. */
export function chained({ callee, receiver, given }: Call, run: GateRun): Verdict | undefined {
  const name = callee?.kind === "member" ? String(part(callee, "property")?.value) : "";
  if (!receiver || !/^(?:then|catch|finally)$/.test(name)) return undefined;
  const { completes, value } = receiver.promised ?? { completes: nothing, value: receiver };
  const [first, second] = given;
  if (name === "finally") {
    if (first?.verdict.called) run.site(first.verdict.called, first.node);
    return promiseOf(completes, value);
  }
  if (name === "catch") {
    const caught = settled(first, { completes: nothing, value: unknown }, run);
    return promiseOf(either(completes, caught.completes), joined(value, caught.value));
  }
  const kept = settled(first, { completes, value }, run);
  if (!second) return promiseOf(kept.completes, kept.value);
  const refused = settled(second, { completes: nothing, value: unknown }, run);
  return promiseOf(either(kept.completes, refused.completes), joined(kept.value, refused.value));
}

/** What a promise becomes once a function has been called with it. */
function settled(
  argument: Argument | undefined,
  { completes, value }: NonNullable<Verdict["promised"]>,
  run: GateRun,
): NonNullable<Verdict["promised"]> {
  const callback = argument?.verdict.called;
  if (!argument || !callback) return { completes, value: argument ? unknown : value };
  run.site(callback, argument.node, { passed: both(run.passed, completes), given: [value] });
  const summary = run.analysis.summaryOf(callback);
  if (!summary) return { completes, value: unknown };
  const terms = termsOf(callback, [value], run.analysis);
  const returned = terms.verdict(summary.returned);
  const flat = returned.promised ?? { completes: nothing, value: returned };
  return { completes: both(both(completes, terms.passed(summary.completes)), flat.completes), value: flat.value };
}
