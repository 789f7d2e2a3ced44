import { part, parts } from "#flow/declarations.ts";
import { callValue } from "#flow/taint-calls.ts";
import { bindCase, givesNames } from "#flow/taint-cases.ts";
import { makeFunction, throwValue } from "#flow/taint-closures.ts";
import { isList } from "#flow/taint-containers.ts";
import { accessed, assigned, decorated, entered, gotten, keepField, withGetters } from "#flow/taint-objects.ts";
import { partOf } from "#flow/taint-parts.ts";
import { keptOf } from "#flow/taint-promises.ts";
import type { Run } from "#flow/taint-run.ts";
import { type Taints, unite } from "#flow/taint-set.ts";
import { bind, redeclare, rootOf } from "#flow/taint-targets.ts";
import { allTaints, anyPart, clean, composed, elementOf, join, tainted, type Value } from "#flow/taint-value.ts";
import { returned } from "#flow/value-way.ts";
import type { Node } from "#model/document.ts";

const comparisons = /^(?:[<>]=?|[!=]==?|in|not in|is|is not|instanceof)$/;

/** The taint of an expression, or of a statement whose parts run with it, from that of its parts. */
export function valueOf(node: Node, run: Run): Value {
  switch (node.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "regex":
    case "type":
    case "jump":
      return clean;
    case "name":
      return nameValue(node, run);
    case "member":
    case "index":
    case "slice":
      return partValue(node, run);
    case "call":
    case "new":
      return callValue(node, run);
    case "function":
    case "class":
    case "import":
      return declaredValue(node, run);
    case "define":
    case "assign":
      return assignValue(node, run);
    case "sequence":
      return sequenceValue(node, run);
    case "mapping":
      return mappingValue(node, run);
    default:
      return operatorValue(node, run);
  }
}

function operatorValue(node: Node, run: Run): Value {
  switch (node.kind) {
    case "binary":
    case "comparison":
      return binaryValue(node, run);
    case "conditional": {
      const [test, yes, no] = node.children;
      if (test) run.evaluate(test);
      return join(yes ? run.evaluate(yes) : clean, no ? run.evaluate(no) : clean);
    }
    case "spread":
      return run.context.assumes.followsCalls ? lastValue(node, run) : united(node.children, run);
    case "await":
      return keptOf(lastValue(node, run));
    case "cast":
    case "computed":
    case "keyword-argument":
    case "expression-statement":
    case "interpolation":
    case "pair":
    case "jsx-attribute":
    case "export":
      return lastValue(node, run);
    case "yield": {
      const value = lastValue(node, run);
      // What is yielded is in what the call returns; what another generator yields is so already.
      const isAll = node.label !== undefined;
      run.returns(isAll ? value : composed(new Map([[anyPart, value]])));
      return value;
    }
    case "return": {
      const value = lastValue(node, run);
      const made = node.children.at(-1);
      run.returns(made ? returned(value, made) : value);
      return value;
    }
    case "template":
      return part(node, "tag") ? callValue(node, run) : united(node.children, run);
    case "throw": {
      const value = united(node.children, run);
      if (run.context.assumes.followsCalls) throwValue(value, node, run);
      return value;
    }
    case "unary":
      return node.label === "void" ? emptied(node, run) : united(node.children, run);
    default:
      return statementValue(node, run);
  }
}

function statementValue(node: Node, run: Run): Value {
  switch (node.kind) {
    case "for-each": {
      const target = part(node, "target");
      const [iterable] = parts(node, "iterable");
      const value = iterable ? elementOf(run.evaluate(iterable)) : clean;
      if (target) bind(target, value, run);
      return clean;
    }
    case "with-item": {
      const [value, target] = [part(node, "value"), part(node, "target")];
      const held = value ? entered(value, run.evaluate(value), run) : clean;
      if (target) bind(target, held, run);
      return held;
    }
    case "case": {
      const subject = run.context.definitions.subjectOf(node);
      if (subject && givesNames(node)) bindCase(node, run.evaluate(subject), run);
      return clean;
    }
    case "catch": {
      const target = part(node, "target");
      const thrown = run.context.assumes.followsCalls ? run.environment.read(node) : clean;
      if (target) bind(target, thrown, run);
      return clean;
    }
    case "comprehension":
      return comprehensionValue(node, run);
    case "assert":
    default:
      return united(node.children, run);
  }
}

/** What is evaluated for nothing. */
function emptied(node: Node, run: Run): Value {
  for (const child of node.children) run.evaluate(child);
  return clean;
}

function declaredValue(node: Node, run: Run): Value {
  redeclare(node, run);
  if (node.kind === "import") return clean;
  return node.kind === "class" ? classValue(node, run) : makeFunction(node, run);
}

/** What is computed when a class is made: what it extends, its decorators, what its fields are set to. */
function classValue(node: Node, run: Run): Value {
  for (const child of node.children) {
    if (child.role === "base" || child.role === "decorator") run.evaluate(child);
    else if (child.kind === "field")
      for (const value of parts(child, "value")) keepField(node, child, run.evaluate(value), run);
    else if (child.role === "member" && child.kind !== "function") keepField(node, child, run.evaluate(child), run);
  }
  return clean;
}

/** All taint of several expressions. */
function united(nodes: readonly Node[], run: Run): Value {
  let taints: Taints = clean.taints;
  for (const node of nodes) {
    if (node.role === "type" || node.role === "modifier") continue;
    taints = unite(taints, allTaints(run.evaluate(node)));
  }
  return run.context.assumes.onlyAssignments ? clean : tainted(taints);
}

