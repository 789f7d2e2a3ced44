import { CallIds } from "#flow/call-ids.ts";
import { both, type Guard } from "#flow/guards.ts";
import { parametersOf, part } from "#flow/declarations.ts";
import { type ControlFlow, type Edge, lastSteps } from "#flow/flow-graph.ts";
import type { Frame } from "#flow/guard-reading.ts";
import { outcomeOf } from "#flow/known-tests.ts";
import { leftBy } from "#flow/narrowing.ts";
import { type PathGuards, pathGuards } from "#flow/path-guards.ts";
import { closed } from "#flow/taint-bound.ts";
import { applySummary } from "#flow/taint-closures.ts";
import { beyond, filledBy, givenTaints, writtenBy } from "#flow/taint-effects.ts";
import { firstEnvironment, TaintEnvironment } from "#flow/taint-environment.ts";
import { valueOf } from "#flow/taint-expressions.ts";
import { isHarmless } from "#flow/taint-kinds.ts";
import { applyMarks, sanitized } from "#flow/taint-meaning.ts";
import {
  type CallEffect,
  eitherCall,
  type Run,
  type SinkEffect,
  type Summary,
  type TaintContext,
  uniteParts,
} from "#flow/taint-run.ts";
import { guardedTaints, type Input, inputTaint, type Root, unite, type Taints, takeTouched } from "#flow/taint-set.ts";
import { bind, fill, rootOf } from "#flow/taint-targets.ts";
import { allTaints, clean, guarded, isClean, join, type Value, withField } from "#flow/taint-value.ts";
import { returned } from "#flow/value-way.ts";
import type { Mark } from "#match/taint-marks.ts";
import type { Node } from "#model/document.ts";
import { walk } from "#model/tree.ts";
import type { TaintSink } from "#model/rule.ts";

/** Expressions are followed down to this depth, those of functions that are looked at on the way included. */
const deepest = 1000;
/** More comes into one block this often; loops that hand a value on from variable to variable need as many rounds. */
const mostRounds = 200;

/** Follows the taint through one function, or through the top of a program, until nothing more is found. */
export function summarize(owner: Node, flow: ControlFlow, context: TaintContext): Summary {
  const run = new FunctionRun(owner, flow, context);
  run.settle();
  return run.summary();
}

class FunctionRun implements Run {
  readonly context: TaintContext;
  readonly owner: Node;
  environment: TaintEnvironment;
  readonly frame: Frame;
  guard: Guard | undefined;
  readonly #flow: ControlFlow;
  readonly #guards: PathGuards | undefined;
  readonly #entries = new Map<number, TaintEnvironment>();
  readonly #given: readonly Value[];
  #step: Node | undefined;
  #last: ReadonlySet<Node> | undefined;
  /** What is told is told once everything is settled: on the way there it may be wrong. */
  #isSettled = false;
  #isInParts = false;
  #returned: Value = clean;
  #thrown: Value = clean;
  readonly #sinks = new Map<Mark<TaintSink>, SinkEffect>();
  readonly #calls = new Map<string, CallEffect>();
  readonly callIds = new CallIds();

  constructor(owner: Node, flow: ControlFlow, context: TaintContext) {
    this.owner = owner;
    this.context = context;
    this.#flow = flow;
    this.frame = { ...context, owner };
    this.#guards = context.assumes.followsCalls ? pathGuards(flow, this.frame) : undefined;
    this.environment = firstEnvironment((root) => this.#initial(root), context.fuel);
    this.#given = parametersOf(owner).map((_, index) => this.#input({ type: "parameter", index }));
  }

  #input(input: Input): Value {
    if (this.owner.kind !== "function") return clean;
    const taint = inputTaint(input);
    return { taints: new Map([[taint.key, taint]]) };
  }

  /** What a variable holds that the function has not set: nothing, unless it is another function's. */
  #initial(root: Root): Value {
    const { definitions, names, sharedOf } = this.context;
    if ("declaration" in root) {
      const isOwn = root.owner === (this.owner.kind === "function" ? this.owner : undefined);
      const isDeclared = names.entities.has(root.declaration);
      if (isOwn || !isDeclared || root.path !== undefined || definitions.functionOf(root)) return clean;
      return this.#input({ type: "captured", root });
    }
    if (root.kind === "catch") return clean;
    const shared = root.kind === "class" ? sharedOf(root) : clean;
    return join(this.#input({ type: "captured", root }), shared);
  }

