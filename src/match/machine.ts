import type { Document, Node } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import { type Binding, type Bindings, bindContent, bindNode, bindTag, unifies } from "#match/binding.ts";
import { matchShape } from "#match/code-steps.ts";
import type { MatchOptions } from "#match/match-options.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Pattern } from "#match/pattern.ts";
import { anonymous } from "#match/placeholder.ts";
import { matchItems, matchMembers, matchRest } from "#match/list-steps.ts";
import { isPossible, isTagName } from "#match/possible.ts";
import { matchAnyString, matchConstant, matchContent, matchStringRegex } from "#match/literal-steps.ts";
import { matchModule } from "#match/module.ts";
import type { Goal, List, NodeGoal, Search } from "#match/search.ts";
import { matchStatements } from "#match/statement-steps.ts";
import type { Guards } from "#match/term.ts";

/** A point of the search: what is still to be shown, and what is bound so far. */
interface State {
  readonly goals: List<Goal> | undefined;
  readonly bindings: List<readonly [name: string, binding: Binding]> | undefined;
  readonly last: Node | undefined;
}

/** Names that stand for each other are followed this far. */
const mostHops = 20;

/** In more ways than this a pattern matches one place only where it says next to nothing. */
const mostSolutions = 1000;

/** One way in which a pattern matches. */
export interface Solution {
  readonly bindings: Bindings;
  /** The last statement of a sequence. */
  readonly last?: Node;
}

/** What is searched, and what holds from the start. */
export interface MachineSubject {
  readonly document: Document;
  readonly root: Node;
  readonly semantics: Semantics;
  readonly options: MatchOptions;
  /** Bindings with which those of the pattern must agree. */
  readonly bindings: Bindings;
  /** What is asked of those of the pattern. */
  readonly guards?: Guards;
}

/**
 * Search with backtracking over an explicit stack of choices: neither the depth of a tree nor the length of a list costs
 * stack. Every step spends fuel, which bounds the combinations that unordered members and ellipses can make.
 */
export class Machine implements Search {
  readonly root: Node;
  readonly semantics: Semantics;
  readonly options: MatchOptions;
  readonly fuel: Fuel;
  readonly #document: Document;
  readonly #outer: Bindings;
  readonly #guards: Guards | undefined;
  /** Ways not taken yet; the most recent one is tried first. */
  readonly #choices: State[] = [];
  #goals: State["goals"];
  #bindings: State["bindings"];
  #last: Node | undefined;

  constructor({ document, root, semantics, options, bindings, guards }: MachineSubject, fuel: Fuel) {
    this.root = root;
    this.semantics = semantics;
    this.options = options;
    this.fuel = fuel;
    this.#document = document;
    this.#outer = bindings;
    this.#guards = guards;
  }

