import type { CallIds } from "#flow/call-ids.ts";
import type { Definitions } from "#flow/definitions.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Frame } from "#flow/guard-reading.ts";
import type { Term, Terms } from "#flow/guard-terms.ts";
import { either, type Guard } from "#flow/guards.ts";
import type { MarkedNodes } from "#flow/marked-nodes.ts";
import type { TaintEnvironment } from "#flow/taint-environment.ts";
import { type Input, type Root, type Taints, unite } from "#flow/taint-set.ts";
import { clean, join, type Value } from "#flow/taint-value.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Mark } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import type { RuleOptions, TaintSink } from "#model/rule.ts";
import type { Semantics } from "#model/semantics.ts";

/** What a rule assumes of code that nobody can see: Semgrep's options of that name. */
export interface Assumptions {
  readonly safeFunctions: boolean;
  readonly safeIndexes: boolean;
  readonly safeComparisons: boolean;
  readonly safeBooleans: boolean;
  readonly safeNumbers: boolean;
  readonly onlyAssignments: boolean;
  /** Holds if calls are followed into the functions of the file. */
  readonly followsCalls: boolean;
  /** Holds if what a function does under a test of its parameters counts only where a call may pass it. */
  readonly guards: boolean;
  /** Holds if what sources and sinks bind under one name must be the same. */
  readonly unifies: boolean;
}

/** Taint that comes to a sink. */
export interface SinkEffect {
  readonly mark: Mark<TaintSink>;
  readonly node: Node;
  readonly taints: Taints;
  /** What has come to each metavariable of which the sink asks something by itself. */
  readonly parts?: ReadonlyMap<string, Taints>;
}

/** A call of what the function was given. */
export interface CallEffect {
  /** What its result is known by within the function. */
  readonly id: string;
  readonly callee: Input;
  /** The part of it that is called. */
  readonly path: readonly string[];
  readonly node: Node;
  readonly given: readonly Value[];
  /** What it is given by name. */
  readonly named?: Value;
  /** What it is given as far as guards may ask for it. */
  readonly terms: readonly Term[];
  readonly guard: Guard | undefined;
}

/** What calling a function does, in terms of what it is given. */
export interface Summary {
  readonly returned: Value;
  readonly sinks: readonly SinkEffect[];
  readonly calls: readonly CallEffect[];
  /** What it throws that it does not catch. */
  readonly thrown: Value;
  /** What is kept, once it ends, in what it did not make: captured variables, the object it is a method of. */
  readonly written: ReadonlyMap<Root, Value>;
  /** What its parameters hold in the end beyond what they were given. */
  readonly filled: ReadonlyMap<number, Value>;
}

/** One rule over one document. */
export interface TaintContext {
  readonly marks: MarkedNodes;
  readonly names: Names;
  readonly semantics: Semantics;
  readonly definitions: Definitions;
  /** Something that nobody declares, by its name. */
  readonly undeclared: (name: Node) => Entity;
  readonly assumes: Assumptions;
  readonly terms: Terms;
  /** What a function uses of the functions around it. */
  readonly capturedBy: (owner: Node) => ReadonlySet<Root>;
  readonly usesOf: Frame["usesOf"];
  /** Holds if a declaration gives its name something where it stands, as in Python, and not before all else. */
  readonly redeclares: boolean;
  /** Holds if `+` makes a text of a number. */
  readonly coerces: boolean;
  readonly fuel: Fuel;
  /** What calling a function does as far as is known; nothing yet while it is being found out. */
  readonly summaryOf: (owner: Node) => Summary;
  /** Holds while it is being found out what calling a function does, so that more may come of the same call. */
  readonly isOpen: (owner: Node) => boolean;
  /** What the fields of a class are set to for each of its objects, those of its bases included. */
  readonly initialOf: (of: Node) => Value;
  readonly initial: (of: Node, name: string, value: Value) => void;
  /** What the methods of a class leave in the object that they share. */
  readonly sharedOf: (of: Node) => Value;
  /** The functions to which it matters what a program has left in its variables in the end; undefined for all. */
  readonly concerned: (left: Iterable<readonly [Root, Value]>) => ReadonlySet<Node> | undefined;
  /** Holds for a function to which it matters that it is made while variables hold this, though no function has made it. */
  readonly concerns: (owner: Node, held: (root: Root) => Value) => boolean;
  /** How deep the expression lies that is being looked at, over all functions. */
  readonly nesting: { depth: number };
  /** A function could not be followed to the bottom. */
  readonly cut: (owner: Node) => void;
  /** Holds for a place that gates of the rule stand before on every way. */
  readonly isGuarded: (node: Node) => boolean;
  /** Taint has come to a sink. */
  readonly report: (effect: SinkEffect) => void;
}