  /** Until nothing changes any more: a block is run again when more comes into it. */
  settle(): void {
    const { blocks, order } = this.#flow;
    const rank = new Map(order.map((block, index) => [block, index] as const));
    this.#enterFunction();
    this.#entries.set(0, this.environment);
    const waiting = order.map((_, index) => index === 0);
    const rounds = order.map(() => 0);
    for (let at = 0; at < order.length; at++) {
      if (!waiting[at]) continue;
      waiting[at] = false;
      const next = order[at]!;
      const before = this.#entries.get(next)!;
      this.#runBlock(next);
      let again = at + 1;
      for (const edge of blocks[next]!.next) {
        if (this.#isImpossible(edge)) continue;
        if (!this.#flowInto(edge, before)) continue;
        const to = rank.get(edge.to)!;
        if (++rounds[to]! > mostRounds) {
          this.context.cut(this.owner);
          continue;
        }
        waiting[to] = true;
        // Back to where a loop begins.
        if (to <= again) again = to;
      }
      if (again <= at) at = again - 1;
    }
  }

  #enterFunction(): void {
    for (const [index, parameter] of parametersOf(this.owner).entries()) {
      const target = part(parameter, "target");
      if (!target) continue;
      const otherwise = part(parameter, "default");
      const given = this.marked(parameter, this.#given[index] ?? clean);
      const value = otherwise ? join(given, this.evaluate(otherwise)) : given;
      // The object of a method is known by its class.
      const isSelf = target.kind === "name" && !("declaration" in rootOf(target, this.context, this.owner));
      const isField = part(parameter, "modifier") !== undefined && target.kind === "name";
      const of = isField ? this.context.definitions.classOf(this.owner) : undefined;
      if (of) this.environment.write(of, withField(this.environment.read(of), [String(target.value)], value));
      if (isSelf) fill(target, beyond(given, this.#given[index] ?? clean), this);
      else bind(target, value, this);
      for (const name of walk(target)) {
        const isSource = name.kind === "name" && this.context.marks.nodes.get(name)?.sources.length;
        if (isSource) bind(name, this.evaluate(name), this);
      }
    }
  }

  #runBlock(block: number): void {
    this.environment = this.#entries.get(block)!.copy();
    this.guard = this.context.assumes.guards ? this.#guards?.guardAt(block) : undefined;
    for (const step of this.#flow.blocks[block]!.steps) {
      this.#step = step;
      const value = this.evaluate(step);
      if (step.role !== "statement") this.environment.compute(step, value);
    }
  }

  #flowInto({ to, isThrow, when }: Edge, before: TaintEnvironment): boolean {
    const known = this.#entries.get(to);
    const left = leftBy(when, this);
    if (!known) {
      const entry = left.copy();
      if (isThrow) entry.add(before);
      this.#entries.set(to, entry);
      return true;
    }
    const isChanged = known.add(left);
    return (isThrow === true && known.add(before)) || isChanged;
  }

  /** A test of which it is known how it comes out. */
  #isImpossible(edge: Edge): boolean {
    if (this.#guards?.isImpossible(edge)) return true;
    const { when } = edge;
    const known = when && outcomeOf(when.test, this.context);
    return known !== undefined && known !== when!.holds;
  }

  evaluate(node: Node): Value {
    const computed = this.environment.computedAt(node);
    if (computed) return computed;
    this.context.fuel.spend(1 + takeTouched());
    const { nesting, cut } = this.context;
    if (nesting.depth > deepest) {
      cut(this.owner);
      return clean;
    }
    nesting.depth++;
    const value = this.#valueOf(node);
    nesting.depth--;
    return value;
  }

  #valueOf(node: Node): Value {
    const isAssignment = node.kind === "assign" || node.kind === "define";
    const value = valueOf(node, this);
    if (sanitized(node, this)) {
      const target = isAssignment ? part(node, "target") : undefined;
      if (target) bind(target, clean, this);
      return clean;
    }
    if (!isClean(value) && isHarmless(node, this.context)) return this.marked(node, clean);
    return isAssignment ? value : this.marked(node, value);
  }

  marked(node: Node, value: Value): Value {
    const isSanitized = (this.context.marks.nodes.get(node)?.sanitizers.length ?? 0) > 0;
    return isSanitized ? clean : applyMarks(node, value, this);
  }

  /** Holds if the function ends after what is being looked at. */
  get #isLast(): boolean {
    this.#last ??= lastSteps(this.#flow);
    return this.#step !== undefined && this.#last.has(this.#step);
  }

