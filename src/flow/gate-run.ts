import type { Entity } from "#flow/entity.ts";
import type { Passed } from "#flow/gate-passed.ts";
import type { GateProgram } from "#flow/gate-program.ts";
import type { Verdict } from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** What happens where a gate says no: the function returns or the effect is left out, it throws, it answers a request. */
export type Refusing = "returns" | "throws" | "responds";

/** What calling a function means for gates, in terms of what it is given. */
export interface GateSummary {
  readonly returned: Verdict;
  /** What has said yes once it returns. */
  readonly completes: Passed;
  /** What has said yes where it yields; undefined if it never does. */
  readonly yields: Passed;
  /** Holds if it may throw, or end the program, rather than return. */
  readonly refuses: boolean;
}

/** A place from which a function may be called. */
export interface Site {
  /** The function in which it stands. */
  readonly owner: Node;
  readonly block: number;
  readonly passed: Passed;
  /** What is given, by position; absent where nobody knows. */
  readonly given: readonly Verdict[] | undefined;
}

/** What is known of all functions of a document so far. */
export interface GateAnalysis {
  readonly program: GateProgram;
  /** Undefined while it is being found out. */
  readonly summaryOf: (owner: Node) => GateSummary | undefined;
  /** What a function that is given to another one, at a position, may rely on when it is called. */
  readonly relied: (callee: Node, index: number) => Relied;
  /** What variables hold that are given one value where they are declared. */
  readonly fixed: Map<Entity, Verdict>;
  /** What was passed before each node, in terms of its function. */
  readonly before: Map<Node, Passed>;
  /** By function, by the node that stands for it. */
  readonly sites: Map<Node, Map<Node, Site>>;
  /** Where functions call or hand on what they are given, by the parameter. */
  readonly references: Map<string, Map<Node, Site>>;
  readonly refusals: Map<number, Refusing>;
}

/** What a call gives. */
export interface Argument {
  readonly node: Node;
  readonly verdict: Verdict;
  /** The parameter that it is for, where the call says so. */
  readonly name?: string;
}

/** A call with what it is about. */
export interface Call {
  readonly node: Node;
  readonly callee: Node | undefined;
  /** What is called, and what it is a method of. */
  readonly called: Verdict;
  readonly receiver: Verdict | undefined;
  readonly given: readonly Argument[];
}

/** What holds where a function calls what it is given. */
export interface Relied {
  readonly passed: Passed;
  /** What it is called with; undefined where nobody knows. */
  readonly given: readonly Verdict[] | undefined;
  /** Holds if there is a way through the function on which it is not called. */
  readonly isOptional: boolean;
}

/** The way through one function, at the point where it is. */
export interface GateRun {
  readonly analysis: GateAnalysis;
  readonly owner: Node;
  /** What has said yes on every way to here. */
  readonly passed: Passed;
  /** What an expression says; what else it does is done to the run. */
  readonly evaluate: (node: Node) => Verdict;
  readonly read: (key: Entity | string) => Verdict | undefined;
  readonly write: (key: Entity | string, verdict: Verdict) => void;
  /** What is kept track of. */
  readonly keys: () => readonly (Entity | string)[];
  /** Something has said yes from here on; what it is otherwise leaves, in the way given. */
  readonly pass: (passed: Passed, how: Refusing) => void;
  /** Does something of which what has been passed counts for nothing afterwards. */
  readonly aside: <T>(act: () => T) => T;
  /** The function may throw here rather than go on. */
  readonly refuses: () => void;
  /** Tells what has been passed before a node. */
  readonly reached: (node: Node) => void;
  /** A function may be called from here. */
  readonly site: (callee: Node, at: Node, site?: Partial<Pick<Site, "passed" | "given">>) => void;
  /** What the function was given is called here, or handed on. */
  readonly reference: (parameter: string, at: Node, given?: readonly Verdict[]) => void;
  readonly returns: (verdict: Verdict) => void;
  readonly yields: () => void;
}
