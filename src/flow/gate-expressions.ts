import { choosing } from "#flow/parting.ts";
import { part, parts } from "#flow/declarations.ts";
import { callVerdict, gateVerdict } from "#flow/gate-calls.ts";
import { nothing } from "#flow/gate-passed.ts";
import { compared } from "#flow/gate-compare.ts";
import { namesOf } from "#flow/gate-facts.ts";
import type { GateRun } from "#flow/gate-run.ts";
import { nameVerdict, placeKey } from "#flow/gate-names.ts";
import {
  absent,
  constantVerdict,
  isTelling,
  joined,
  negated,
  partOf,
  something,
  under,
  unknown,
  type Verdict,
} from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** Parts of lists and objects that are told apart. */
const mostParts = 40;

/** What an expression or a simple statement says of gates. */
export function verdictOf(node: Node, run: GateRun): Verdict {
  switch (node.kind) {
    case "call":
    case "new":
      return callVerdict(node, run);
    case "await":
      return awaited(node, run);
    case "name":
      return gateVerdict(node, nameVerdict(node, run), run);
    case "member":
    case "index":
      return gateVerdict(node, memberVerdict(node, run), run);
    case "function":
      return functionVerdict(node, run);
    case "class":
      return something;
    case "assign":
    case "define":
      return assignment(node, run);
    case "conditional":
      return conditional(node, run);
    case "binary":
      return gateVerdict(node, binary(node, run), run);
    case "unary":
      return unary(node, run);
    default:
      return otherVerdict(node, run);
  }
}

function otherVerdict(node: Node, run: GateRun): Verdict {
  switch (node.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return node.value === undefined ? unknown : constantVerdict(node.value);
    case "regex":
      return something;
    case "mapping":
      return mapping(node, run);
    case "sequence":
      return sequence(node, run);
    case "comprehension":
      return run.aside(() => comprehension(node, run));
    case "keyword-argument":
      return evaluated(part(node, "value"), run);
    case "expression-statement":
    case "cast":
    case "interpolation":
      return evaluated(part(node, "expression"), run);
    case "yield":
      for (const child of node.children) run.evaluate(child);
      run.yields();
      return unknown;
    case "with-item":
      return context(node, run);
    case "assert":
      run.pass(evaluated(part(node, "test"), run).holds, "throws");
      return unknown;
    case "return":
      run.returns(evaluated(part(node, "value"), run));
      return unknown;
    default:
      for (const child of node.children) if (child.role !== "type" && child.kind !== "type") run.evaluate(child);
      return constantOf(node, run) ?? unknown;
  }
}

function evaluated(node: Node | undefined, run: GateRun): Verdict {
  return node ? run.evaluate(node) : absent;
}

function constantOf(node: Node, run: GateRun): Verdict | undefined {
  const constant = run.analysis.program.semantics.constantOf(node);
  return constant === undefined ? undefined : constantVerdict(constant);
}

function awaited(node: Node, run: GateRun): Verdict {
  const verdict = gateVerdict(node, evaluated(part(node, "value"), run), run);
  if (!verdict.promised) return verdict;
  run.pass(verdict.promised.completes, "throws");
  return verdict.promised.value;
}

function functionVerdict(node: Node, run: GateRun): Verdict {
  run.reached(node);
  // What is bound to a name is called by that name.
  const isNamed = node.role === "statement" || node.role === "declaration" || node.role === "member";
  const holder = run.analysis.program.parents.get(node);
  const target = holder && part(holder, "target");
  const isBound = (holder?.kind === "define" || holder?.kind === "assign") && target?.kind === "name";
  if (!isNamed && !isBound) run.site(node, node);
  return { ...something, called: node };
}

function memberVerdict(node: Node, run: GateRun): Verdict {
  const object = part(node, "object");
  const held = evaluated(object, run);
  const key = placeKey(node, run);
  const kept = key === undefined ? undefined : run.read(key);
  if (kept) return kept;
  const [index] = parts(node, "index");
  if (index) run.evaluate(index);
  const name = node.kind === "member" ? part(node, "property")?.value : index && constantOf(index, run)?.constant;
  const found = name === undefined || name === null ? unknown : partOf(held, String(name));
  // What is read only if there is something to read from.
  return node.label === "?." && isTelling(held) ? joined({ holds: undefined, fails: held.fails }, found) : found;
}

function assignment(node: Node, run: GateRun): Verdict {
  const target = part(node, "target");
  const value = part(node, "value");
  const given = value ? run.evaluate(value) : absent;
  if (!target) return given;
  const operator = (node.label ?? "=").replace(/^:?=$/, "");
  const isPlain = node.kind === "define" || operator === "";
  // What is declared without a value in a loop's head is given one there.
  if (!value && node.kind !== "define") return unknown;
  const after = isPlain ? given : compound(operator.slice(0, -1), run.evaluate(target), given);
  bind(target, after, run);
  return after;
}