  returns(value: Value): void {
    if (this.#isSettled) this.#returned = join(this.#returned, guarded(closed(value, this), this.guard));
  }

  throws(value: Value): void {
    if (this.#isSettled) this.#thrown = join(this.#thrown, guarded(closed(value, this), this.guard));
  }

  reaches(effect: SinkEffect): void {
    const taints = guardedTaints(unite(effect.taints, this.environment.control), this.guard);
    if (!this.#isSettled || taints.size === 0 || (effect.mark.spec.atExit && !this.#isLast)) return;
    const known = this.#sinks.get(effect.mark);
    const each = uniteParts(known?.parts, effect.parts ?? this.#partsOf(effect));
    const all = known ? unite(known.taints, taints) : taints;
    this.#sinks.set(effect.mark, { mark: effect.mark, node: effect.node, taints: all, ...(each && { parts: each }) });
  }

  /** What has come to the metavariables of a sink, if it asks for each by itself. */
  #partsOf({ mark, taints }: SinkEffect): SinkEffect["parts"] {
    const { requires } = mark.spec;
    // What is asked for the parts is not asked for parts of parts.
    if ("type" in requires || this.#isInParts) return undefined;
    this.#isInParts = true;
    const found = new Map<string, Taints>();
    for (const [name] of requires) {
      const node = mark.bindings.get(name)?.node;
      found.set(name, node ? guardedTaints(allTaints(this.evaluate(node)), this.guard) : taints);
    }
    this.#isInParts = false;
    return found;
  }

  under<Result>(guard: Guard | undefined, run: () => Result): Result {
    const outer = this.guard;
    this.guard = both(outer, guard);
    const result = run();
    this.guard = outer;
    return result;
  }

  calls(effect: CallEffect): void {
    if (!this.#isSettled) return;
    const made = { ...effect, guard: both(this.guard, effect.guard) };
    const known = this.#calls.get(effect.id);
    this.#calls.set(effect.id, known ? eitherCall(known, made, this.context.terms) : made);
  }

  /** Once more through every block, with all that comes into it, to tell what happens. */
  summary(): Summary {
    this.#isSettled = true;
    const { order, end, thrown } = this.#flow;
    this.environment = this.environment.fresh();
    this.#enterFunction();
    for (const block of order) if (this.#entries.has(block)) this.#runBlock(block);
    this.guard = undefined;
    const last = this.environment.joined([end, thrown].flatMap((block) => this.#entries.get(block) ?? []));
    this.#callDeclared(last);
    const body = part(this.owner, "body");
    if (body && body.kind !== "block")
      this.#returned = join(this.#returned, closed(returned(this.environment.computedAt(body) ?? clean, body), this));
    for (const effect of this.#sinks.values()) this.context.report(effect);
    const ending = { owner: this.owner, last, initial: (root: Root) => this.#initial(root) };
    return {
      returned: this.#returned,
      thrown: this.#thrown,
      sinks: [...this.#sinks.values()].filter(({ taints }) => givenTaints(taints).size > 0),
      calls: [...this.#calls.values()],
      written: writtenBy(ending),
      filled: filledBy(ending, this.#given, this.context.names),
    };
  }

  /** Functions that are declared here may be called at any time after; what they capture is as it is in the end. */
  #callDeclared(last: TaintEnvironment): void {
    this.environment = last;
    const concerned = this.owner.kind === "function" ? undefined : this.context.concerned(last.written());
    for (const declared of this.context.definitions.within(this.owner)) {
      if (concerned && !concerned.has(declared)) continue;
      if (declared.role === "statement" || declared.role === "member" || declared.role === "declaration")
        applySummary(declared, { values: [], at: declared, isUncertain: true }, this);
    }
  }
}
