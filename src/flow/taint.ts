import { guardedBy } from "#flow/gate-marks.ts";
import { type CallGroup, usedBy } from "#flow/call-order.ts";
import type { Names } from "#flow/entity.ts";
import { Terms } from "#flow/guard-terms.ts";
import { markNodes } from "#flow/marked-nodes.ts";
import { type Program, programOf } from "#flow/program.ts";
import { summarize } from "#flow/taint-function.ts";
import { weight, withoutInputs } from "#flow/summary-weight.ts";
import { TaintedFunctions } from "#flow/tainted-functions.ts";
import {
  uniteParts,
  assumptionsOf,
  noEffects,
  type SinkEffect,
  type Summary,
  type TaintContext,
} from "#flow/taint-run.ts";
import { isShorter, type Taint, takeTouched } from "#flow/taint-set.ts";
import { clean, isClean, join, type Value, withField } from "#flow/taint-value.ts";
import { type TaintFlow, toldOfEach, wayTo } from "#flow/taint-way.ts";
import { type Fuel, OutOfFuel } from "#match/fuel.ts";
import type { Mark, TaintMarks } from "#match/taint-marks.ts";
import type { Document, Node } from "#model/document.ts";
import type { RuleOptions, TaintSink } from "#model/rule.ts";
import type { Semantics } from "#model/semantics.ts";

/** What is asked of a document: one rule's marks and options. */
export interface TaintQuestion {
  readonly document: Document;
  readonly marks: TaintMarks;
  readonly options: RuleOptions;
  readonly semantics: Semantics;
  readonly names: Names;
  readonly fuel: Fuel;
}

/** Functions that call each other are gone through this often; then those that had more to tell are named. */
const mostRounds = 40;
/** Classes of which a class has the fields, its own besides. */
const mostBases = 20;
/** Calls are followed this deep while a function is being looked at. */
const deepestCalls = 60;

/** What was found, and what was not looked at. */
export interface TaintFlows {
  /** The ways that taint takes to sinks, the shortest one to each, in source order of the sinks. */
  readonly flows: readonly TaintFlow[];
  /** Functions, or the program, that nest deeper than is followed, in source order. */
  readonly cut: readonly Node[];
  /** The function, or the program, in which the work limit was reached, so that nothing can be said. */
  readonly exhausted?: Node;
}

/** Follows the taint of a rule through a document. Ends where its fuel does. */
export function findFlows(question: TaintQuestion): TaintFlows {
  const search = new FlowSearch(question);
  return search.all();
}

