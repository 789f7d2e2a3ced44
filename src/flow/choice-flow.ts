import { part, parts } from "#flow/declarations.ts";
import type { FlowGraph } from "#flow/flow-graph.ts";
import { assigningMaybe, choosing, headOf, isChained, patterns } from "#flow/parting.ts";
import type { Node } from "#model/document.ts";

const joining = /^(?:&&|and)$/;

/** The ways through expressions: those in which ways part become several blocks, with their parts as steps before them. */
export class ChoiceFlow {
  readonly #graph: FlowGraph;
  readonly #parting: ReadonlySet<Node>;

  constructor(graph: FlowGraph, parting: ReadonlySet<Node>) {
    this.#graph = graph;
    this.#parting = parting;
  }

  expression(node: Node): void {
    if (this.#parting.has(node)) this.#graph.nested(() => this.#parts(node));
    this.#graph.push(node);
  }

  #parts(node: Node): void {
    switch (node.kind) {
      case "conditional":
        return this.#conditional(node);
      case "binary":
        return choosing.test(node.label ?? "") ? this.#operator(node) : this.#inside(node.children);
      case "comparison":
        this.#inside(node.children.slice(0, 2));
        return this.#maybe(node.children.slice(2));
      case "define":
      case "assign":
        return this.#assignment(node);
      case "call":
      case "index":
        return isChained(node) ? this.#chain(node) : this.#inside(node.children);
      case "function":
      case "class":
        return;
      default:
        return this.#inside(node.children);
    }
  }

  #inside(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (node.role === "target") this.target(node);
      else if (this.#parting.has(node)) this.expression(node);
    }
  }

  /** What is computed, all of it or none. */
  #maybe(nodes: readonly Node[], test?: Node, holds = true): void {
    const graph = this.#graph;
    const before = graph.current;
    const [further, after] = [graph.block(), graph.block()];
    graph.go(before, further, test && { test, holds });
    graph.go(before, after, test && { test, holds: !holds });
    graph.current = further;
    for (const node of nodes) this.expression(node);
    graph.go(graph.current, after);
    graph.current = after;
  }

  #assignment(node: Node): void {
    const [target, value] = [part(node, "target"), part(node, "value")];
    const operator = assigningMaybe.exec(node.label ?? "")?.[0];
    if (operator !== undefined && target && value) {
      this.#inside(target.children);
      this.#maybe([value], operator === "??=" ? undefined : target, operator === "&&=");
      return;
    }
    // What is taken apart is known before what stands in for its parts.
    if (value && target && this.#parting.has(target)) this.expression(value);
    else this.#inside(parts(node, "value"));
    if (target) this.target(target);
  }

  /** What is computed on the way into a target: what stands in for missing parts, keys and objects. */
  target(node: Node): void {
    if (this.#parting.has(node)) this.#graph.nested(() => this.#targetParts(node));
  }

  #targetParts(node: Node): void {
    if (node.kind === "assign") {
      const value = part(node, "value");
      if (value) this.#maybe([value]);
      this.#inside(parts(node, "target"));
    } else if (patterns.has(node.kind)) {
      for (const child of node.children) if (child.role !== "type") this.target(child);
    } else this.#inside(node.children);
  }

  /** Of `a?.b(c)`, `c` is computed only if `a` is there. */
  #chain(node: Node): void {
    let head = headOf(node);
    while (head && (head.kind === "member" || head.kind === "cast")) head = headOf(head);
    if (head && head.kind !== "name") this.expression(head);
    this.#maybe(node.children.filter(({ role }) => role === "argument" || role === "index"));
  }

  #conditional({ children: [test, ...others] }: Node): void {
    const graph = this.#graph;
    const ways = [graph.block(), graph.block()] as const;
    this.test(test, ...ways);
    const ends = ways.map((way, index) => {
      graph.current = way;
      if (others[index]) this.expression(others[index]);
      return graph.current;
    });
    graph.enter(ends);
  }

  #operator({ label = "", children: [left, right] }: Node): void {
    if (!left || !right) return;
    this.expression(left);
    this.#maybe([right], label === "??" ? undefined : left, joining.test(label));
  }

  /** Goes one way if the test holds, and another one if it does not. */
  test(test: Node | undefined, yes: number, no: number): void {
    const graph = this.#graph;
    const isFollowed = test !== undefined && graph.nested(() => this.#branch(test, yes, no));
    if (isFollowed) return;
    graph.go(graph.current, yes);
    graph.go(graph.current, no);
  }

  #branch(test: Node, yes: number, no: number): void {
    const graph = this.#graph;
    const { kind, label = "", children } = test;
    const [left, right] = children;
    if (kind === "unary" && (label === "!" || label === "not")) return this.test(left, no, yes);
    if (kind === "binary" && choosing.test(label) && label !== "??") {
      const isBoth = joining.test(label);
      const further = graph.block();
      this.test(left, isBoth ? further : yes, isBoth ? no : further);
      graph.current = further;
      return this.test(right, yes, no);
    }
    this.expression(test);
    graph.go(graph.current, yes, { test, holds: true });
    graph.go(graph.current, no, { test, holds: false });
  }
}
