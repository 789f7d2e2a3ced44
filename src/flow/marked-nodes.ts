import { append } from "#model/append.ts";
import type { Binding } from "#match/binding.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Mark, PropagatorMark, TaintMarks } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import type { Formula, TaintSanitizer, TaintSink, TaintSource } from "#model/rule.ts";

/** A mark on a node: that which was found itself, or a part of it. */
export interface Placed<Spec> {
  readonly mark: Mark<Spec>;
  readonly isWhole: boolean;
}

/** What a taint rule says of one node. */
export interface NodeMarks {
  readonly sources: Placed<TaintSource>[];
  readonly sinks: Mark<TaintSink>[];
  readonly sanitizers: Placed<TaintSanitizer>[];
  readonly from: PropagatorMark[];
  readonly to: PropagatorMark[];
}

/** What a taint rule says of the nodes of a document. */
export interface MarkedNodes {
  readonly nodes: ReadonlyMap<Node, NodeMarks>;
  /** Where each propagator leads to. */
  readonly destinations: ReadonlyMap<PropagatorMark, readonly Node[]>;
}

/** Puts the marks of a rule on the nodes of a tree. Throws `OutOfFuel`. */
export function markNodes(root: Node, marks: TaintMarks, fuel: Fuel): MarkedNodes {
  const nodes = new Map<Node, NodeMarks>();
  const destinations = new Map<PropagatorMark, readonly Node[]>();
  const at = (node: Node): NodeMarks => {
    const known = nodes.get(node);
    if (known) return known;
    const made: NodeMarks = { sources: [], sinks: [], sanitizers: [], from: [], to: [] };
    nodes.set(node, made);
    return made;
  };
  for (const mark of marks.sources) {
    const hasParts = !mark.spec.exact && mark.spec.bySideEffect !== "only" && !isOutcome(mark);
    forNodes(root, mark, fuel, (node, isWhole) => {
      if (isWhole || hasParts) at(node).sources.push({ mark, isWhole });
    });
  }
  for (const mark of marks.sanitizers) {
    if (mark.spec.notConflicting && isTaken(mark, marks)) continue;
    forNodes(root, mark, fuel, (node, isWhole) => {
      if (isWhole || !mark.spec.exact) at(node).sanitizers.push({ mark, isWhole });
    });
  }
  for (const mark of marks.sinks)
    forNodes(root, mark, fuel, (node, isWhole) => {
      if (isWhole || !mark.spec.exact) at(node).sinks.push(mark);
    });
  for (const mark of marks.propagators) {
    for (const node of wholes(root, foundIn(mark.from), fuel)) at(node).from.push(mark);
    const to = wholes(root, foundIn(mark.to), fuel);
    for (const node of to) at(node).to.push(mark);
    destinations.set(mark, to);
  }
  return { nodes, destinations };
}

/**
 * Holds for a call that a pattern names: taint begins at its outcome, and what the call is given was there before.
 * A stretch of code that a rule speaks of otherwise is tainted in all its parts.
 */
function isOutcome({ node, spec }: Mark<TaintSource>): boolean {
  return (node?.kind === "call" || node?.kind === "new") && namesWhole(spec.formula);
}

function namesWhole(formula: Formula): boolean {
  switch (formula.type) {
    case "pattern":
    case "fact":
      return true;
    case "any":
    case "all":
      return formula.of.some(namesWhole);
    default:
      return false;
  }
}

/** Holds if a source or a sink was found at the same place. */
function isTaken({ start, end }: Span, { sources, sinks }: TaintMarks): boolean {
  return [...sources, ...sinks].some((other) => other.start === start && other.end === end);
}

function forNodes(root: Node, mark: Mark<unknown>, fuel: Fuel, call: (node: Node, isWhole: boolean) => void): void {
  const tops = new Set(wholes(root, mark, fuel));
  const seen = new Set<Node>();
  const stack = [...tops];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    fuel.spend(1);
    call(node, tops.has(node));
    append(stack, node.children);
  }
}

function foundIn({ span, node }: Binding): Found {
  return { ...span, ...(node && { node }) };
}

type Found = Span & { readonly node?: Node };

/** The nodes that a stretch of the text consists of, the largest ones; where a statement is an expression, that. */
export function wholes(root: Node, { start, end, node: found }: Found, fuel: Fuel): Node[] {
  if (found && found.kind !== "expression-statement") return [found];
  const tops: Node[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    fuel.spend(1);
    if (node.end <= start || node.start >= end) continue;
    if (node.start >= start && node.end <= end) append(tops, expressionOf(node));
    else for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!);
  }
  return tops;
}

function expressionOf(node: Node): readonly Node[] {
  return node.kind === "expression-statement" ? node.children : [node];
}
