import type { Node } from "#model/document.ts";
import { type Assigned, assignedWithin, isAssigned } from "#flow/assigned-within.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import { Environment, type Flow, type Held, nothing } from "#flow/environment.ts";
import { Numbers } from "#flow/number-map.ts";
import { mayThrow } from "#flow/throws.ts";
import { chosen, concatenated, foldBinary, foldUnary, join, type Known } from "#flow/fold.ts";

/** Expressions may nest this deep; what is beyond is not known. */
const deepest = 300;

/**
 * What is known of every expression of a program without running it. Functions are followed one by one, statement by
 * statement: ways that part are joined again, what a loop changes is not known. Of what belongs to other functions only
 * what is assigned once is known. `coerces`: a number that is added to a string becomes a part of it.
 */
export function knownValues(root: Node, names: Names, coerces: boolean): Flow {
  const flow = new ConstantFlow(names, coerces, assignedWithin(root, names.entities));
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "program") flow.body(parts(node, "statement"), undefined);
    if (node.kind === "function") flow.function(node);
    for (const child of node.children) stack.push(child);
  }
  return flow;
}

class ConstantFlow {
  readonly known = new Map<Node, Known>();
  readonly definitions = new Map<Node, Node>();
  readonly #names: Names;
  readonly #coerces: boolean;
  readonly #assigned: (node: Node) => Assigned;
  readonly #fixed = new Map<Entity, Held>();
  #owner: Node | undefined;
  #depth = 0;
  readonly #empty = new Environment(new Numbers());

  constructor(names: Names, coerces: boolean, assigned: (node: Node) => Assigned) {
    this.#names = names;
    this.#coerces = coerces;
    this.#assigned = assigned;
  }

  function(node: Node): void {
    const body = part(node, "body");
    if (body) this.body(body.kind === "block" ? parts(body, "statement") : [body], node);
  }

  body(statements: readonly Node[], owner: Node | undefined): void {
    this.#owner = owner;
    this.#sequence(statements, this.#empty.copy());
  }

