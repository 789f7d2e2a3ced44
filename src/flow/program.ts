import { type CallOrder, callOrder } from "#flow/call-order.ts";
import { capturesOf } from "#flow/captures.ts";
import { controlFlowOf } from "#flow/control-flow.ts";
import { type Definitions, definitionsOf, impliedNames } from "#flow/definitions.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { ControlFlow } from "#flow/flow-graph.ts";
import { type GateFacts, gateFacts } from "#flow/gate-facts.ts";
import { type FunctionUses, functionUses } from "#flow/function-uses.ts";
import { type Use, usesOf } from "#flow/name-uses.ts";
import type { Root } from "#flow/taint-set.ts";
import type { Document, Node } from "#model/document.ts";

/**
 * What all rules share that look at the code of a document, each part made on first use. It is no rule's work: whichever
 * rule comes first, none has less fuel for it.
 */
export interface Program {
  readonly definitions: Definitions;
  readonly flowOf: (owner: Node) => ControlFlow;
  /** Something that nobody declares, by its name. */
  readonly undeclared: (name: Node) => Entity;
  readonly callOrder: () => CallOrder;
  /** What functions use of one another. */
  readonly functionUses: () => FunctionUses;
  readonly usesOf: (entity: Entity) => readonly Use[];
  readonly gateFacts: () => GateFacts;
  /** What a function uses of the functions around it. */
  readonly capturedBy: (owner: Node) => ReadonlySet<Root>;
}

const programs = new WeakMap<Node, Program>();

/** The program of a document; remembered as long as its tree is. */
export function programOf(document: Document, names: Names): Program {
  const known = programs.get(document.root);
  if (known) return known;
  const made = makeProgram(document, names);
  programs.set(document.root, made);
  return made;
}

function makeProgram({ root, syntax }: Document, names: Names): Program {
  const definitions = definitionsOf(root, names);
  const flows = new Map<Node, ControlFlow>();
  const implied = syntax === "python" ? new Map<string, Entity>() : impliedNames(root, names);
  let order: CallOrder | undefined;
  let uses: ReadonlyMap<Entity, readonly Use[]> | undefined;
  let facts: GateFacts | undefined;
  let used: FunctionUses | undefined;
  const functionsUsed = () => (used ??= functionUses(root, definitions, names));
  let captures: ReadonlyMap<Node, ReadonlySet<Root>> | undefined;
  return {
    definitions,
    flowOf: (owner) => remembered(flows, owner, () => controlFlowOf(owner)),
    undeclared: (name) =>
      remembered(implied, String(name.value), () => ({ declaration: name, assigned: [], owner: undefined })),
    callOrder: () => (order ??= callOrder([...definitions.functions, root], functionsUsed())),
    functionUses: functionsUsed,
    usesOf: (entity) => (uses ??= usesOf(root, names)).get(entity) ?? [],
    capturedBy: (owner) => (captures ??= capturesOf(root, names, definitions)).get(owner) ?? new Set(),
    gateFacts: () => (facts ??= gateFacts(root, definitions, names)),
  };
}

function remembered<Key, Made>(known: Map<Key, Made>, key: Key, make: () => Made): Made {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