/** The value of what wraps another expression. */
function lastValue(node: Node, run: Run): Value {
  let value = clean;
  for (const child of node.children) {
    const isOwn = child.role === "value" || child.role === "expression" || child.role === "declaration";
    if (isOwn) value = run.evaluate(child);
  }
  return value;
}

function nameValue(node: Node, run: Run): Value {
  const root = rootOf(node, run.context, run.owner);
  const value = run.environment.read(root);
  const declared = "declaration" in root ? run.context.definitions.functionOf(root) : undefined;
  return declared && !value.functions ? join(value, decorated(declared, run)) : value;
}

function partValue(node: Node, run: Run): Value {
  const object = part(node, "object");
  const value = object ? run.evaluate(object) : clean;
  return accessed(node, value, run) ?? partOf(node, value, run);
}

function assignValue(node: Node, run: Run): Value {
  const [target, source] = [part(node, "target"), part(node, "value")];
  // `x: str` says what `x` is to be, and leaves it as it is.
  if (!source && part(node, "type")) return clean;
  const isCompound = node.kind === "assign" && node.label !== undefined && !/^:?=$/.test(node.label);
  let value = source ? run.evaluate(source) : clean;
  if (isCompound && target) value = tainted(unite(allTaints(run.evaluate(target)), allTaints(value)));
  // Marks on the whole count before anything is kept.
  const kept = target ? withGetters(target, source, run.marked(node, value), run) : run.marked(node, value);
  const isKept = target !== undefined && (source !== undefined || node.kind === "assign");
  if (isKept && !assigned(target, kept, run)) bind(target, kept, run);
  return kept;
}

function binaryValue(node: Node, run: Run): Value {
  const { label = "" } = node;
  if (/^(?:&&|\|\||\?\?|and|or)$/.test(label)) {
    return node.children.map((child) => run.evaluate(child)).reduce(join, clean);
  }
  const value = united(node.children, run);
  const isComparison = node.kind === "comparison" || comparisons.test(label);
  return isComparison && run.context.assumes.safeComparisons ? clean : value;
}

function sequenceValue(node: Node, run: Run): Value {
  const places = new Map<string, Value>();
  let rest: Taints = clean.taints;
  let isKnown = true;
  const items = parts(node, "item").map((item) => ({ item, value: run.evaluate(item) }));
  if (node.label === "comma") return items.at(-1)?.value ?? clean;
  for (const { item, value } of items) {
    if (isKnown && item.kind === "spread" && isList(value)) {
      for (const held of value.fields?.values() ?? []) places.set(String(places.size), held);
      continue;
    }
    isKnown &&= item.kind !== "spread";
    if (isKnown) places.set(String(places.size), value);
    else rest = unite(rest, allTaints(value));
  }
  if (run.context.assumes.onlyAssignments) return clean;
  return composed(places, rest);
}

function mappingValue(node: Node, run: Run): Value {
  const fields = new Map<string, Value>();
  let rest: Taints = clean.taints;
  for (const entry of parts(node, "entry")) {
    const value = entry.label === "getter" ? gotten(entry, run) : run.evaluate(entry);
    if (entry.label === "setter") continue;
    const key = entry.kind === "pair" ? part(entry, "key") : undefined;
    if (entry.kind !== "pair") rest = unite(rest, spreadInto(fields, value));
    else if (key?.kind === "name" || key?.kind === "string") fields.set(String(key.value), value);
    else rest = unite(unite(rest, allTaints(value)), key ? allTaints(run.evaluate(key)) : clean.taints);
  }
  if (run.context.assumes.onlyAssignments) return clean;
  return composed(fields, rest);
}

/** Adds the parts of what is spread to others; gives the taints that may be in any part. */
function spreadInto(fields: Map<string, Value>, value: Value): Taints {
  for (const [name, held] of value.fields ?? []) if (name !== anyPart) fields.set(name, held);
  const any = value.fields?.get(anyPart);
  return any ? unite(value.taints, allTaints(any)) : value.taints;
}

function comprehensionValue(node: Node, run: Run): Value {
  for (const clause of parts(node, "clause")) {
    const [target, iterable, test] = [part(clause, "target"), part(clause, "iterable"), part(clause, "test")];
    const value = iterable ? elementOf(run.evaluate(iterable)) : clean;
    if (target) bind(target, value, run);
    if (test) run.evaluate(test);
  }
  const element = part(node, "element");
  const value = element ? run.evaluate(element) : clean;
  return selectedFrom(node, run) ?? tainted(allTaints(value));
}

/** `{k: v for k, v in d.items() if …}` is `d`, or less of it. */
function selectedFrom(node: Node, run: Run): Value | undefined {
  const element = part(node, "element");
  const [clause, second] = parts(node, "clause").filter(({ label }) => label === "for");
  const iterable = clause && part(clause, "iterable");
  const callee = iterable?.kind === "call" ? part(iterable, "callee") : undefined;
  const object = callee && part(callee, "property")?.value === "items" ? part(callee, "object") : undefined;
  const [key, value] = clause ? (part(clause, "target")?.children ?? []) : [];
  if (!object || second || element?.kind !== "pair") return undefined;
  if (!isSameName(part(element, "key"), key) || !isSameName(part(element, "value"), value)) return undefined;
  return run.evaluate(object);
}

function isSameName(name: Node | undefined, other: Node | undefined): boolean {
  return name?.kind === "name" && other?.kind === "name" && name.value === other.value;
}
