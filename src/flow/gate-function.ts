import { part } from "#flow/declarations.ts";
import type { Entity } from "#flow/entity.ts";
import type { ControlFlow, Edge } from "#flow/flow-graph.ts";
import { passedCase } from "#flow/gate-cases.ts";
import { rebind } from "#flow/gate-changes.ts";
import { entryOf } from "#flow/gate-entry.ts";
import { verdictOf } from "#flow/gate-expressions.ts";
import { both, either, gatesOfClause, nothing, type Passed, samePassed } from "#flow/gate-passed.ts";
import { isAsync } from "#flow/gate-facts.ts";
import { refusalAt } from "#flow/gate-refusal.ts";
import type { GateAnalysis, GateRun, GateSummary, Refusing, Site } from "#flow/gate-run.ts";
import { absent, joined, sameVerdict, under, unknown, type Verdict } from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** Expressions are followed down to this depth; like all bounds here, beyond it nothing has said yes, and more is found. */
const deepest = 400;
/** Variables that are kept track of at once; what others hold is not known. */
const mostHeld = 64;
/** From this visit of a block on only what holds on all ways by itself is kept. */
const strictFrom = 4;
/** Blocks are gone through this often; then nothing is known of the function. */
const mostRounds = 60;

type Held = ReadonlyMap<Entity | string, Verdict>;

interface State {
  readonly passed: Passed;
  readonly held: Held;
  readonly visits: number;
}

/** Follows what gates say through one function, or through the top of a program. */
export function gateSummary(owner: Node, analysis: GateAnalysis): GateSummary {
  const run = new FunctionGates(owner, analysis);
  return run.summary();
}

class FunctionGates implements GateRun {
  readonly analysis: GateAnalysis;
  readonly owner: Node;
  readonly #flow: ControlFlow;
  readonly #entries = new Map<number, State>();
  readonly #steps: ReadonlySet<Node>;
  readonly #computed = new Map<Node, Verdict>();
  passed: Passed = nothing;
  #held: Held = new Map();
  #block = 0;
  #depth = 0;
  #aside = 0;
  /** What is told is told once everything is settled. */
  #isSettled = false;
  #returned: Verdict | undefined;
  #yields: Passed = undefined;
  #refuses = false;
  readonly #told = new Map<Node, number>();

  constructor(owner: Node, analysis: GateAnalysis) {
    this.owner = owner;
    this.analysis = analysis;
    this.#flow = analysis.program.flowOf(owner);
    this.#steps = new Set(this.#flow.blocks.flatMap(({ steps }) => steps));
  }

  summary(): GateSummary {
    const passed = this.owner.kind === "function" ? entryOf(this.owner, this.analysis) : nothing;
    this.#entries.set(0, { passed, held: new Map(), visits: 0 });
    this.#settle();
    this.#isSettled = true;
    for (const block of this.#flow.order) if (this.#entries.has(block)) this.#tell(block);
    const completes = this.#entries.get(this.#flow.end)?.passed;
    const body = part(this.owner, "body");
    const isValue = body && body.kind !== "block";
    const returned = isValue ? (this.#computed.get(body) ?? unknown) : (this.#returned ?? absent);
    const flat = isAsync(this.owner) ? returned.promised : undefined;
    return {
      returned: flat?.value ?? returned,
      completes: flat && isValue ? both(completes, flat.completes) : completes,
      yields: this.#yields,
      refuses: this.#refuses,
    };
  }

  #settle(): void {
    const { blocks, order } = this.#flow;
    const waiting = new Set([0]);
    for (let round = 0; waiting.size > 0 && round < mostRounds; round++) {
      for (const block of order) {
        if (!waiting.delete(block)) continue;
        this.#runBlock(block);
        for (const edge of blocks[block]!.next) if (this.#flowInto(block, edge)) waiting.add(edge.to);
      }
    }
    if (waiting.size === 0) return;
    for (const [block, state] of this.#entries)
      this.#entries.set(block, { ...state, passed: nothing, held: new Map() });
  }

  #runBlock(block: number): void {
    const { passed, held } = this.#entries.get(block)!;
    this.passed = passed;
    this.#held = held;
    this.#block = block;
    for (const step of this.#flow.blocks[block]!.steps) {
      if (this.passed === undefined) return;
      const verdict = this.#step(step);
      if (step.role !== "statement") this.#computed.set(step, verdict);
    }
  }

  #step(node: Node): Verdict {
    switch (node.kind) {
      case "for-each":
      case "catch":
      case "case":
      case "class":
      case "import":
        rebind(node, this);
        return unknown;
      case "type-alias":
      case "empty":
      case "jump":
      case "scope":
        return unknown;
      case "function":
        rebind(node, this);
        return node.role === "statement" || node.role === "declaration" ? unknown : this.#evaluateStep(node);
      default:
        return this.#evaluateStep(node);
    }
  }

  #evaluateStep(node: Node): Verdict {
    this.#computed.delete(node);
    return this.#valueOf(node);
  }