  /** Undefined: nothing comes after, since every way leaves. */
  #sequence(statements: readonly Node[], start: Environment): Environment | undefined {
    let environment: Environment | undefined = start;
    for (const statement of statements) {
      // What follows a statement that leaves is not reached; it is read as if nothing were known.
      const after = this.#statement(statement, environment ?? this.#empty.copy());
      environment &&= after;
    }
    return environment;
  }

  #statement(node: Node, environment: Environment): Environment | undefined {
    if (this.#depth > deepest) return this.#empty.copy();
    this.#depth++;
    const after = this.#step(node, environment);
    this.#depth--;
    return after;
  }

  #step(node: Node, environment: Environment): Environment | undefined {
    switch (node.kind) {
      case "define":
        this.#define(part(node, "target"), this.#held(part(node, "value"), environment), environment);
        return environment;
      case "if":
        return this.#if(node, environment);
      case "while":
      case "for":
      case "for-each":
        return this.#loop(node, environment);
      case "try":
        return this.#try(node, environment);
      case "switch":
      case "with":
      case "labelled":
      case "export":
        return this.#others(node, environment);
      case "block":
        return this.#sequence(parts(node, "statement"), environment);
      case "function":
      case "class":
        return environment;
      case "return":
      case "throw":
      case "jump":
        for (const child of node.children) this.#expression(child, environment);
        return undefined;
      default:
        for (const child of node.children) this.#expression(child, environment);
        return environment;
    }
  }

  #held(value: Node | undefined, environment: Environment): Held {
    return { known: this.#maybe(value, environment), value };
  }

  #define(target: Node | undefined, value: Held, environment: Environment): void {
    if (target?.kind === "name") {
      const entity = this.#names.entities.get(target);
      if (entity) environment.set(entity, value);
    } else if (target) this.#forgetTargets(target, environment);
  }

  #if(node: Node, environment: Environment): Environment | undefined {
    this.#maybe(part(node, "test"), environment);
    const consequent = part(node, "consequent");
    const alternate = part(node, "alternate");
    const left = consequent && this.#statement(consequent, environment.copy());
    const right = alternate ? this.#statement(alternate, environment.copy()) : environment;
    return left && right ? left.joined(right) : (left ?? right);
  }

  #loop(node: Node, environment: Environment): Environment {
    for (const child of parts(node, "init")) this.#statement(child, environment);
    for (const child of parts(node, "iterable")) this.#expression(child, environment);
    this.#forget(node, environment);
    for (const child of [...parts(node, "test"), ...parts(node, "update")]) this.#expression(child, environment);
    const body = part(node, "body");
    if (body) this.#statement(body, environment.copy());
    this.#forget(node, environment);
    return environment;
  }

  /** Parts that may run or not, in order; afterwards what they change is known only if all agree. */
  #others(node: Node, environment: Environment): Environment {
    let after = environment;
    for (const child of node.children) {
      const held = child.kind === "case" || child.kind === "catch" ? part(child, "body") : child;
      const isBody = child.role === "body" || child.role === "finally" || child.role === "declaration";
      if (held && isBody) after = this.#statement(held, after) ?? after;
      else if (held?.kind === "block") after = this.#alternative(node, child, { held, start: environment, after });
      else this.#expression(child, after);
    }
    return after;
  }

  /** What is caught follows an unknown stretch of the body; what stands under `else` follows all of it. */
  #try(node: Node, start: Environment): Environment | undefined {
    const body = part(node, "body");
    const whole = body && this.#statement(body, start.copy());
    const rest = part(node, "else");
    let after = whole && rest ? this.#statement(rest, whole) : whole;
    for (const clause of body && mayThrow(body) ? parts(node, "catch") : []) {
      const held = part(clause, "body");
      const caught = start.copy();
      this.#forget(body!, caught);
      const end = held && this.#statement(held, caught);
      after = after && end ? after.joined(end) : (after ?? end);
    }
    const last = part(node, "finally");
    return last && after ? this.#statement(last, after) : after;
  }

  /** A part that runs instead of others, or after an unknown stretch of them. */
  #alternative(
    node: Node,
    child: Node,
    { held, start, after }: { readonly held: Node; readonly start: Environment; readonly after: Environment },
  ): Environment {
    const own = start.copy();
    if (child.role === "catch") this.#forget(node, own);
    const end = this.#statement(held, own);
    return end ? after.joined(end) : after;
  }

  #maybe(node: Node | undefined, environment: Environment): Known | undefined {
    return node && this.#expression(node, environment);
  }

  #expression(node: Node, environment: Environment): Known | undefined {
    if (this.#depth > deepest || node.kind === "function" || node.kind === "class") return undefined;
    this.#depth++;
    const known = this.#value(node, environment);
    this.#depth--;
    // What an assignment hands on is not what it is written for.
    if (known && node.kind !== "assign") this.known.set(node, known);
    return known;
  }

  #value(node: Node, environment: Environment): Known | undefined {
    switch (node.kind) {
      case "string":
      case "number":
      case "boolean":
      case "null":
        return node.label === "text" || node.value === undefined ? undefined : { constant: node.value };
      case "name":
        return node.role === "property" || node.role === "target" ? undefined : this.#name(node, environment);
      case "assign":
        return this.#assign(node, environment);
      case "unary":
        return this.#unary(node, environment);
      case "binary": {
        const left = this.#maybe(part(node, "left"), environment);
        const right = this.#maybe(part(node, "right"), environment);
        return foldBinary(node.label ?? "", left, right, this.#coerces) ?? chosen(node, this.known);
      }
      case "template":
        return this.#template(node, environment);
      case "conditional": {
        this.#maybe(part(node, "test"), environment);
        return join(
          this.#maybe(part(node, "consequent"), environment),
          this.#maybe(part(node, "alternate"), environment),
        );
      }
      default: {
        const values = node.children.map((child) => this.#expression(child, environment));
        return node.kind === "cast" || node.kind === "interpolation" ? values[0] : undefined;
      }
    }
  }

  #template(node: Node, environment: Environment): Known | undefined {
    const known = parts(node, "part").map((piece) => this.#expression(piece, environment));
    return part(node, "tag") ? undefined : concatenated(known);
  }

  #name(node: Node, environment: Environment): Known | undefined {
    const entity = this.#names.entities.get(node);
    if (!entity) return undefined;
    const isFollowed = entity.owner === this.#owner && !entity.isShared;
    const held = (isFollowed ? environment.get(entity) : undefined) ?? this.#fixedValue(entity);
    if (held.value) this.definitions.set(node, held.value);
    return held.known;
  }

  /** What something is that is assigned once, wherever. */
  #fixedValue(entity: Entity): Held {
    const found = this.#fixed.get(entity);
    if (found) return found;
    this.#fixed.set(entity, nothing);
    const [value] = entity.assigned;
    if (!value || entity.assigned.length > 1) return nothing;
    const owner = this.#owner;
    this.#owner = entity.owner;
    const held = { known: this.#expression(value, this.#empty.copy()), value };
    this.#owner = owner;
    this.#fixed.set(entity, held);
    return held;
  }

  #assign(node: Node, environment: Environment): Known | undefined {
    const target = part(node, "target");
    const value = this.#maybe(part(node, "value"), environment);
    if (!part(node, "value") && part(node, "type")) return undefined;
    const operator = (node.label ?? "=").slice(0, -1);
    const isPlain = operator === "" || operator === ":";
    const before = isPlain || !target ? undefined : this.#expression({ ...target, role: "left" }, environment);
    const known = isPlain
      ? value
      : foldBinary(operator, target?.kind === "name" ? this.#name(target, environment) : before, value, this.#coerces);
    if (target?.kind !== "name") this.#maybe(target, environment);
    this.#define(target, { known, value: isPlain ? part(node, "value") : undefined }, environment);
    return known;
  }

  #unary(node: Node, environment: Environment): Known | undefined {
    const operand = part(node, "operand");
    const value = this.#maybe(operand, environment);
    const step = /^(\+\+|--)/.exec(node.label ?? "")?.[1];
    if (step === undefined) return foldUnary(node.label ?? "", value);
    const after = foldBinary(step === "++" ? "+" : "-", value, { constant: 1 }, this.#coerces);
    this.#define(operand, { known: after, value: undefined }, environment);
    return node.label === step ? after : value;
  }

  /** Nothing is known any more of what is assigned somewhere in the statement. */
  #forget(node: Node, environment: Environment): void {
    const assigned = this.#assigned(node);
    if (assigned === "everything") environment.clear();
    else for (const entity of assigned) environment.set(entity, nothing);
  }

  /** Nothing is known of what a pattern takes apart. */
  #forgetTargets(pattern: Node, environment: Environment): void {
    const stack = [pattern];
    for (let current = stack.pop(); current; current = stack.pop()) {
      const entity = isAssigned(current) ? this.#names.entities.get(current) : undefined;
      if (entity) environment.set(entity, nothing);
      for (const child of current.children) stack.push(child);
    }
  }
}