  /** Every way in which the goal can be shown, or the first. */
  solve(goal: Goal, stopsAtFirst: boolean): Solution[] {
    const solutions: Solution[] = [];
    this.#choices.length = 0;
    this.#choices.push({ goals: { head: goal, tail: undefined }, bindings: undefined, last: undefined });
    for (let state = this.#choices.pop(); state; state = this.#choices.pop()) {
      this.#goals = state.goals;
      this.#bindings = state.bindings;
      this.#last = state.last;
      if (!this.#reachesEnd()) continue;
      solutions.push({ bindings: this.#collected(), ...(this.#last && { last: this.#last }) });
      if (stopsAtFirst || solutions.length === mostSolutions) break;
    }
    return solutions;
  }

  push(goal: Goal): void {
    this.#goals = { head: goal, tail: this.#goals };
  }

  orElse(goal: Goal): void {
    this.#choices.push({ goals: { head: goal, tail: this.#goals }, bindings: this.#bindings, last: this.#last });
  }

  bind(name: string, make: () => Binding): boolean {
    if (name === anonymous) return true;
    const binding = make();
    const known = this.#known(name);
    if (known) return unifies(known, binding, this);
    if (this.#guards?.get(name)?.some((holds) => !holds(binding, this.semantics, this.fuel))) return false;
    this.#bindings = { head: [name, binding], tail: this.#bindings };
    return true;
  }

  nodeBinding(node: Node): Binding {
    return bindNode(this.#document, node);
  }

  contentBinding(node: Node): Binding {
    return bindContent(this.#document, node);
  }

  stretch(first: Node | undefined, last: Node | undefined): Binding {
    const span = { start: first?.start ?? last?.end ?? 0, end: last?.end ?? 0 };
    return { span, text: this.#document.text.slice(span.start, span.end) };
  }

  reach(statement: Node): void {
    this.#last = statement;
  }

  #reachesEnd(): boolean {
    while (this.#goals) {
      this.fuel.spend(1);
      const goal = this.#goals.head;
      this.#goals = this.#goals.tail;
      if (!this.#step(goal)) return false;
    }
    return true;
  }

  #collected(): Bindings {
    const own: (readonly [string, Binding])[] = [];
    for (let list = this.#bindings; list; list = list.tail) own.push(list.head);
    return own.length === 0 ? this.#outer : new Map([...this.#outer, ...own.reverse()]);
  }

  #step(goal: Goal): boolean {
    switch (goal.type) {
      case "node":
        return this.#node(goal);
      case "items":
        return matchItems(this, goal);
      case "rest":
        return matchRest(this, goal);
      case "members":
        return matchMembers(this, goal);
      case "statements":
        return matchStatements(this, goal);
      case "deep":
      default:
        return this.#deep(goal);
    }
  }

  #node({ pattern, node, isRoot, hops }: NodeGoal): boolean {
    if (!isRoot && this.options.knowsExpressions && node.kind === "name") this.#definition(pattern, node, hops ?? 0);
    switch (pattern.type) {
      case "metavariable":
        return pattern.content
          ? matchContent(this, pattern, node)
          : this.bind(pattern.name, () => this.nodeBinding(node));
      case "string-regex":
        return matchStringRegex(this, pattern, node);
      case "deep":
        return this.#deep({ type: "deep", body: pattern.body, pending: { head: node, tail: undefined } });
      case "tagged":
        if (!isPossible(pattern, node)) return false;
        this.push({ type: "node", pattern: pattern.body, node });
        return !isTagName(pattern.tag) || this.bind(pattern.tag.slice(1), () => bindTag(this.#document, node));
      case "ordered":
        if (!isPossible(pattern, node) || (pattern.label !== undefined && pattern.label !== node.label)) return false;
        this.push({ type: "items", items: pattern.items, at: 0, nodes: node.children, from: 0 });
        return true;
      case "unordered":
        if (!isPossible(pattern, node)) return false;
        this.push({
          type: "members",
          items: pattern.items,
          rest: pattern.rest,
          at: 0,
          nodes: node.children,
          from: 0,
          used: undefined,
        });
        return true;
      case "any":
        return true;
      case "module":
        return matchModule(this, pattern.words, node);
      case "any-string":
        return matchAnyString(this, pattern, node);
      case "scalar":
        return matchConstant(this, pattern, node);
      default:
        return matchShape(this, pattern, node, isRoot === true);
    }
  }

  /** A name may be what it was given. */
  #definition(pattern: Pattern, node: Node, hops: number): void {
    if (node.role === "property" || node.role === "key" || node.role === "target") return;
    if (pattern.type === "any" || hops === mostHops) return;
    const definition = this.semantics.definitionOf(node);
    if (definition) this.orElse({ type: "node", pattern, node: definition, hops: hops + 1 });
  }

  #known(name: string): Binding | undefined {
    for (let list = this.#bindings; list; list = list.tail) if (list.head[0] === name) return list.head[1];
    return this.#outer.get(name);
  }

  #deep(goal: Goal & { readonly type: "deep" }): boolean {
    const { pending, below } = goal;
    if (!pending) return false;
    let rest = pending.tail;
    const children = below ? below(pending.head) : pending.head.children;
    this.fuel.spend(children.length);
    for (let index = children.length - 1; index >= 0; index--)
      if (!isGivenName(pending.head, children[index]!)) rest = { head: children[index]!, tail: rest };
    if (rest) this.orElse({ ...goal, pending: rest });
    this.push({ type: "node", pattern: goal.body, node: pending.head, ...(goal.isRoot && { isRoot: true }) });
    return true;
  }
}

/** Holds for a name that is no expression: what a declaration calls something, and the `b` of `a.b`. */
function isGivenName(parent: Node, { kind, role }: Node): boolean {
  if (kind !== "name") return false;
  return role === "property" || ((role === "target" || role === "name") && naming.has(parent.kind));
}

const naming: ReadonlySet<Node["kind"]> = new Set(["define", "parameter", "function", "class"]);
