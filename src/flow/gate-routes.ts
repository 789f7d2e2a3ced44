import { parametersOf, part, parts } from "#flow/declarations.ts";
import { functionOf } from "#flow/gate-callbacks.ts";
import { placeKey } from "#flow/gate-names.ts";
import { both, gateAtom, nothing, type Passed, substitute } from "#flow/gate-passed.ts";
import type { GateAnalysis, GateRun } from "#flow/gate-run.ts";
import { isTelling, something, type Verdict } from "#flow/gate-value.ts";
import { isRouting } from "#flow/gate-words.ts";
import type { Node } from "#model/document.ts";

/** Under which a chain of registrations keeps what stands before what comes next. */
const chain = " chain";

/**
 * A call that says who answers which requests: what stands before a handler is called before it. Undefined for other
 * calls; else what does it.
 */
export function routed(node: Node, receiver: Verdict | undefined, run: GateRun): (() => Verdict) | undefined {
  const callee = part(node, "callee");
  if (callee?.kind !== "member" || node.kind !== "call") return undefined;
  const name = String(part(callee, "property")?.value);
  if (!isRouting(name) || part(callee, "object")?.value === "Promise" || run.analysis.program.gateAt.has(node))
    return undefined;
  const given = parts(node, "argument");
  const handles = given.some((each) => leaves(each).some((leaf) => functionOf(leaf, run) !== undefined));
  const isGuarded = given.some((each) => leaves(each).some((leaf) => run.analysis.program.gateAt.has(leaf)));
  if (!handles && !isGuarded && !(name === "use" && given.length > 0)) return undefined;
  return () => route(node, { name, given, object: part(callee, "object"), receiver }, run);
}

interface Route {
  readonly name: string;
  readonly given: readonly Node[];
  readonly object: Node | undefined;
  readonly receiver: Verdict | undefined;
}

function route(node: Node, { name, given, object, receiver }: Route, run: GateRun): Verdict {
  const path = pathOf(given[0], run);
  const key = object && routerKey(object, run);
  const held = key === undefined ? undefined : run.read(key)?.parts;
  let before = standing(path, held, receiver);
  run.reached(node);
  for (const leaf of given.flatMap(leaves)) {
    const verdict = run.aside(() => run.evaluate(leaf));
    if (verdict.called) run.site(verdict.called, leaf, { passed: both(run.passed, before) });
    before = both(before, guardOf(leaf, verdict, run));
  }
  const told: Verdict = { holds: before, fails: nothing };
  if (name === "use" && key !== undefined && isTelling(told))
    run.write(key, { ...something, parts: new Map(held ?? []).set(path, told) });
  return { ...something, parts: new Map([[chain, told]]) };
}

function pathOf(first: Node | undefined, run: GateRun): string {
  const constant = first && run.analysis.program.semantics.constantOf(first);
  return constant === undefined ? "" : String(constant);
}

/** What stands before all that comes to a path of a router. */
function standing(path: string, held: Verdict["parts"], receiver: Verdict | undefined): Passed {
  let before: Passed = receiver?.parts?.get(chain)?.holds ?? nothing;
  for (const [prefix, { holds }] of held ?? []) if (path.startsWith(prefix)) before = both(before, holds);
  return before;
}

function routerKey(object: Node, run: GateRun): string | undefined {
  if (object.kind !== "name") return placeKey(object, run);
  const entity = run.analysis.program.names.entities.get(object);
  return `use ${entity ? entity.declaration.start : String(object.value)}`;
}

/** The expressions that an argument consists of: items of lists, values of options. */
function leaves(argument: Node): readonly Node[] {
  switch (argument.kind) {
    case "sequence":
      return parts(argument, "item").flatMap((item) => (item.kind === "sequence" ? parts(item, "item") : [item]));
    case "mapping":
      return parts(argument, "entry").flatMap((entry) => {
        const value = part(entry, "value");
        return value?.kind === "sequence" ? parts(value, "item") : value ? [value] : [];
      });
    case "keyword-argument": {
      const value = part(argument, "value");
      return value ? leaves(value) : [];
    }
    default:
      return [argument];
  }
}

/** What has said yes once a middleware lets something through. */
function guardOf(leaf: Node, verdict: Verdict, run: GateRun): Passed {
  const { analysis } = run;
  const gate = analysis.program.gateAt.get(leaf);
  const made = leaf.kind === "call" ? madeBy(leaf, verdict, run) : undefined;
  const local = verdict.called ?? made;
  if (!local) {
    if (gate !== undefined) return [gateAtom(gate)];
    return verdict.isOpen ? verdict.holds : nothing;
  }
  return guardOfLocal(local, gate, analysis);
}

/** The function of the file that a call of one of its functions gives. */
function madeBy(call: Node, verdict: Verdict, run: GateRun): Node | undefined {
  const callee = part(call, "callee");
  const maker = callee && functionOf(callee, run);
  return verdict.called ?? (maker && (run.analysis.summaryOf(maker)?.returned.called ?? maker));
}

/** What has said yes where a middleware of the file hands on what comes in. */
export function guardOfLocal(local: Node, gate: number | undefined, analysis: GateAnalysis): Passed {
  const parameters = parametersOf(local);
  const named = parameters.findIndex((each) =>
    /^_?(?:next|call_next|proceed|done)$/.test(String(part(each, "target")?.value)),
  );
  const index = named >= 0 ? named : parameters.length >= 2 ? parameters.length - 1 : -1;
  if (index < 0) return nothing;
  const { passed, isOptional } = analysis.relied(local, index);
  const known = substitute(passed, () => ({ is: nothing }));
  return gate !== undefined && isOptional ? both(known, [gateAtom(gate)]) : known;
}
