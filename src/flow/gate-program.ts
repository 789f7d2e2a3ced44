import type { Definitions } from "#flow/definitions.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { ControlFlow } from "#flow/flow-graph.ts";
import type { GateFacts } from "#flow/gate-facts.ts";
import type { Use } from "#flow/name-uses.ts";
import { programOf } from "#flow/program.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Document, Node } from "#model/document.ts";
import type { GateRefusal } from "#model/rule.ts";
import type { Semantics } from "#model/semantics.ts";

/** An expression that is a gate: usually a call. */
export interface GateMark {
  readonly node: Node;
  readonly refuses: GateRefusal;
}

/** What gates are asked of. */
export interface GateQuestion {
  readonly document: Document;
  /** In source order. */
  readonly marks: readonly GateMark[];
  readonly names: Names;
  readonly semantics: Semantics;
  readonly fuel: Fuel;
}

/** What is known of a document, and of the gates in it, before ways are followed. */
export interface GateProgram extends GateQuestion, GateFacts {
  readonly definitions: Definitions;
  readonly flowOf: (owner: Node) => ControlFlow;
  readonly usesOf: (entity: Entity) => readonly Use[];
  /** The position of the mark that is on a node. */
  readonly gateAt: ReadonlyMap<Node, number>;
}

/** Puts the gates of a rule beside what is known of a document. */
export function gateProgram(question: GateQuestion): GateProgram {
  const { document, names, marks } = question;
  const { definitions, flowOf, gateFacts, usesOf } = programOf(document, names);
  const gateAt = new Map(marks.map(({ node }, index) => [node, index] as const));
  return { ...question, ...gateFacts(), definitions, flowOf, usesOf, gateAt };
}
