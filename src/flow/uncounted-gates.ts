import { part } from "#flow/declarations.ts";
import type { Names } from "#flow/entity.ts";
import { gateMarks } from "#flow/gate-marks.ts";
import { isAsync } from "#flow/gate-facts.ts";
import type { GateMark } from "#flow/gate-program.ts";
import { dottedName, lastName, throwsByName } from "#flow/gate-words.ts";
import { wholes } from "#flow/marked-nodes.ts";
import { type Program, programOf } from "#flow/program.ts";
import type { TaintFlow } from "#flow/taint-way.ts";
import type { Fuel } from "#match/fuel.ts";
import type { TaintMarks } from "#match/taint-marks.ts";
import type { Document, Node, NodeKind } from "#model/document.ts";

/**
 * Why a gate before a sink does not count: its promise is not awaited, nobody reads what it says, or not every way to
 * the sink has its yes.
 */
export type GateFlaw = "not-awaited" | "not-read" | "not-on-every-way";

/** A gate that stands before a sink that is told all the same. */
export interface UncountedGate {
  readonly node: Node;
  readonly flaw: GateFlaw;
}

/** What is asked of the gates of a rule. */
interface Question {
  readonly document: Document;
  readonly marks: Pick<TaintMarks, "gates">;
  readonly names: Names;
  readonly fuel: Fuel;
}

/** Gates that are told of one way: those next to its end. */
const mostTold = 3;

/**
 * Tells the gates of a rule that a way goes by although it is told: those that stand before it in the functions that it
 * leads through, in source order. What is known of the document is looked up once, on first use. Throws `OutOfFuel`.
 */
export function uncountedGates({ document, marks, names, fuel }: Question): (flow: TaintFlow) => UncountedGate[] {
  let placed: readonly PlacedGate[] | undefined;
  return ({ source, sink, steps }) => {
    if (marks.gates.length === 0) return [];
    const { root } = document;
    const program = programOf(document, names);
    placed ??= gateMarks(root, marks, fuel).map((mark) => ({
      ...mark,
      owner: ownerOf(mark.node, root, { program, fuel }),
    }));
    const ends = new Map<Node, number>();
    for (const node of [
      ...wholes(root, source, fuel),
      ...steps.map((step) => step.node),
      ...wholes(root, sink, fuel),
    ]) {
      const owner = ownerOf(node, root, { program, fuel });
      ends.set(owner, Math.max(ends.get(owner) ?? 0, node.start));
    }
    fuel.spend(placed.length);
    const before = placed.filter(({ node, owner }) => node.start < (ends.get(owner) ?? -1));
    return before.slice(-mostTold).map((gate) => ({ node: gate.node, flaw: flawOf(gate, program, names) }));
  };
}

interface PlacedGate extends GateMark {
  /** The function in which it stands, or the top of the program. */
  readonly owner: Node;
}

interface Looking {
  readonly program: Program;
  readonly fuel: Fuel;
}

function ownerOf(node: Node, root: Node, { program, fuel }: Looking): Node {
  const { parents } = program.gateFacts();
  let owner = parents.get(node);
  for (; owner && owner.kind !== "function"; owner = parents.get(owner)) fuel.spend(1);
  return owner ?? root;
}

/** What asks a promise of which it waits for nothing: it is true, whatever it will say. */
const asksAtOnce: ReadonlySet<NodeKind> = new Set<NodeKind>(["expression-statement", "if", "while", "unary", "binary"]);

function flawOf(gate: GateMark, program: Program, names: Names): GateFlaw {
  const { parents } = program.gateFacts();
  const parent = parents.get(gate.node);
  const isWaited = parent?.kind === "await";
  const around = isWaited ? parents.get(parent) : parent;
  const { throws, isPromise } = calledBy(gate, program, names);
  if (around?.kind === "expression-statement" && !throws) return "not-read";
  return isPromise && !isWaited && around && asksAtOnce.has(around.kind) ? "not-awaited" : "not-on-every-way";
}

/** Whether what a gate calls may refuse without a verdict, and whether it gives a promise, as far as that is known. */
function calledBy({ node, refuses }: GateMark, { gateFacts, definitions }: Program, names: Names) {
  const callee = node.kind === "call" ? part(node, "callee") : undefined;
  const entity = callee?.kind === "name" ? names.entities.get(callee) : undefined;
  const local = entity && definitions.functionOf(entity);
  if (local) return { throws: true, isPromise: isAsync(local) };
  const throws = refuses === "throws" || (refuses === "either" && throwsByName(lastName(callee)));
  return { throws, isPromise: gateFacts().awaited.has(dottedName(callee)) };
}
