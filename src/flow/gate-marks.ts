import type { Names } from "#flow/entity.ts";
import type { GateMark } from "#flow/gate-program.ts";
import { findGates, type Gates } from "#flow/gates.ts";
import { wholes } from "#flow/marked-nodes.ts";
import type { Fuel } from "#match/fuel.ts";
import type { TaintMarks } from "#match/taint-marks.ts";
import type { Document, Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";

/** What a taint rule has found in a document, as far as gates are asked of it. */
interface MarkedGates {
  readonly document: Document;
  readonly marks: Pick<TaintMarks, "gates">;
  readonly names: Names;
  readonly semantics: Semantics;
  readonly fuel: Fuel;
}

/** Tells whether the gates of a rule stand before a node on every way to it; found out on first use. Throws `OutOfFuel`. */
export function guardedBy({ document, marks, names, semantics, fuel }: MarkedGates): (node: Node) => boolean {
  if (marks.gates.length === 0) return () => false;
  let gates: Gates | undefined;
  return (node) => {
    gates ??= findGates({ document, marks: gateMarks(document.root, marks, fuel), names, semantics, fuel });
    return gates.gatesOf(node).length > 0;
  };
}

/** The gates of a rule, each node once, in source order. Throws `OutOfFuel`. */
export function gateMarks(root: Node, { gates }: Pick<TaintMarks, "gates">, fuel: Fuel): GateMark[] {
  const found = new Map<Node, GateMark>();
  for (const mark of gates) {
    for (const node of wholes(root, mark, fuel))
      if (!found.has(node)) found.set(node, { node, refuses: mark.spec.gate ?? "either" });
  }
  return [...found.values()].sort(
    (left, right) => left.node.start - right.node.start || left.node.end - right.node.end,
  );
}