  evaluate = (node: Node): Verdict => {
    const computed = this.#computed.get(node);
    if (computed) return computed;
    // A way on which it is computed has never been gone.
    if (this.#steps.has(node) && this.#aside === 0) return { holds: undefined, fails: undefined };
    return this.#valueOf(node);
  };

  /** What is known of an expression, without its being computed again. */
  #again(node: Node): Verdict {
    return this.#computed.get(node) ?? this.aside(() => this.#valueOf(node));
  }

  #valueOf(node: Node): Verdict {
    this.analysis.program.fuel.spend(1);
    if (this.#depth > deepest) return unknown;
    this.#depth++;
    const verdict = verdictOf(node, this);
    this.#depth--;
    if (node.kind !== "call" && node.kind !== "new" && node.kind !== "function") this.reached(node);
    return verdict;
  }

  /** Tells whether something new comes to the block that the edge leads to. */
  #flowInto(from: number, edge: Edge): boolean {
    const { to, isThrow } = edge;
    this.analysis.program.fuel.spend(1 + this.#held.size);
    const before = this.#entries.get(from)!;
    const passed = isThrow ? before.passed : this.#passedOver(from, edge);
    if (passed === undefined) return false;
    const held = isThrow ? met(before.held, this.#held) : this.#held;
    const known = this.#entries.get(to);
    if (!known) {
      this.#entries.set(to, { passed, held, visits: 0 });
      return true;
    }
    const visits = known.visits + 1;
    const after = { passed: either(known.passed, passed, visits >= strictFrom), held: met(known.held, held), visits };
    if (samePassed(after.passed, known.passed) && after.held === known.held) return false;
    this.#entries.set(to, after);
    return true;
  }

  /** What has been passed once a way is taken; undefined if it cannot be. */
  #passedOver(from: number, { to, when }: Edge): Passed {
    if (when) {
      const { holds, fails } = this.#again(when.test);
      return both(this.passed, when.holds ? holds : fails);
    }
    const { parents } = this.analysis.program;
    const verdictOfCase = (node: Node) => this.#again(node);
    return both(this.passed, passedCase({ flow: this.#flow, from, to, parents, verdictOf: verdictOfCase }));
  }

  #tell(block: number): void {
    this.#runBlock(block);
    const { next, steps } = this.#flow.blocks[block]!;
    for (const { to, when, isThrow } of next) {
      if (isThrow || this.passed === undefined) continue;
      if (to === this.#flow.thrown) this.#refuses = true;
      if (to === this.#flow.end && steps.at(-1)?.kind !== "return")
        this.#returned = joined(this.#returned, under(this.passed, absent));
      if (when) this.#tellRefusal(block, when);
    }
  }

  #tellRefusal(block: number, { test, holds }: NonNullable<Edge["when"]>): void {
    const verdict = this.#again(test);
    const said = holds ? verdict.holds : verdict.fails;
    if (!said || said.length === 0) return;
    const other = this.#flow.blocks[block]!.next.find(({ when }) => when?.test === test && when.holds !== holds);
    this.#refused(said, other ? refusalAt(this.#flow, other.to) : "returns");
  }

  #refused(said: Passed, how: Refusing): void {
    const { refusals } = this.analysis;
    for (const gate of (said ?? []).flatMap((clause) => gatesOfClause(clause) ?? [])) {
      const known = refusals.get(gate);
      if (how === "throws" || known === undefined || known === "returns") refusals.set(gate, how);
    }
  }

  read = (key: Entity | string): Verdict | undefined => this.#held.get(key);

  write = (key: Entity | string, verdict: Verdict): void => {
    const known = this.#held.get(key);
    if (sameVerdict(known, verdict) || (!known && this.#held.size >= mostHeld)) return;
    this.#held = new Map(this.#held).set(key, verdict);
  };

  keys = (): readonly (Entity | string)[] => [...this.#held.keys()];

  pass = (passed: Passed, how: Refusing): void => {
    if (this.#isSettled && passed) this.#refused(passed, how);
    this.passed = both(this.passed, passed);
  };

  aside = <T>(act: () => T): T => {
    const { passed } = this;
    this.#aside++;
    const result = act();
    this.#aside--;
    this.passed = passed;
    return result;
  };

  refuses = (): void => {
    if (this.#aside === 0) this.#refuses = true;
  };

  reached = (node: Node): void => {
    if (!this.#isSettled) return;
    const { before } = this.analysis;
    const isOther = this.#told.has(node) && this.#told.get(node) !== this.#block;
    before.set(node, isOther ? either(before.get(node), this.passed) : this.passed);
    this.#told.set(node, this.#block);
  };

  site = (callee: Node, at: Node, more: Partial<Pick<Site, "passed" | "given">> = {}): void => {
    if (this.#isSettled) this.#note(this.analysis.sites, callee, at, more);
  };

  reference = (parameter: string, at: Node, given?: readonly Verdict[]): void => {
    if (this.#isSettled) this.#note(this.analysis.references, parameter, at, given ? { given } : {});
  };

  #note<Key>(all: Map<Key, Map<Node, Site>>, key: Key, at: Node, more: Partial<Pick<Site, "passed" | "given">>): void {
    const known = all.get(key) ?? new Map<Node, Site>();
    all.set(key, known);
    const before = known.get(at);
    const site: Site = { owner: this.owner, block: this.#block, passed: this.passed, given: undefined, ...more };
    const isOther = before && before.block !== this.#block;
    known.set(at, isOther ? { ...site, passed: either(before.passed, site.passed) } : site);
  }

  returns = (verdict: Verdict): void => {
    const flat = isAsync(this.owner) ? verdict.promised : undefined;
    if (flat) this.pass(flat.completes, "throws");
    if (this.#isSettled && this.passed)
      this.#returned = joined(this.#returned, under(this.passed, flat?.value ?? verdict));
  };

  yields = (): void => {
    if (this.#isSettled) this.#yields = either(this.#yields, this.passed);
  };
}

/** What is held where two ways meet: what only one of them has set is not known, of parts not even by what holds them. */
function met(left: Held, right: Held): Held {
  if (left === right) return left;
  const shared = new Map<Entity | string, Verdict>();
  let isChanged = false;
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [verdict, other] = [left.get(key), right.get(key)];
    const shown = verdict && other && (sameVerdict(verdict, other) ? verdict : joined(verdict, other));
    const after = shown ?? (typeof key === "string" ? unknown : undefined);
    if (after) shared.set(key, after);
    isChanged ||= !sameVerdict(after, verdict);
  }
  return isChanged ? shared : left;
}
