import { part } from "#flow/declarations.ts";
import type { Entity } from "#flow/entity.ts";
import { orElsewhere, partName, prefixOf } from "#flow/gate-changes.ts";
import type { Parameter } from "#flow/gate-facts.ts";
import type { Use } from "#flow/name-uses.ts";
import type { GateAnalysis, GateRun } from "#flow/gate-run.ts";
import {
  absent,
  constantVerdict,
  inputVerdict,
  joined,
  partOf,
  something,
  unknown,
  type Verdict,
} from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** The beginning of the atoms that speak of a parameter. */
export function parameterKey({ owner, index }: Pick<Parameter, "owner" | "index">, { program }: GateAnalysis): string {
  return `p${program.numberOf.get(owner)}.${index}`;
}

/** The parameter that a name stands for, if it is one that is given nothing else. */
export function parameterOf(name: Node, { program }: GateAnalysis): Parameter | undefined {
  const entity = program.names.entities.get(name);
  return entity && entity.assigned.length <= 1 ? program.parameters.get(entity.declaration) : undefined;
}

/** What a name says, and who may be called by it. */
export function nameVerdict(node: Node, run: GateRun): Verdict {
  const verdict = heldBy(node, run);
  if (verdict.called && isHandedOn(node, run)) run.site(verdict.called, node);
  const parameter = verdict.input === undefined ? undefined : parameterOf(node, run.analysis);
  if (parameter && parameter.name === undefined && isHandedOn(node, run))
    run.reference(parameterKey(parameter, run.analysis), node);
  return verdict;
}

/** What a name says. */
export function heldBy(node: Node, run: GateRun): Verdict {
  const { analysis } = run;
  const { names, definitions, semantics } = analysis.program;
  const entity = names.entities.get(node);
  if (!entity) return node.value === "undefined" ? absent : unknown;
  const kept = run.read(entity);
  if (kept) return orElsewhere(kept, node, run);
  const called = definitions.functionOf(entity);
  if (called) return { ...something, called };
  if (definitions.classNamed(entity)) return something;
  const parameter = parameterOf(node, analysis);
  if (parameter) {
    const whole = inputVerdict(parameterKey(parameter, analysis));
    return parameter.name === undefined ? whole : partOf(whole, parameter.name);
  }
  const fixed = fixedVerdict(entity, run);
  if (fixed) return fixed;
  const constant = semantics.constantOf(node);
  return constant === undefined ? unknown : constantVerdict(constant);
}

/** What a variable holds that is given one value where it is declared. */
function fixedVerdict(entity: Entity, run: GateRun): Verdict | undefined {
  const { fixed, program } = run.analysis;
  const known = fixed.get(entity);
  if (known) return steady(known, entity, run);
  const given = program.given.get(entity);
  if (!given) return undefined;
  fixed.set(entity, unknown);
  const whole = run.aside(() => run.evaluate(given.value));
  const held = given.name === undefined ? whole : partOf(whole, given.name);
  const { otherwise } = given;
  const either = otherwise
    ? joined(
        held,
        run.aside(() => run.evaluate(otherwise)),
      )
    : held;
  fixed.set(entity, either);
  return steady(either, entity, run);
}

/** What is known of parts only as long as nothing in the document may have changed them. */
function steady(held: Verdict, entity: Entity, { analysis }: GateRun): Verdict {
  if (!held.parts || held.isOpen) return held;
  const uses = analysis.program.usesOf(entity);
  const isSteady = steadyUses.get(uses) ?? uses.every(({ effect }) => effect === "none");
  steadyUses.set(uses, isSteady);
  return isSteady ? held : something;
}

/** Whether none of the uses of a variable may change a part of it; found out once. */
const steadyUses = new WeakMap<readonly Use[], boolean>();

/** Words of functions that look at a function and do not call it. */
const looking =
  /^(?:wraps|update_wrapper|iscoroutinefunction|isfunction|signature|isinstance|callable|hasattr|getattr|log|info|debug)$/;

/** Holds for a name that is used as a value, so that what it stands for may be called from there on. */
function isHandedOn(node: Node, { analysis }: GateRun): boolean {
  const parent = analysis.program.parents.get(node);
  switch (parent?.kind) {
    case "call":
    case "new": {
      const callee = part(parent, "callee");
      const name = callee?.kind === "member" ? part(callee, "property") : callee;
      return node.role === "argument" && !looking.test(String(name?.value));
    }
    case "member":
      return /^(?:call|apply|bind)$/.test(String(part(parent, "property")?.value));
    case "unary":
    case "interpolation":
    case "if":
    case "decorator":
      return false;
    default:
      return true;
  }
}

/** The key of a part of a variable that is kept track of: `this.approved`, `state.ok`. */
export function placeKey(node: Node, run: GateRun): string | undefined {
  if (node.kind !== "member" && node.kind !== "index") return undefined;
  const object = part(node, "object");
  if (object?.kind !== "name") return undefined;
  const name = partName(node);
  return name === undefined ? undefined : `${prefixOf(object, run)}${name}`;
}