/** What calling each function of a document does. Throws `OutOfFuel`. */
export function findSummaries(question: TaintQuestion): ReadonlyMap<Node, Summary> {
  const search = new FlowSearch(question, { isWhole: true });
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
  /** Sinks that more taints come to than are told apart, with the function in which that was noticed. */
  readonly #unsure = new Map<Mark<TaintSink>, Node>();
  readonly #shared = new Map<Node, Value>();
  readonly #parts = new Map<Mark<TaintSink>, NonNullable<SinkEffect["parts"]>>();
  /** What each method leaves in its object by itself, whatever it is given. */
  readonly #left = new Map<Node, Value>();
  /** What the fields of classes are set to. */
  readonly #initial = new Map<Node, Value>();
  /** The function that is being looked at. */
  #current: Node | undefined;
  /** Functions that could not be followed to the bottom. */
  readonly #cut = new Set<Node>();

  /** Functions to which sources come; only they, and what they call, are looked at. */
  readonly #tainted: TaintedFunctions;
  /** Holds if all functions are asked about. */
  readonly #isWhole: boolean;
  #groupOf: ReadonlyMap<Node, CallGroup> = new Map();

  constructor(question: TaintQuestion, { isWhole = false } = {}) {
    const { document, marks, options, semantics, names, fuel } = question;
    this.#question = question;
    this.#program = programOf(document, names);
    this.#context = {
      marks: markNodes(document.root, marks, fuel),
      names,
      semantics,
      definitions: this.#program.definitions,
      undeclared: this.#program.undeclared,
      assumes: assumptionsOf(options),
      terms: new Terms(),
      usesOf: this.#program.usesOf,
      capturedBy: this.#program.capturedBy,
      coerces: document.syntax !== "python",
      redeclares: document.syntax === "python",
      fuel,
      summaryOf: (owner) => this.#summaryOf(owner),
      isOpen: (owner) => this.#running.has(owner),
      sharedOf: (of) => this.#ofBases(of, this.#shared),
      initialOf: (of) => this.#ofBases(of, this.#initial),
      initial: (of, name, value) => {
        const own = withoutInputs(value);
        if (isClean(own)) return;
        const field = withField(clean, [name], own);
        this.#initial.set(of, join(this.#initial.get(of) ?? clean, field));
      },
      concerned: (left) => (this.#isWhole ? undefined : this.#tainted.concerned(left)),
      nesting: { depth: 0 },
      cut: (owner) => this.#cut.add(owner),
      isGuarded: guardedBy(question),
      report: (effect) => this.#report(effect),
    };
    this.#isWhole = isWhole || !this.#context.assumes.followsCalls;
    this.#tainted = new TaintedFunctions(this.#program, document.root);
  }

  all(): TaintFlows {
    const { root } = this.#question.document;
    // What a search before this one looked at last is no work of this one: rules say the same in whatever order.
    takeTouched();
    try {
      if (this.#context.assumes.followsCalls) this.#followCalls();
      else this.#summaryOf(root);
    } catch (error) {
      if (!(error instanceof OutOfFuel)) throw error;
      return { flows: [], cut: [], exhausted: this.#current ?? root };
    }
    const flows = [...this.#reported]
      .flatMap(([mark, taints]) => this.#wayTo(mark, taints) ?? [])
      .sort((left, right) => left.sink.start - right.sink.start || left.sink.end - right.sink.end);
    return { flows, cut: [...this.#cut].sort((left, right) => left.start - right.start) };
  }

  #wayTo(mark: Mark<TaintSink>, taints: ReadonlyMap<string, Taint>): TaintFlow | undefined {
    const come = { taints, parts: this.#parts.get(mark), told: toldOfEach(this.#reported.size) };
    const way = wayTo(mark, come, this.#context);
    const unsure = this.#unsure.get(mark);
    if (!way && unsure) this.#cut.add(unsure);
    return way;
  }

  #followCalls(): void {
    const groups = this.#program.groups();
    this.#groupOf = new Map(groups.flatMap((group) => group.members.map((member) => [member, group] as const)));
    this.#tainted.addSources(this.#context.marks);
    this.#settleAll(groups);
    if (!this.#share()) return;
    this.summaries.clear();
    this.#reported.clear();
    this.#parts.clear();
    this.#tainted.addMethodsOf(this.#shared.keys());
    this.#settleAll(groups);
  }

  /** Goes through what sources come to, until nothing more is found that they come to. */
  #settleAll(groups: readonly CallGroup[]): void {
    const isOpen = ({ members }: CallGroup) =>
      members.some((member) => (this.#isWhole || this.#tainted.has(member)) && !this.summaries.has(member));
    for (let open = groups.filter(isOpen); open.length > 0; open = groups.filter(isOpen)) {
      for (const group of open) this.#settleWith(group);
      // What a function hands on may be a function of which more is known by now.
      for (const [owner, summary] of this.summaries) this.#tainted.addUsersOf(owner, summary);
    }
  }

  /** Goes through a group after all that it calls; iterative. */
  #settleWith(group: CallGroup): void {
    const uses = this.#program.functionUses();
    const isKnown = ({ members }: CallGroup) => members.every((member) => this.summaries.has(member));
    const stack = [{ group, used: usedBy(group, uses) }];
    const entered = new Set([group]);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = this.#groupOf.get(top.used.pop()!);
      if (next && !entered.has(next) && !isKnown(next)) {
        entered.add(next);
        stack.push({ group: next, used: usedBy(next, uses) });
      } else if (top.used.length === 0) {
        stack.pop();
        this.#settle(top.group);
      }
    }
  }

  /** What is known of the objects of a class, and of the classes that it inherits from. */
  #ofBases(of: Node, known: ReadonlyMap<Node, Value>): Value {
    let value = known.get(of) ?? clean;
    if (known.size === 0) return value;
    let base = this.#program.definitions.base(of);
    for (let step = 0; base && step < mostBases; step++, base = this.#program.definitions.base(base))
      value = join(value, known.get(base) ?? clean);
    return value;
  }

  /** What the methods of each class leave in their object, for the others to find; holds if there is anything. */
  #share(): boolean {
    const { functions, classOf } = this.#program.definitions;
    for (const method of functions) {
      const of = classOf(method);
      const left = of && this.summaries.get(method)?.written.get(of);
      const own = left && withoutInputs(left);
      if (!own || !(this.#isWhole ? !isClean(own) : this.#tainted.hands(own))) continue;
      this.#left.set(method, own);
      this.#shared.set(of, join(this.#shared.get(of) ?? clean, own));
    }
    for (const [of, value] of this.#initial) this.#shared.set(of, join(this.#shared.get(of) ?? clean, value));
    return this.#shared.size > 0;
  }

  #summaryOf(owner: Node): Summary {
    const known = this.summaries.get(owner);
    if (known) return known;
    // What is being found out does nothing yet; what nothing led to is found out when it is asked for.
    if (this.#running.has(owner)) return noEffects;
    if (this.#running.size - this.#waiting > deepestCalls) {
      this.#cut.add(owner);
      return noEffects;
    }
    this.#running.add(owner);
    const summary = this.#summarize(owner);
    this.#running.delete(owner);
    return summary;
  }

  #summarize(owner: Node): Summary {
    const outer = this.#current;
    this.#current = owner;
    const flow = this.#program.flowOf(owner);
    if (flow.isCut) this.#cut.add(owner);
    const summary = this.#withLeft(owner, summarize(owner, flow, this.#context));
    this.summaries.set(owner, summary);
    this.#tainted.addUsersOf(owner, summary);
    this.#current = outer;
    return summary;
  }

  /** What all methods share is there before each of them; what this one has left of it is there after it in any object. */
  #withLeft(method: Node, summary: Summary): Summary {
    const left = this.#left.get(method);
    const of = left && this.#program.definitions.classOf(method);
    if (!of) return summary;
    return { ...summary, written: new Map(summary.written).set(of, join(summary.written.get(of) ?? clean, left)) };
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
      if (weight(this.#summarize(member)) === before) continue;
      if (round >= mostRounds) {
        this.#cut.add(member);
        continue;
      }
      for (const caller of callers.get(member) ?? []) queue.add(caller);
    }
    for (const member of members) this.#running.delete(member);
    this.#waiting = 0;
  }

  #report({ mark, node, taints, parts }: SinkEffect): void {
    if (this.#context.isGuarded(node)) return;
    const all = uniteParts(this.#parts.get(mark), parts);
    if (all) this.#parts.set(mark, all);
    const known = this.#reported.get(mark) ?? new Map<string, Taint>();
    for (const [key, taint] of taints) {
      const other = known.get(key);
      if (taint.origin.type === "source" && (!other || isShorter(taint, other))) known.set(key, taint);
      if (taint.origin.type === "any") this.#unsure.set(mark, this.#current ?? this.#question.document.root);
    }
    if (known.size > 0 || this.#unsure.has(mark)) this.#reported.set(mark, known);
  }
}
