import { ChoiceFlow } from "#flow/choice-flow.ts";
import { fitsAll, part, parts } from "#flow/declarations.ts";
import { type ControlFlow, deepestApart, type Final, FlowGraph, labelled, type Target } from "#flow/flow-graph.ts";
import { partingNodes } from "#flow/parting.ts";
import { mayThrow, swallows } from "#flow/throws.ts";
import type { Node } from "#model/document.ts";

/** The ways through a function's body or the statements of a program. */
export function controlFlowOf(owner: Node): ControlFlow {
  const graph = new FlowGraph();
  const choices = new ChoiceFlow(graph, partingNodes(owner));
  const statements = new StatementFlow(graph, choices);
  const body = owner.kind === "program" ? owner : part(owner, "body");
  if (body?.kind === "block" || body?.kind === "program") statements.sequence(parts(body, "statement"));
  // What an arrow function computes is what it returns.
  else if (body) choices.expression(body);
  return graph.finish();
}

class StatementFlow {
  readonly #graph: FlowGraph;
  readonly #choices: ChoiceFlow;
  readonly #targets: Target[] = [];
  readonly #finals: Final[] = [];
  /** How many `finally`s lie in one another around what is built. */
  #finalDepth = 0;
  /** Where what is thrown goes. */
  readonly #catches: number[];
  #label: string | undefined;

  constructor(graph: FlowGraph, choices: ChoiceFlow) {
    this.#graph = graph;
    this.#choices = choices;
    this.#catches = [graph.thrown];
  }

  sequence(statements: readonly Node[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(node: Node | undefined): void {
    if (node) this.#graph.nested(() => this.#follow(node));
  }

  #follow(node: Node): void {
    const label = this.#label;
    this.#label = undefined;
    switch (node.kind) {
      case "block":
        return label === undefined ? this.sequence(parts(node, "statement")) : this.#labelledBlock(node, label);
      case "if":
        return this.#if(node);
      case "while":
        return this.#while(node, label);
      case "for":
        return this.#for(node, label);
      case "for-each":
        return this.#forEach(node, label);
      case "switch":
        return this.#switch(node, label);
      case "try":
        return this.#try(node);
      case "program":
        // A module of several: however it ends, the next one is there.
        return this.#graph.maybe(() => this.sequence(parts(node, "statement")));
      default:
        return this.#simple(node);
    }
  }

  #simple(node: Node): void {
    switch (node.kind) {
      case "with":
        return this.#with(node);
      case "labelled":
        this.#label = String(part(node, "name")?.value);
        return this.#statement(labelled(node));
      case "export":
        return this.#statement(part(node, "declaration"));
      case "return":
        this.#choices.expression(node);
        return this.#leave(this.#graph.end, 0);
      case "throw":
        this.#choices.expression(node);
        this.#graph.go(this.#graph.current, this.#catches.at(-1)!);
        this.#graph.current = this.#graph.block();
        return;
      case "jump":
        return this.#jump(node);
      default:
        return this.#choices.expression(node);
    }
  }

