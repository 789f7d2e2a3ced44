import { arrivable } from "#flow/given-labels.ts";
import { guardedBy } from "#flow/gate-marks.ts";
import type { Names } from "#flow/entity.ts";
import { Terms } from "#flow/guard-terms.ts";
import { markNodes } from "#flow/marked-nodes.ts";
import { type Program, programOf } from "#flow/program.ts";
import { summarize } from "#flow/taint-function.ts";
import { Summaries } from "#flow/summaries.ts";
import { taintsIn, withoutInputs } from "#flow/summary-weight.ts";
import { TaintedFunctions } from "#flow/tainted-functions.ts";
import { uniteParts, assumptionsOf, type SinkEffect, type Summary, type TaintContext } from "#flow/taint-run.ts";
import { isShorter, type Taint, takeTouched } from "#flow/taint-set.ts";
import { clean, isClean, join, type Value, withField, withoutParts } from "#flow/taint-value.ts";
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

/** Classes of which a class has the fields, its own besides. */
const mostBases = 20;
/** Functions that are called at a depth of expressions beyond this are looked at from their own beginning. */
const deepestCaller = 300;

/** Taints in what a function of a circle of calls returns, those of its parts included, among which parts are told apart. */
const mostReturned = 100;

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
  const marks = arrivable(question.marks);
  if (marks.sinks.length === 0) return { flows: [], cut: [] };
  const search = new FlowSearch({ ...question, marks });
  return search.all();
}

/** What calling each function of a document does. Throws `OutOfFuel`. */
export function findSummaries(question: TaintQuestion): ReadonlyMap<Node, Summary> {
  const search = new FlowSearch(question, { isWhole: true });
  search.all();
  return search.summaries.known;
}

class FlowSearch {
  readonly #question: TaintQuestion;
  readonly #program: Program;
  readonly #context: TaintContext;
  readonly summaries: Summaries;
  readonly #reported = new Map<Mark<TaintSink>, Map<string, Taint>>();
  /** Sinks that more taints come to than are told apart, with the function in which that was noticed. */
  readonly #unsure = new Map<Mark<TaintSink>, Node>();
  readonly #shared = new Map<Node, Value>();
  readonly #parts = new Map<Mark<TaintSink>, NonNullable<SinkEffect["parts"]>>();
  /** What each method leaves in its object by itself, whatever it is given. */
  readonly #left = new Map<Node, Value>();
  /** What the fields of classes are set to. */
  readonly #initial = new Map<Node, Value>();
  /** The functions that have asked what the objects of a class hold. */
  readonly #readers = new Map<Node, Set<Node>>();
  /** Functions of which no parts are told apart in what they return: those that build it of what they returned before. */
  readonly #whole = new Set<Node>();
  /** Functions that could not be followed to the bottom. */
  readonly #cut = new Set<Node>();

