import { append } from "#model/append.ts";
import { parametersOf, parts } from "#flow/declarations.ts";
import { Callers } from "#flow/gate-callers.ts";
import { gateSummary } from "#flow/gate-function.ts";
import { parameterKey } from "#flow/gate-names.ts";
import { both, either, gatesOfClause, nothing, type Passed } from "#flow/gate-passed.ts";
import { type GateMark, gateProgram, type GateQuestion } from "#flow/gate-program.ts";
import type { GateAnalysis, GateSummary, Refusing, Relied, Site } from "#flow/gate-run.ts";
import { joined } from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** A gate that stands before a place. */
export interface StandingGate {
  readonly mark: GateMark;
  /** What happens where it says no. */
  readonly refusing: Refusing;
  /** Holds if every way to the place passes it; else every way passes it or another one that is told with it. */
  readonly isOnEveryWay: boolean;
}

/** Which gates stand before the places of a document. */
export interface Gates {
  /**
   * The gates that have said yes on every way to a node, in source order; none where one way passes none. The ways are
   * those from the beginning of the function, or of its callers where all of them are in the file.
   */
  readonly gatesOf: (node: Node) => readonly StandingGate[];
}

/** Calls are followed this deep while a function is being looked at; what deeper ones return says nothing of gates. */
const deepestCalls = 60;

/** Finds out which gates stand before the places of a document. Throws `OutOfFuel`, here and when it is asked. */
export function findGates(question: GateQuestion): Gates {
  const search = new GateSearch(question);
  return { gatesOf: (node) => search.gatesOf(node) };
}

class GateSearch implements GateAnalysis {
  readonly program;
  readonly fixed: GateAnalysis["fixed"] = new Map();
  readonly before: GateAnalysis["before"] = new Map();
  readonly sites: GateAnalysis["sites"] = new Map();
  readonly references: GateAnalysis["references"] = new Map();
  readonly refusals = new Map<number, Refusing>();
  readonly #summaries = new Map<Node, GateSummary>();
  readonly #running = new Set<Node>();
  readonly #callers: Callers;

  constructor(question: GateQuestion) {
    this.program = gateProgram(question);
    const { definitions, document } = this.program;
    this.summaryOf(document.root);
    for (const each of definitions.functions) this.summaryOf(each);
    this.#callers = new Callers(this);
  }

  gatesOf(node: Node): StandingGate[] {
    const { parents, document, marks } = this.program;
    let at: Node | undefined = node;
    while (at && !this.before.has(at)) at = parents.get(at);
    if (!at) return [];
    let owner: Node | undefined = parents.get(at);
    while (owner && owner.kind !== "function") owner = parents.get(owner);
    const passed = this.#callers.resolved(owner ?? document.root, this.before.get(at)) ?? nothing;
    const clauses = passed.flatMap((clause) => [gatesOfClause(clause) ?? []]).filter((gates) => gates.length > 0);
    const alone = new Set(clauses.filter((gates) => gates.length === 1).flat());
    const all = [...new Set(clauses.flat())].sort((left, right) => left - right);
    return all.map((gate) => ({
      mark: marks[gate]!,
      refusing: this.refusals.get(gate) ?? "returns",
      isOnEveryWay: alone.has(gate),
    }));
  }

  summaryOf = (owner: Node): GateSummary | undefined => {
    const known = this.#summaries.get(owner);
    if (known || this.#running.has(owner) || this.#running.size > deepestCalls) return known;
    this.#running.add(owner);
    const summary = gateSummary(owner, this);
    this.#running.delete(owner);
    this.#summaries.set(owner, summary);
    return summary;
  };

  relied = (callee: Node, index: number): Relied => {
    this.#look(callee);
    const key = parameterKey({ owner: callee, index }, this);
    const target = parametersOf(callee).flatMap((each) => parts(each, "target"))[index];
    const isNext = /^_?next$/.test(String(target?.value));
    const all = [...(this.references.get(key)?.values() ?? [])];
    // `next(error)` refuses, as those who call it agree.
    const references = isNext ? all.filter(({ given }) => !given?.[0] || given[0].input !== undefined) : all;
    if (references.length === 0) return { passed: nothing, given: undefined, isOptional: false };
    const passed = references.map((site) => this.#upTo(callee, site)).reduce((left, right) => either(left, right));
    const lists = references.map(({ given }) => given);
    const isKnown = lists.every((given) => given !== undefined);
    const given = isKnown ? lists.reduce((left, right) => left.map((each, at) => joined(each, right[at]))) : undefined;
    return { passed, given, isOptional: this.#isAvoided(references) };
  };

  /** Looks at a function and at those within it. */
  #look(owner: Node): void {
    const stack = [owner];
    for (let each = stack.pop(); each; each = stack.pop()) {
      this.summaryOf(each);
      append(stack, this.program.definitions.within(each));
    }
  }

  /** What has been passed at a place within a function, in terms of that function. */
  #upTo(owner: Node, site: Site): Passed {
    const { around } = this.program.definitions;
    let { passed } = site;
    for (let each = site.owner; each !== owner;) {
      passed = both(passed, this.before.get(each) ?? nothing);
      const outer = around.get(each);
      if (!outer) break;
      each = outer;
    }
    return passed;
  }

  /** Holds if a way leads through one of the functions without passing any of the places in it. */
  #isAvoided(sites: readonly Site[]): boolean {
    const owners = new Set(sites.map(({ owner }) => owner));
    return [...owners].some((owner) => {
      if (this.#summaries.get(owner)?.refuses === true) return true;
      const passed = new Set(sites.flatMap((site) => (site.owner === owner ? [site.block] : [])));
      const { blocks, end } = this.program.flowOf(owner);
      const seen = new Set(passed);
      const stack = passed.has(0) ? [] : [0];
      for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
        if (block === end) return true;
        if (seen.has(block)) continue;
        seen.add(block);
        for (const { to } of blocks[block]!.next) stack.push(to);
      }
      return false;
    });
  }
}
