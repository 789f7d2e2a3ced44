import { type CallGroup, callOrder } from "#flow/call-order.ts";
import { controlFlowOf } from "#flow/control-flow.ts";
import { type Definitions, definitionsOf } from "#flow/definitions.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { ControlFlow } from "#flow/flow-graph.ts";
import { guardedBy } from "#flow/gate-marks.ts";
import { Terms } from "#flow/guard-terms.ts";
import { markNodes } from "#flow/marked-nodes.ts";
import { type Use, usesOf } from "#flow/name-uses.ts";
import { meets, wanted } from "#flow/requirement.ts";
import { summarize } from "#flow/taint-function.ts";
import { labelsOf } from "#flow/taint-meaning.ts";
import { type Assumptions, noEffects, type SinkEffect, type Summary, type TaintContext } from "#flow/taint-run.ts";
import { clean, isClean, isShorter, join, type Taint, type Taints, type Value } from "#flow/taint-value.ts";
import { type Comparison, unifies } from "#match/binding.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Mark, TaintMarks } from "#match/taint-marks.ts";
import type { Document, Node } from "#model/document.ts";
import type { Requirement, RuleOptions, TaintSink, TaintSource } from "#model/rule.ts";
import type { Semantics } from "#model/semantics.ts";

/** Taint that came from a source to a sink. */
export interface TaintFlow {
  readonly source: Mark<TaintSource>;
  readonly sink: Mark<TaintSink>;
  /** The places between, in the order of the way. */
  readonly steps: readonly Node[];
}

/** What is asked of a document: one rule's marks and options. */
export interface TaintQuestion {
  readonly document: Document;
  readonly marks: TaintMarks;
  readonly options: RuleOptions;
  readonly semantics: Semantics;
  readonly names: Names;
  readonly fuel: Fuel;
}

/** Functions that call each other are gone through this often. */
const mostRounds = 8;
/** Calls are followed this deep while a function is being looked at. */
const deepestCalls = 60;

interface Program {
  readonly definitions: Definitions;
  readonly flows: Map<Node, ControlFlow>;
  /** What nobody declares that is named. */
  readonly undeclared: Map<string, Entity>;
  groups?: readonly CallGroup[];
  uses?: ReadonlyMap<Entity, readonly Use[]>;
}

/** The uses of names, which few rules ask for. */
function usesIn(program: Program, { root }: Document, names: Names): ReadonlyMap<Entity, readonly Use[]> {
  return (program.uses ??= usesOf(root, names));
}

const programs = new WeakMap<Node, Program>();

/** What all rules share that look at a document. */
function programOf({ root }: Document, names: Names): Program {
  const known = programs.get(root);
  if (known) return known;
  const made: Program = {
    definitions: definitionsOf(root, names),
    flows: new Map<Node, ControlFlow>(),
    undeclared: new Map<string, Entity>(),
  };
  programs.set(root, made);
  return made;
}

function flowOf(owner: Node, { flows }: Program): ControlFlow {
  const known = flows.get(owner);
  if (known) return known;
  const made = controlFlowOf(owner);
  flows.set(owner, made);
  return made;
}

/** The ways that taint takes to sinks, the shortest one to each, in source order of the sinks. Throws `OutOfFuel`. */
export function findFlows(question: TaintQuestion): TaintFlow[] {
  const search = new FlowSearch(question);
  return search.all();
}

/** What calling each function of a document does. Throws `OutOfFuel`. */
export function findSummaries(question: TaintQuestion): ReadonlyMap<Node, Summary> {
  const search = new FlowSearch(question);
  search.all();
  return search.summaries;
}

class FlowSearch {
  readonly #question: TaintQuestion;
  readonly #program: Program;
  readonly #context: TaintContext;
  readonly summaries = new Map<Node, Summary>();
  readonly #running = new Set<Node>();
  /** How many of those only wait for others of their group. */
  #waiting = 0;
  readonly #reported = new Map<Mark<TaintSink>, Map<string, Taint>>();
  readonly #shared = new Map<Node, Value>();
  readonly #isGuarded: (node: Node) => boolean;

