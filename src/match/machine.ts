import type { Document, Node } from "#model/document.ts";
import { type Binding, type Bindings, bindContent, bindNode, bindTag, unifies } from "#match/binding.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Pattern, PatternItem } from "#match/pattern.ts";
import { anonymous, isMetavariable } from "#match/placeholder.ts";
import { regexTest } from "#match/regex.ts";

/** A look at the node alone and, for a pair, at its key: most candidates end here. */
export function isPossible(pattern: Pattern, node: Node): boolean {
  switch (pattern.type) {
    case "scalar":
      return isScalar(pattern, node);
    case "tagged":
      return isTagName(pattern.tag) ? node.label !== undefined : node.label === pattern.tag;
    case "ordered":
      return node.kind === pattern.kind && startsPossibly(pattern.items[0], node.children[0]);
    case "unordered": {
      const further = node.children.length - pattern.items.length;
      return node.kind === pattern.kind && (further === 0 || (further > 0 && allowsMore(pattern)));
    }
    case "metavariable":
      return !pattern.content || node.kind === "string";
    case "any-string":
    case "string-regex":
      return node.kind === "string";
    case "any":
    case "deep":
    default:
      return true;
  }
}

function isScalar(pattern: Pattern & { readonly type: "scalar" }, node: Node): boolean {
  if (pattern.orUnwritten && node.kind === "null") return node.start === node.end;
  return node.kind === pattern.kind && Object.is(node.value, pattern.value);
}

/** Holds for `!$TAG`. */
function isTagName(tag: string): boolean {
  return isMetavariable(tag.slice(1));
}

/** Of the first child only a constant is looked at: the key of a pair. */
function startsPossibly(item: PatternItem | undefined, child: Node | undefined): boolean {
  return item?.type !== "scalar" || (child !== undefined && isPossible(item, child));
}

function allowsMore(pattern: Pattern & { readonly type: "unordered" }): boolean {
  return pattern.isOpen || pattern.rest !== undefined;
}

/** A list that shares its tail. */
interface List<T> {
  readonly head: T;
  readonly tail: List<T> | undefined;
}

/** The items from `at` match the nodes from `from`, in order. */
interface ItemsGoal {
  readonly type: "items";
  readonly items: readonly PatternItem[];
  readonly at: number;
  readonly nodes: readonly Node[];
  readonly from: number;
}

/** The item at `at` is a `$...X` that stands for the nodes from `from` to before `to`, or for more. */
interface RestGoal extends Omit<ItemsGoal, "type"> {
  readonly type: "rest";
  readonly name: string;
  readonly to: number;
}

/** The members from `at` match nodes that are not in `used`, the next one none before `from`. */
interface MembersGoal {
  readonly type: "members";
  readonly pattern: Pattern & { readonly type: "unordered" };
  readonly at: number;
  readonly nodes: readonly Node[];
  readonly from: number;
  readonly used: List<number> | undefined;
}

/** What is still to be shown. */
type Goal =
  | { readonly type: "node"; readonly pattern: Pattern; readonly node: Node }
  | ItemsGoal
  | RestGoal
  | MembersGoal
  /** One of the pending nodes, or something below them, matches. */
  | { readonly type: "deep"; readonly body: Pattern; readonly pending: List<Node> | undefined };

/** A point of the search: what is still to be shown, and what is bound so far. */
interface State {
  readonly goals: List<Goal> | undefined;
  readonly bindings: List<readonly [name: string, binding: Binding]> | undefined;
}

/**
 * Search with backtracking over an explicit stack of choices: neither the depth of a tree nor the length of a list costs
 * stack. Every step spends fuel, which bounds the combinations that unordered members and ellipses can make.
 */
export class Machine {
  readonly #document: Document;
  readonly #outer: Bindings;
  readonly #fuel: Fuel;
  /** Ways not taken yet; the most recent one is tried first. */
  readonly #choices: State[] = [];
  #goals: State["goals"];
  #bindings: State["bindings"];

  /** `outer`: bindings that hold from the start, with which those of the pattern must agree. */
  constructor(document: Document, outer: Bindings, fuel: Fuel) {
    this.#document = document;
    this.#outer = outer;
    this.#fuel = fuel;
  }

  /** The bindings of every way in which `pattern` matches `node`, or of the first. */
  solve(pattern: Pattern, node: Node, stopsAtFirst: boolean): Bindings[] {
    const solutions: Bindings[] = [];
    this.#choices.length = 0;
    this.#choices.push({ goals: { head: { type: "node", pattern, node }, tail: undefined }, bindings: undefined });
    for (let state = this.#choices.pop(); state; state = this.#choices.pop()) {
      this.#goals = state.goals;
      this.#bindings = state.bindings;
      if (!this.#reachesEnd()) continue;
      solutions.push(this.#collected());
      if (stopsAtFirst) break;
    }
    return solutions;
  }

  #reachesEnd(): boolean {
    while (this.#goals) {
      this.#fuel.spend(1);
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
        return this.#node(goal.pattern, goal.node);
      case "items":
        return this.#items(goal);
      case "rest":
        return this.#rest(goal);
      case "members":
        return this.#members(goal);
      case "deep":
      default:
        return this.#deep(goal.body, goal.pending);
    }
  }

  #push(goal: Goal): void {
    this.#goals = { head: goal, tail: this.#goals };
  }

