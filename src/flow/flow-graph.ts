import { part, parts } from "#flow/declarations.ts";
import { mayThrow } from "#flow/throws.ts";
import type { Node } from "#model/document.ts";

/** A way from the end of one block to the start of another. */
export interface Edge {
  readonly to: number;
  /** The test that was made last, and how it came out. */
  readonly when?: { readonly test: Node; readonly holds: boolean };
  /** Taken from anywhere within the block: something in it threw. */
  readonly isThrow?: true;
}

/** Steps that run one after another. */
export interface Block {
  /** Expressions, and statements of which the parts have been dealt with before, in the order in which they run. */
  readonly steps: readonly Node[];
  readonly next: readonly Edge[];
}

/** The ways through one function, or through the top of a program. */
export interface ControlFlow {
  /** The first is the entry. */
  readonly blocks: readonly Block[];
  /** Where the function ends that returns, and the one that throws. */
  readonly end: number;
  readonly thrown: number;
  /** The blocks that can be reached, each as late as the ways forward allow. */
  readonly order: readonly number[];
  /** Set if some of it nests deeper than is followed. */
  readonly isCut: boolean;
}

/** What `break` and `continue` may leave. */
export interface Target {
  readonly label: string | undefined;
  readonly onBreak: number;
  readonly onContinue: number | undefined;
  /** Holds for a block, which only a `break` with its label leaves. */
  readonly isBlock?: true;
  /** How many `finally`s stand around it. */
  readonly depth: number;
}

/** A `finally` is built twice, down to this many in one another. */
export const deepestApart = 3;

/** A `finally`: where it begins, and where it leads from there. */
export interface Final {
  readonly entry: number;
  readonly leaves: Set<number>;
}

/** Statements and tests are followed down to this depth. */
const deepest = 250;

/** Blocks and ways in the making; what is added is added to the current block. */
export class FlowGraph {
  readonly #blocks: { readonly steps: Node[]; readonly next: Edge[] }[] = [];
  #depth = 0;
  #isCut = false;
  current: number;
  readonly end: number;
  readonly thrown: number;

  constructor() {
    this.current = this.block();
    this.end = this.block();
    this.thrown = this.block();
  }

  finish(): ControlFlow {
    this.go(this.current, this.end);
    const order = reversePostorder(this.#blocks);
    return { blocks: this.#blocks, end: this.end, thrown: this.thrown, order, isCut: this.#isCut };
  }

  /** A new block that nothing leads to yet. */
  block(): number {
    return this.#blocks.push({ steps: [], next: [] }) - 1;
  }

  go(from: number, to: number, when?: Edge["when"]): void {
    this.#blocks[from]!.next.push({ to, ...(when && { when }) });
  }

  /** Goes on in a new block, to which those given lead. */
  enter(from: readonly number[]): void {
    const block = this.block();
    for (const before of from) this.go(before, block);
    this.current = block;
  }

  /** Builds what may be passed by, or left anywhere: what comes after it is reached all the same. */
  maybe(build: () => void): void {
    const [first, after] = [this.block(), this.block()];
    this.go(this.current, after);
    this.go(this.current, first);
    this.current = first;
    build();
    this.enter([this.current, after]);
  }

  push(step: Node): void {
    this.#blocks[this.current]!.steps.push(step);
  }

  /** Does something one level deeper; holds unless that is too deep. */
  nested(build: () => void): boolean {
    if (this.#depth > deepest) {
      this.#isCut = true;
      return false;
    }
    this.#depth++;
    build();
    this.#depth--;
    return true;
  }

  /** Whatever runs from the block on may throw. */
  throwFrom(first: number, to: number): void {
    for (let block = first; block < this.#blocks.length; block++) {
      const { steps, next } = this.#blocks[block]!;
      const isKnown = next.some((edge) => edge.to === to && edge.isThrow);
      if (!isKnown && steps.some(mayThrow)) next.push({ to, isThrow: true });
    }
  }
}

/** The steps after which a function ends, if it does not throw. */
export function lastSteps({ blocks, end }: ControlFlow): ReadonlySet<Node> {
  const before = new Map<number, number[]>();
  for (const [block, { next }] of blocks.entries()) {
    for (const { to } of next) {
      const known = before.get(to);
      if (known) known.push(block);
      else before.set(to, [block]);
    }
  }
  const last = new Set<Node>();
  const seen = new Set([end]);
  for (const block of seen) {
    const step = blocks[block]!.steps.at(-1);
    if (step) last.add(step);
    else for (const earlier of before.get(block) ?? []) seen.add(earlier);
  }
  return last;
}

function reversePostorder(blocks: readonly Block[]): number[] {
  const order: number[] = [];
  const seen = new Set([0]);
  const stack: { readonly block: number; next: number }[] = [{ block: 0, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const edge = blocks[top.block]!.next[top.next++];
    if (!edge) {
      order.push(top.block);
      stack.pop();
    } else if (!seen.has(edge.to)) {
      seen.add(edge.to);
      stack.push({ block: edge.to, next: 0 });
    }
  }
  return order.reverse();
}

/** What a label stands before; front-ends put it into a block. */
export function labelled(node: Node): Node | undefined {
  const body = part(node, "body");
  const [first] = body?.kind === "block" ? parts(body, "statement") : [];
  return first && first.start === body?.start ? first : body;
}
