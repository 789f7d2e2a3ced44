import { parametersOf, part, parts } from "#flow/declarations.ts";
import { both, gateAtom, nothing, type Passed, substitute } from "#flow/gate-passed.ts";
import type { GateAnalysis } from "#flow/gate-run.ts";
import type { Node } from "#model/document.ts";

/** What has said yes before a function begins: its decorators, those of its class, what its parameters depend on. */
export function entryOf(owner: Node, analysis: GateAnalysis): Passed {
  const { definitions, gateAt } = analysis.program;
  const of = owner.role === "member" ? definitions.classOf(owner) : undefined;
  const decorators = [...parts(owner, "decorator"), ...(of ? parts(of, "decorator") : [])];
  let passed: Passed = nothing;
  for (const decorator of decorators) passed = both(passed, decorated(decorator, analysis));
  for (const parameter of parametersOf(owner))
    for (const child of parameter.children)
      if (child.role === "default" || child.role === "type") passed = both(passed, depended(child, analysis));
  const own = gateAt.get(owner);
  return own === undefined ? passed : both(passed, [gateAtom(own)]);
}

function decorated(decorator: Node, analysis: GateAnalysis): Passed {
  const { names, definitions, given } = analysis.program;
  const expression = part(decorator, "expression");
  if (!expression) return nothing;
  const gates = gatesIn(decorator, analysis);
  const callee = expression.kind === "call" ? part(expression, "callee") : expression;
  const entity = callee?.kind === "name" ? names.entities.get(callee) : undefined;
  const local = entity && definitions.functionOf(entity);
  if (local) return guardOfDecorator(local, gates, analysis);
  // `@router.post("/")` of a router that was made with what it depends on.
  const object = callee?.kind === "member" ? part(callee, "object") : undefined;
  const holder = object?.kind === "name" ? names.entities.get(object) : undefined;
  const made = holder && given.get(holder)?.value;
  const depends = made?.kind === "call" ? dependencies(made, analysis) : nothing;
  return both(gates.map(gateAtom), depends);
}

/** What a decorator of the file has asked before it calls what it decorates. */
function guardOfDecorator(local: Node, gates: readonly number[], analysis: GateAnalysis): Passed {
  const made = analysis.summaryOf(local)?.returned.called;
  const own = analysis.relied(local, 0);
  // A decorator with arguments makes the one that is given the function.
  const inner = made ? analysis.relied(made, 0) : own;
  const hasOwn = (own.passed?.length ?? 0) > 0 || own.isOptional;
  const { passed, isOptional } = hasOwn ? own : inner;
  const known = substitute(passed, () => ({ is: nothing }));
  return isOptional ? both(known, gates.map(gateAtom)) : known;
}

/** `Depends(require_admin)`: what is asked before a function is called at all. */
function depended(value: Node, analysis: GateAnalysis): Passed {
  return value.kind === "call" || value.role === "type" ? dependencies(value, analysis) : nothing;
}

function dependencies(value: Node, analysis: GateAnalysis): Passed {
  const { names, definitions, gateAt } = analysis.program;
  let passed: Passed = nothing;
  for (const node of expressionsIn(value)) {
    const entity = node.kind === "name" && node.role === "argument" ? names.entities.get(node) : undefined;
    const local = entity && definitions.functionOf(entity);
    const summary = local && analysis.summaryOf(local);
    const gate = gateAt.get(node);
    if (gate !== undefined && (!local || summary?.refuses === true)) passed = both(passed, [gateAtom(gate)]);
    if (summary) passed = both(passed, substitute(summary.completes, () => ({ is: nothing })) ?? nothing);
  }
  return passed;
}

function gatesIn(node: Node, { program }: GateAnalysis): number[] {
  return expressionsIn(node).flatMap((each) => program.gateAt.get(each) ?? []);
}

/** What an expression consists of, without the functions in it. */
function expressionsIn(top: Node): Node[] {
  const found: Node[] = [];
  const stack = [top];
  for (let node = stack.pop(); node; node = stack.pop()) {
    found.push(node);
    for (const child of node.children) if (child.kind !== "function") stack.push(child);
  }
  return found;
}