function compound(operator: string, before: Verdict, given: Verdict): Verdict {
  if (operator === "&&" || operator === "&") return conjunction(before, given);
  if (operator === "??") return substitution(before, given);
  return operator === "||" || operator === "|" ? disjunction(before, given) : unknown;
}

/** Keeps a value in a target, whatever its form. */
export function bind(target: Node, verdict: Verdict, run: GateRun): void {
  const { names, given } = run.analysis.program;
  const found = namesOf(target);
  for (const { name, field } of found) {
    const entity = names.entities.get(name);
    if (!entity) continue;
    const held = field === undefined ? verdict : partOf(verdict, field);
    if (given.has(entity)) run.analysis.fixed.set(entity, held);
    else run.write(entity, held);
  }
  if (found.length > 0) return;
  const key = placeKey(target, run);
  if (key !== undefined) run.write(key, verdict);
}

/** `test && one`, of which only what leads to a verdict counts. */
function conjunction(left: Verdict, right: Verdict): Verdict {
  return joined({ holds: undefined, fails: left.fails }, under(left.holds, right));
}

function disjunction(left: Verdict, right: Verdict): Verdict {
  return joined({ ...left, fails: undefined }, under(left.fails, right));
}

/** `left ?? right`. */
function substitution(left: Verdict, right: Verdict): Verdict {
  return joined({ ...left, fails: left.isOpen ? left.fails : undefined }, under(left.fails, right));
}

function conditional(node: Node, run: GateRun): Verdict {
  const test = evaluated(part(node, "test"), run);
  const yes = evaluated(part(node, "consequent"), run);
  const no = evaluated(part(node, "alternate"), run);
  return joined(under(test.holds, yes), under(test.fails, no));
}

function binary(node: Node, run: GateRun): Verdict {
  const { label = "" } = node;
  const [left, right] = [evaluated(part(node, "left"), run), evaluated(part(node, "right"), run)];
  if (choosing.test(label)) {
    if (label === "??") return substitution(left, right);
    return label === "&&" || label === "and" ? conjunction(left, right) : disjunction(left, right);
  }
  if (label === "&") return conjunction(left, right);
  if (label === "|") return disjunction(left, right);
  return compared(label, { left, right, list: part(node, "right") }) ?? constantOf(node, run) ?? unknown;
}

function unary(node: Node, run: GateRun): Verdict {
  const operand = part(node, "operand");
  const verdict = evaluated(operand, run);
  if (node.label === "!" || node.label === "not") return negated(verdict);
  if (operand && /^(?:\+\+|--)/.test(node.label ?? "")) bind(operand, unknown, run);
  return constantOf(node, run) ?? unknown;
}

function mapping(node: Node, run: GateRun): Verdict {
  const known = new Map<string, Verdict>();
  let rest: Verdict | undefined;
  for (const entry of parts(node, "entry")) {
    if (entry.kind !== "pair") {
      const spread = evaluated(part(entry, "value"), run);
      rest = spread.isOpen ? spread : rest;
      for (const [name, each] of spread.parts ?? []) if (known.size < mostParts) known.set(name, each);
      continue;
    }
    const key = part(entry, "key");
    if (key?.kind === "computed") run.evaluate(key);
    const value = evaluated(part(entry, "value"), run);
    if (known.size < mostParts && (key?.kind === "name" || key?.kind === "string")) known.set(String(key.value), value);
  }
  return { ...something, ...rest, ...(known.size > 0 && { parts: known }) };
}

function sequence(node: Node, run: GateRun): Verdict {
  const items = parts(node, "item").map((item) => run.evaluate(item));
  if (node.label === "comma") return items.at(-1) ?? unknown;
  const known = items.slice(0, mostParts).map((item, index) => [String(index), item] as const);
  return { ...something, ...(known.length > 0 && { parts: new Map(known) }) };
}

/** What is computed for each element is computed only if the tests hold. */
function comprehension(node: Node, run: GateRun): Verdict {
  for (const clause of parts(node, "clause")) {
    const iterable = part(clause, "iterable");
    const test = part(clause, "test");
    if (iterable) run.evaluate(iterable);
    if (test) run.pass(run.evaluate(test).holds ?? nothing, "returns");
  }
  const element = part(node, "element");
  if (element) run.evaluate(element);
  return unknown;
}

function context(node: Node, run: GateRun): Verdict {
  const verdict = evaluated(part(node, "value"), run);
  if (verdict.promised) run.pass(verdict.promised.completes, "throws");
  const target = part(node, "target");
  if (target) bind(target, verdict.promised?.value ?? verdict, run);
  return verdict;
}