  /** Functions to which sources come; only they, and what they call, are looked at. */
  readonly #tainted: TaintedFunctions;
  /** Holds if all functions are asked about. */
  readonly #isWhole: boolean;

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
      summaryOf: (owner) => this.summaries.of(owner),
      isOpen: (owner) => this.#isOpen(owner),
      sharedOf: (of) => this.#read(of, this.#shared),
      initialOf: (of) => this.#read(of, this.#initial),
      initial: (of, name, value) => {
        const own = withoutInputs(value);
        if (isClean(own)) return;
        const field = withField(clean, [name], own);
        this.#initial.set(of, join(this.#initial.get(of) ?? clean, field));
      },
      concerns: (owner, left) => this.#isWhole || this.#tainted.isConcerned(owner, left),
      concerned: (left) => (this.#isWhole ? undefined : this.#tainted.concerned(left)),
      nesting: { depth: 0 },
      cut: (owner) => this.#cut.add(owner),
      isGuarded: guardedBy(question),
      report: (effect) => this.#report(effect),
    };
    this.#isWhole = isWhole || !this.#context.assumes.followsCalls;
    this.#tainted = new TaintedFunctions(this.#program, document.root);
    const { nesting, cut } = this.#context;
    const isDeep = () => nesting.depth > deepestCaller;
    this.summaries = new Summaries({
      make: (owner) => this.#summarize(owner),
      rankOf: (owner) => this.#program.callOrder().rank.get(owner) ?? 0,
      isDeep,
      cut,
    });
  }

  all(): TaintFlows {
    const { root } = this.#question.document;
    // What a search before this one looked at last is no work of this one: rules say the same in whatever order.
    takeTouched();
    try {
      if (this.#context.assumes.followsCalls) this.#followCalls();
      else this.summaries.of(root);
    } catch (error) {
      if (!(error instanceof OutOfFuel)) throw error;
      return { flows: [], cut: [], exhausted: this.summaries.current ?? root };
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
    this.#tainted.addSources(this.#context.marks);
    this.#settleAll();
    if (!this.#share()) return;
    this.#tainted.addMethodsOf(this.#shared.keys());
    for (const method of this.#left.keys()) this.summaries.refresh(method);
    for (const [of, readers] of this.#readers) {
      if (isClean(this.#ofBases(of, this.#shared))) continue;
      for (const reader of readers) this.summaries.refresh(reader);
    }
    this.#settleAll();
  }

  /** Goes through what sources come to, until nothing more is found that they come to; through the program after its functions. */
  #settleAll(): void {
    const { root } = this.#question.document;
    for (let size = -1; size !== this.#tainted.size;) {
      const isAgain = size >= 0;
      size = this.#tainted.size;
      this.#settleFunctions();
      if (this.#isWhole || this.#tainted.has(root)) this.summaries.of(root);
      // What it leaves in its variables may matter to more functions by now.
      if (isAgain) this.summaries.refresh(root);
      this.summaries.settle();
    }
  }

  #settleFunctions(): void {
    const { functions } = this.#program.definitions;
    const { known } = this.summaries;
    const isOpen = (owner: Node) => (this.#isWhole || this.#tainted.has(owner)) && !known.has(owner);
    for (let open = functions.filter(isOpen); open.length > 0; open = functions.filter(isOpen)) {
      for (const owner of open) this.summaries.of(owner);
      this.summaries.settle();
      // What a function hands on may be a function of which more is known by now.
      for (const [owner, summary] of known) this.#tainted.addUsersOf(owner, summary);
    }
  }

  /** Holds for a function that may call the one that is being looked at. */
  #isOpen(owner: Node): boolean {
    const { current } = this.summaries;
    const { circles } = this.#program.callOrder();
    const own = circles.get(owner);
    return (
      this.summaries.isRunning(owner) || (own !== undefined && current !== undefined && circles.get(current) === own)
    );
  }

  #read(of: Node, known: ReadonlyMap<Node, Value>): Value {
    const { current } = this.summaries;
    const readers = this.#readers.get(of) ?? new Set();
    this.#readers.set(of, readers);
    if (current) readers.add(current);
    return this.#ofBases(of, known);
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
      const left = of && this.summaries.known.get(method)?.written.get(of);
      const own = left && withoutInputs(left);
      if (!own || !(this.#isWhole ? !isClean(own) : this.#tainted.hands(own))) continue;
      this.#left.set(method, own);
      this.#shared.set(of, join(this.#shared.get(of) ?? clean, own));
    }
    for (const [of, value] of this.#initial) this.#shared.set(of, join(this.#shared.get(of) ?? clean, value));
    return this.#shared.size > 0;
  }

  #summarize(owner: Node): Summary {
    const flow = this.#program.flowOf(owner);
    if (flow.isCut) this.#cut.add(owner);
    const inParts = this.#withLeft(owner, summarize(owner, flow, this.#context));
    const builds = this.#program.callOrder().circles.has(owner) && taintsIn(inParts.returned) > mostReturned;
    if (builds) this.#whole.add(owner);
    const summary = this.#whole.has(owner) ? { ...inParts, returned: withoutParts(inParts.returned) } : inParts;
    this.#tainted.addUsersOf(owner, summary);
    return summary;
  }

  /** What all methods share is there before each of them; what this one has left of it is there after it in any object. */
  #withLeft(method: Node, summary: Summary): Summary {
    const left = this.#left.get(method);
    const of = left && this.#program.definitions.classOf(method);
    if (!of) return summary;
    return { ...summary, written: new Map(summary.written).set(of, join(summary.written.get(of) ?? clean, left)) };
  }

  #report({ mark, node, taints, parts }: SinkEffect): void {
    if (this.#context.isGuarded(node)) return;
    const all = uniteParts(this.#parts.get(mark), parts);
    if (all) this.#parts.set(mark, all);
    const known = this.#reported.get(mark) ?? new Map<string, Taint>();
    for (const [key, taint] of taints) {
      const other = known.get(key);
      if (taint.origin.type === "source" && (!other || isShorter(taint, other))) known.set(key, taint);
      if (taint.origin.type === "any") this.#unsure.set(mark, this.summaries.current ?? this.#question.document.root);
    }
    if (known.size > 0 || this.#unsure.has(mark)) this.#reported.set(mark, known);
  }
}