  constructor(question: TaintQuestion) {
    const { document, marks, options, semantics, names, fuel } = question;
    this.#question = question;
    this.#program = programOf(document, names);
    this.#context = {
      marks: markNodes(document.root, marks, fuel),
      names,
      semantics,
      definitions: this.#program.definitions,
      undeclared: (name) => this.#undeclared(name),
      assumes: assumptionsOf(options),
      terms: new Terms(),
      usesOf: (entity) => usesIn(this.#program, document, names).get(entity) ?? [],
      coerces: document.syntax !== "python",
      fuel,
      summaryOf: (owner) => this.#summaryOf(owner),
      isOpen: (owner) => this.#running.has(owner),
      sharedOf: (of) => this.#shared.get(of) ?? clean,
      report: (effect) => this.#report(effect),
    };
    this.#isGuarded = guardedBy(question);
  }

  #undeclared(name: Node): Entity {
    const word = String(name.value);
    const known = this.#program.undeclared.get(word);
    if (known) return known;
    const made: Entity = { declaration: name, assigned: [], owner: undefined };
    this.#program.undeclared.set(word, made);
    return made;
  }

  all(): TaintFlow[] {
    const { root } = this.#question.document;
    if (this.#context.assumes.followsCalls) this.#followCalls();
    this.#summaryOf(root);
    return [...this.#reported]
      .flatMap(([mark, taints]) => this.#flows(mark, taints))
      .sort((left, right) => left.sink.start - right.sink.start || left.sink.end - right.sink.end);
  }

  #followCalls(): void {
    const { root } = this.#question.document;
    const { definitions } = this.#program;
    const groups = (this.#program.groups ??= callOrder(root, definitions, this.#question.names));
    for (const group of groups) this.#settle(group);
    if (!this.#share()) return;
    this.summaries.clear();
    this.#reported.clear();
    for (const group of groups) this.#settle(group);
  }

  /** What the methods of each class leave in their object, for the others to find; holds if there is anything. */
  #share(): boolean {
    const { functions, classOf } = this.#program.definitions;
    for (const method of functions) {
      const of = classOf(method);
      const left = of && this.#summaryOf(method).written.get(of);
      const own = left && withoutInputs(left);
      if (own && !isClean(own)) this.#shared.set(of, join(this.#shared.get(of) ?? clean, own));
    }
    return this.#shared.size > 0;
  }

  #summaryOf(owner: Node): Summary {
    const known = this.summaries.get(owner);
    if (known) return known;
    // What is being found out does nothing yet; what nothing led to is found out when it is asked for.
    if (this.#running.has(owner) || this.#running.size - this.#waiting > deepestCalls) return noEffects;
    this.#running.add(owner);
    const summary = this.#summarize(owner);
    this.#running.delete(owner);
    return summary;
  }

  #summarize(owner: Node): Summary {
    const summary = summarize(owner, flowOf(owner, this.#program), this.#context);
    this.summaries.set(owner, summary);
    return summary;
  }

  /** Goes through functions that call each other until that adds nothing. */
  #settle({ members, callers, isRecursive }: CallGroup): void {
    if (!isRecursive) return void this.#summaryOf(members[0]!);
    for (const member of members) this.#running.add(member);
    this.#waiting = members.length;
    const rounds = new Map<Node, number>();
    const queue = new Set(members);
    for (const member of queue) {
      queue.delete(member);
      const round = rounds.get(member) ?? 0;
      const known = this.summaries.get(member);
      const before = known ? weight(known) : 0;
      rounds.set(member, round + 1);
      if (weight(this.#summarize(member)) === before || round >= mostRounds) continue;
      for (const caller of callers.get(member) ?? []) queue.add(caller);
    }
    for (const member of members) this.#running.delete(member);
    this.#waiting = 0;
  }

  #report({ mark, node, taints }: SinkEffect): void {
    if (this.#isGuarded(node)) return;
    const known = this.#reported.get(mark) ?? new Map<string, Taint>();
    for (const [key, taint] of taints) {
      const other = known.get(key);
      if (taint.origin.type === "source" && (!other || isShorter(taint, other))) known.set(key, taint);
    }
    if (known.size > 0) this.#reported.set(mark, known);
  }

  #flows(sink: Mark<TaintSink>, taints: Taints): TaintFlow[] {
    const { requires } = sink.spec;
    const agreeing = new Map([...taints].filter(([, taint]) => this.#agree(taint, sink)));
    const needed: readonly Requirement[] = isList(requires) ? requires.map(([, each]) => each) : [requires];
    if (!needed.every((each) => meets(labelsOf(agreeing), each))) return [];
    const labels = new Set(needed.flatMap((each) => [...wanted(each)]));
    const [best] = [...agreeing.values()]
      .filter(({ label }) => labels.size === 0 || labels.has(label))
      .sort((left, right) =>
        isShorter(left, right) ? -1 : isShorter(right, left) ? 1 : startOf(left) - startOf(right),
      );
    if (best?.origin.type !== "source") return [];
    return [{ source: best.origin.mark, sink, steps: nodesOf(best) }];
  }

  /** What a source and a sink bind under one name is the same, if the rule asks for that. */
  #agree({ origin }: Taint, sink: Mark<TaintSink>): boolean {
    const { assumes, fuel, semantics } = this.#context;
    if (!assumes.unifies || origin.type !== "source") return true;
    const comparison: Comparison = { fuel, semantics };
    return [...sink.bindings].every(([name, binding]) => {
      const other = origin.mark.bindings.get(name);
      return !other || unifies(binding, other, comparison);
    });
  }
}

function isList(requires: TaintSink["requires"]): requires is readonly (readonly [string, Requirement])[] {
  return Array.isArray(requires);
}

function startOf({ origin }: Taint): number {
  return origin.type === "source" ? origin.mark.start : 0;
}

function nodesOf({ steps }: Taint): Node[] {
  const nodes: Node[] = [];
  for (let step = steps; step; step = step.before) nodes.push(step.node);
  return nodes.reverse();
}

/** How much a summary says; it only ever grows. */
function weight({ returned, sinks, calls, written, filled }: Summary): number {
  const values = [returned, ...written.values(), ...filled.values()];
  const taints = values.map(sizeOf).reduce((sum, size) => sum + size, 0);
  return taints + calls.length + sinks.reduce((sum, { taints: each }) => sum + 1 + sizeOf({ taints: each }), 0);
}

function sizeOf({ taints, fields }: Value): number {
  const own = Array.from(taints.values(), weightOf).reduce((sum, weighs) => sum + weighs, 0);
  return Array.from(fields?.values() ?? [], sizeOf).reduce((sum, size) => sum + size + 1, own);
}

/** The less a guard asks for, the more a taint says. */
function weightOf({ guard }: Taint): number {
  if (!guard) return 1000;
  return guard.clauses.reduce((sum, { length }) => sum + Math.max(1, 50 - length), 0);
}

function withoutInputs(value: Value): Value {
  const taints = new Map([...value.taints].filter(([, { origin }]) => origin.type === "source"));
  const fields = new Map(Array.from(value.fields ?? [], ([name, part]) => [name, withoutInputs(part)] as const));
  return { taints, ...(fields.size > 0 && { fields }) };
}

function assumptionsOf(options: RuleOptions): Assumptions {
  const holds = (name: string) => options[name] === true;
  return {
    safeFunctions: holds("taint_assume_safe_functions"),
    safeIndexes: holds("taint_assume_safe_indexes"),
    safeComparisons: holds("taint_assume_safe_comparisons"),
    safeBooleans: holds("taint_assume_safe_booleans"),
    safeNumbers: holds("taint_assume_safe_numbers"),
    onlyAssignments: holds("taint_only_propagate_through_assignments"),
    followsCalls: holds("taint_intrafile"),
    guards: holds("taint_intrafile") && holds("guarded_taint_signatures"),
    unifies: holds("taint_unify_mvars"),
  };
}