  #with(node: Node): void {
    for (const item of parts(node, "item")) this.#choices.expression(item);
    if (!swallows(node)) return this.#statement(part(node, "body"));
    const after = this.#graph.block();
    this.#throwing(part(node, "body"), after);
    this.#graph.enter([this.#graph.current, after]);
  }

  /** What is thrown anywhere in it goes to one place. */
  #throwing(body: Node | undefined, target: number): void {
    this.#graph.enter([this.#graph.current]);
    const first = this.#graph.current;
    this.#catches.push(target);
    this.#statement(body);
    this.#catches.pop();
    this.#graph.throwFrom(first, target);
  }

  #labelledBlock(node: Node, label: string): void {
    const after = this.#graph.block();
    this.#targets.push({ label, onBreak: after, onContinue: undefined, isBlock: true, depth: this.#finals.length });
    this.sequence(parts(node, "statement"));
    this.#targets.pop();
    this.#graph.enter([this.#graph.current, after]);
  }

  #if(node: Node): void {
    const [yes, no] = [this.#graph.block(), this.#graph.block()];
    this.#choices.test(part(node, "test"), yes, no);
    this.#graph.current = yes;
    this.#statement(part(node, "consequent"));
    const ends = [this.#graph.current];
    this.#graph.current = no;
    this.#statement(part(node, "alternate"));
    this.#graph.enter([...ends, this.#graph.current]);
  }

  #loop(label: string | undefined, onBreak: number, onContinue: number, body: Node | undefined): void {
    this.#targets.push({ label, onBreak, onContinue, depth: this.#finals.length });
    this.#statement(body);
    this.#targets.pop();
    this.#graph.go(this.#graph.current, onContinue);
  }

  #while(node: Node, label: string | undefined): void {
    const make = () => this.#graph.block();
    const [head, body, done, after] = [make(), make(), make(), make()];
    this.#graph.go(this.#graph.current, node.label === "do" ? body : head);
    this.#graph.current = head;
    const [yes, no] = node.label === "until" ? [done, body] : [body, done];
    this.#choices.test(part(node, "test"), yes, no);
    this.#graph.current = body;
    this.#loop(label, after, head, part(node, "body"));
    this.#otherwise(node, done, after);
  }

  /** What runs when a loop ends by itself. */
  #otherwise(node: Node, done: number, after: number): void {
    this.#graph.current = done;
    this.#statement(part(node, "else"));
    this.#graph.go(this.#graph.current, after);
    this.#graph.current = after;
  }

  #for(node: Node, label: string | undefined): void {
    for (const child of parts(node, "init")) this.#statement(child);
    const make = () => this.#graph.block();
    const [head, body, update, after] = [make(), make(), make(), make()];
    this.#graph.go(this.#graph.current, head);
    this.#graph.current = head;
    const test = part(node, "test");
    if (test && test.kind !== "empty") this.#choices.test(test, body, after);
    else this.#graph.go(head, body);
    this.#graph.current = body;
    this.#loop(label, after, update, part(node, "body"));
    this.#graph.current = update;
    for (const child of parts(node, "update")) this.#choices.expression(child);
    this.#graph.go(this.#graph.current, head);
    this.#graph.current = after;
  }

  #forEach(node: Node, label: string | undefined): void {
    for (const child of parts(node, "iterable")) this.#choices.expression(child);
    const make = () => this.#graph.block();
    const [head, body, done, after] = [make(), make(), make(), make()];
    this.#graph.go(this.#graph.current, head);
    this.#graph.go(head, body);
    this.#graph.go(head, done);
    this.#graph.current = body;
    for (const child of parts(node, "target")) this.#choices.target(child);
    this.#graph.push(node);
    this.#loop(label, after, head, part(node, "body"));
    this.#otherwise(node, done, after);
  }

  #switch(node: Node, label: string | undefined): void {
    const subject = part(node, "subject");
    if (subject) this.#choices.expression(subject);
    let test = this.#graph.current;
    const after = this.#graph.block();
    this.#targets.push({ label, onBreak: after, onContinue: undefined, depth: this.#finals.length });
    let before: number | undefined;
    let isComplete = false;
    for (const each of parts(node, "case")) {
      const [body, next] = [this.#graph.block(), this.#graph.block()];
      this.#case(each, { test, body, next });
      if (part(each, "test") === undefined || fitsAll(each)) isComplete = true;
      test = next;
      // A case of a `match` ends by itself.
      if (before !== undefined && each.label !== "match") this.#graph.go(before, body);
      this.#graph.current = body;
      this.#statement(part(each, "body"));
      before = this.#graph.current;
      this.#graph.go(before, after);
    }
    this.#targets.pop();
    if (!isComplete) this.#graph.go(test, after);
    this.#graph.current = after;
  }

  /** From the test of a case to its body, or to the next test. */
  #case(node: Node, { test, body, next }: Readonly<Record<"test" | "body" | "next", number>>): void {
    const graph = this.#graph;
    graph.current = test;
    // The pattern of a `match` computes nothing.
    if (node.label !== "match") for (const child of parts(node, "test")) this.#choices.expression(child);
    graph.go(graph.current, next);
    graph.enter([graph.current]);
    graph.push(node);
    const guard = part(node, "guard");
    if (guard) this.#choices.test(guard, body, next);
    else graph.go(graph.current, body);
  }

  #try(node: Node): void {
    const graph = this.#graph;
    const last = part(node, "finally");
    const outer = this.#catches.at(-1)!;
    const after = graph.block();
    const final = last && { entry: graph.block(), leaves: new Set<number>() };
    if (final) this.#finals.push(final);
    const ends = this.#caught(node, final?.entry ?? outer);
    if (final) this.#finals.pop();
    // What runs after the whole has run is told apart from what runs on the way out.
    const isApart = this.#finalDepth < deepestApart;
    if (final && !isApart) final.leaves.add(after);
    graph.enter(ends);
    if (isApart) this.#final(last);
    graph.go(graph.current, final && !isApart ? final.entry : after);
    if (final) this.#leaving(last, final, mayThrow(node) ? outer : undefined);
    graph.current = after;
  }

  /** What runs on the way out: to where jumps and returns lead, and what is thrown. */
  #leaving(last: Node | undefined, { entry, leaves }: Final, onThrow: number | undefined): void {
    this.#graph.current = entry;
    this.#final(last);
    if (onThrow !== undefined) leaves.add(onThrow);
    for (const target of leaves) this.#graph.go(this.#graph.current, target);
  }

  #final(node: Node | undefined): void {
    this.#finalDepth++;
    this.#statement(node);
    this.#finalDepth--;
  }

  /** The body and the clauses of a `try`; gives the blocks in which they end. `onThrow`: where goes what nobody catches. */
  #caught(node: Node, onThrow: number): number[] {
    const graph = this.#graph;
    const clauses = parts(node, "catch");
    const caught = graph.block();
    this.#throwing(part(node, "body"), clauses.length > 0 ? caught : onThrow);
    this.#catches.push(onThrow);
    this.#statement(part(node, "else"));
    const ends = [graph.current];
    for (const clause of clauses) {
      graph.enter([caught]);
      graph.push(clause);
      this.#statement(part(clause, "body"));
      ends.push(graph.current);
    }
    this.#catches.pop();
    return ends;
  }

  #jump(node: Node): void {
    const label = node.value === undefined ? undefined : String(node.value);
    const isContinue = node.label === "continue";
    const target = this.#targets.findLast((each) => {
      if (label !== undefined) return each.label === label;
      return each.isBlock !== true && (!isContinue || each.onContinue !== undefined);
    });
    const to = isContinue ? target?.onContinue : target?.onBreak;
    this.#leave(to ?? this.#graph.end, target?.depth ?? 0);
  }

  /** Leaves for another place, through the `finally`s within which it does not lie; what is written next is not reached. */
  #leave(to: number, depth: number): void {
    const passed = this.#finals.slice(depth);
    const first = passed.at(-1);
    this.#graph.go(this.#graph.current, first?.entry ?? to);
    for (const [index, final] of passed.entries()) final.leaves.add(index === 0 ? to : passed[index - 1]!.entry);
    this.#graph.current = this.#graph.block();
  }
}