  /** Remembers another way to go on from here: `goal`, then what is still to be shown after it. */
  #orElse(goal: Goal): void {
    this.#choices.push({ goals: { head: goal, tail: this.#goals }, bindings: this.#bindings });
  }

  #node(pattern: Pattern, node: Node): boolean {
    if (!isPossible(pattern, node)) return false;
    switch (pattern.type) {
      case "metavariable":
        return this.#bind(pattern.name, () => (pattern.content ? bindContent : bindNode)(this.#document, node));
      case "string-regex":
        this.#fuel.spend(node.end - node.start);
        return regexTest(pattern.regex, String(node.value));
      case "deep":
        return this.#deep(pattern.body, { head: node, tail: undefined });
      case "tagged":
        this.#push({ type: "node", pattern: pattern.body, node });
        return !isTagName(pattern.tag) || this.#bind(pattern.tag.slice(1), () => bindTag(this.#document, node));
      case "ordered":
        if (pattern.label !== undefined && pattern.label !== node.label) return false;
        this.#push({ type: "items", items: pattern.items, at: 0, nodes: node.children, from: 0 });
        return true;
      case "unordered":
        this.#push({ type: "members", pattern, at: 0, nodes: node.children, from: 0, used: undefined });
        return true;
      case "any":
      case "any-string":
      case "scalar":
      default:
        return true;
    }
  }

  #bind(name: string, make: () => Binding): boolean {
    if (name === anonymous) return true;
    const binding = make();
    const known = this.#known(name);
    if (known) return unifies(known, binding, this.#fuel);
    this.#bindings = { head: [name, binding], tail: this.#bindings };
    return true;
  }

  #known(name: string): Binding | undefined {
    for (let list = this.#bindings; list; list = list.tail) if (list.head[0] === name) return list.head[1];
    return this.#outer.get(name);
  }

  #items(goal: ItemsGoal): boolean {
    const { items, at, nodes, from } = goal;
    const item = items[at];
    if (!item) return from === nodes.length;
    const isLast = at === items.length - 1;
    if (item.type === "rest") {
      return this.#rest({ ...goal, type: "rest", name: item.name, to: isLast ? nodes.length : from });
    }
    if (item.type === "dots") return isLast || this.#skip(goal);
    const node = nodes[from];
    if (!node) return false;
    this.#push({ ...goal, at: at + 1, from: from + 1 });
    this.#push({ type: "node", pattern: item, node });
    return true;
  }

  /** An ellipsis that is not the last item: goes on at the first node that the item after it may match. */
  #skip(goal: ItemsGoal): boolean {
    const { items, at, nodes, from } = goal;
    const after = items[at + 1]!;
    let next = from;
    if (after.type !== "dots" && after.type !== "rest") {
      while (next < nodes.length && !isPossible(after, nodes[next]!)) {
        this.#fuel.spend(1);
        next++;
      }
      if (next === nodes.length) return false;
    }
    if (after.type !== "dots" && next < nodes.length) this.#orElse({ ...goal, from: next + 1 });
    this.#push({ ...goal, at: at + 1, from: next });
    return true;
  }

  #rest(goal: RestGoal): boolean {
    const { nodes, from, to, name } = goal;
    if (to < nodes.length) this.#orElse({ ...goal, to: to + 1 });
    this.#push({ type: "items", items: goal.items, at: goal.at + 1, nodes, from: to });
    return this.#bind(name, () => this.#stretch(to > from ? nodes[from] : undefined, nodes[to - 1]));
  }

  /** The text from one node to another, or none. */
  #stretch(first: Node | undefined, last: Node | undefined): Binding {
    const span = { start: first?.start ?? last?.end ?? 0, end: last?.end ?? 0 };
    return { span, text: this.#document.text.slice(span.start, span.end) };
  }

  #members(goal: MembersGoal): boolean {
    const { pattern, at, nodes, from, used } = goal;
    const item = pattern.items[at];
    if (!item) return pattern.rest === undefined || this.#bind(pattern.rest, () => this.#leftOver(nodes, used));
    for (let index = from; index < nodes.length; index++) {
      this.#fuel.spend(1);
      if (!isPossible(item, nodes[index]!) || holds(used, index)) continue;
      this.#orElse({ ...goal, from: index + 1 });
      this.#push({ ...goal, at: at + 1, from: 0, used: { head: index, tail: used } });
      this.#push({ type: "node", pattern: item, node: nodes[index]! });
      return true;
    }
    return false;
  }

  #leftOver(nodes: readonly Node[], used: List<number> | undefined): Binding {
    const left = nodes.filter((_, index) => !holds(used, index));
    this.#fuel.spend(nodes.length);
    return this.#stretch(left[0], left.at(-1));
  }

  #deep(body: Pattern, pending: List<Node> | undefined): boolean {
    if (!pending) return false;
    let rest = pending.tail;
    const { children } = pending.head;
    this.#fuel.spend(children.length);
    for (let index = children.length - 1; index >= 0; index--) rest = { head: children[index]!, tail: rest };
    if (rest) this.#orElse({ type: "deep", body, pending: rest });
    this.#push({ type: "node", pattern: body, node: pending.head });
    return true;
  }
}

function holds(list: List<number> | undefined, index: number): boolean {
  for (let current = list; current; current = current.tail) if (current.head === index) return true;
  return false;
}