/** The way through one function, at the point where it is. */
export interface Run {
  readonly context: TaintContext;
  /** The function, or the program. */
  readonly owner: Node;
  readonly environment: TaintEnvironment;
  /** Under which tests of what the function is given the point is reached. */
  readonly guard: Guard | undefined;
  /** What is known of the names in the function, for guards. */
  readonly frame: Frame;
  /** Does something that happens under one more guard. */
  readonly under: <Result>(guard: Guard | undefined, run: () => Result) => Result;
  /** The taint of an expression; what else it does is done to the environment. */
  readonly evaluate: (node: Node) => Value;
  /** What a rule says of a node, given what its parts say. */
  readonly marked: (node: Node, value: Value) => Value;
  readonly reaches: (effect: SinkEffect) => void;
  readonly calls: (effect: CallEffect) => void;
  /** What these calls are told apart by. */
  readonly callIds: CallIds;
  readonly returns: (value: Value) => void;
  /** Something is thrown that the function does not catch. */
  readonly throws: (value: Value) => void;
}

/** A function that does nothing. */
export const noEffects: Summary = {
  returned: clean,
  thrown: clean,
  sinks: [],
  calls: [],
  written: new Map(),
  filled: new Map(),
};

/** One call that is made on two ways: with what either gives. */
export function eitherCall(left: CallEffect, right: CallEffect, { unknown }: Terms): CallEffect {
  const most = Math.max(left.given.length, right.given.length);
  const given = Array.from({ length: most }, (_, at) => join(left.given[at] ?? clean, right.given[at] ?? clean));
  const terms = given.map((_, at) => (left.terms[at] === right.terms[at] ? (left.terms[at] ?? unknown) : unknown));
  const named = left.named && right.named ? join(left.named, right.named) : (left.named ?? right.named);
  return { ...left, given, terms, guard: either(left.guard, right.guard), ...(named && { named }) };
}

/** Taints by the metavariables that they have come to, on one way or the other. */
export function uniteParts(left: SinkEffect["parts"], right: SinkEffect["parts"]): SinkEffect["parts"] {
  if (!left || !right) return left ?? right;
  const united = new Map(left);
  for (const [name, taints] of right) united.set(name, unite(united.get(name) ?? clean.taints, taints));
  return united;
}

/** What the options of a rule say. */
export function assumptionsOf(options: RuleOptions): Assumptions {
  const holds = (name: string) => options[name] === true;
  // Who follows calls into other files follows them in one.
  const followsCalls = ["taint_intrafile", "interfile", "taint_interfile"].some(holds);
  return {
    safeFunctions: holds("taint_assume_safe_functions"),
    safeIndexes: holds("taint_assume_safe_indexes"),
    safeComparisons: holds("taint_assume_safe_comparisons"),
    safeBooleans: holds("taint_assume_safe_booleans"),
    safeNumbers: holds("taint_assume_safe_numbers"),
    onlyAssignments: holds("taint_only_propagate_through_assignments"),
    followsCalls,
    guards: followsCalls && holds("guarded_taint_signatures"),
    unifies: holds("taint_unify_mvars"),
  };
}
