import type { FlowGraph } from "#flow/flow-graph.ts";
import type { Node } from "#model/document.ts";

/** Operators of which the second operand is computed only if it matters. */
export const choosing = /^(?:&&|\|\||\?\?|and|or)$/;

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
    const isOperator = node.kind === "binary" && choosing.test(node.label ?? "");
    if (node.kind === "conditional") this.#conditional(node);
    else if (isOperator) this.#operator(node);
    else if (node.kind !== "function" && node.kind !== "class") {
      for (const child of node.children) if (this.#parting.has(child)) this.expression(child);
    }
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
    const graph = this.#graph;
    this.expression(left);
    const before = graph.current;
    const [further, after] = [graph.block(), graph.block()];
    const holds = joining.test(label);
    const isTest = label !== "??";
    graph.go(before, further, isTest ? { test: left, holds } : undefined);
    graph.go(before, after, isTest ? { test: left, holds: !holds } : undefined);
    graph.current = further;
    this.expression(right);
    graph.go(graph.current, after);
    graph.current = after;
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
