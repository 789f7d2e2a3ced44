import type { OutlineBuilder } from "#access/outline-builder.ts";
import { textTests } from "#access/text-tests.ts";
import { transparent } from "#access/transparent.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";
import type { Region } from "#model/location.ts";
import type { Entry, Expression, ExpressionId, Item } from "#model/module-outline.ts";

/** Expressions may nest this deep; what is beyond is not followed. */
const deepest = 200;

/** Says expressions of a document as those of an outline. */
export class ExpressionWriter {
  readonly #outline: OutlineBuilder;
  readonly #known = new Map<Node, ExpressionId>();
  #depth = 0;

  constructor(outline: OutlineBuilder) {
    this.#outline = outline;
  }

  /** The number of what an expression says. */
  write(node: Node): ExpressionId {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const plain = transparent(node);
    if (plain !== node) return this.write(plain);
    if (this.#depth >= deepest) return this.#outline.add({ kind: "unknown" });
    this.#depth++;
    const id = this.#outline.add(this.#expression(node));
    this.#depth--;
    this.#known.set(node, id);
    return id;
  }

  constant(value: string | number, node: Node): ExpressionId {
    return this.#outline.add({ kind: "constant", value, region: this.#outline.region(node) });
  }

  #expression(node: Node): Expression {
    const region = () => this.#outline.region(node);
    switch (node.kind) {
      case "string":
      case "number":
      case "boolean":
      case "null":
        return constantOf(node, region());
      case "template":
        return this.#template(node);
      case "name":
        return this.#name(node);
      case "member":
      case "index":
        return this.#member(node);
      case "call":
      case "new":
        return this.#call(node);
      case "sequence":
        return { kind: "list", items: node.children.map((child) => this.item(child)), region: region() };
      case "mapping":
        return { kind: "object", entries: node.children.flatMap((child) => this.#entry(child)), region: region() };
      case "comprehension":
        return this.#comprehension(node);
      case "function":
        return { kind: "function", function: this.#outline.function(node) };
      case "class":
        return node.label === "enum" ? this.#enum(node) : { kind: "class", class: this.#outline.class(node) };
      case "conditional":
        return this.#conditional(node);
      case "binary":
        return this.#binary(node);
      case "unary":
        return node.label === "~" ? this.#combined(node) : { kind: "unknown", region: region() };
      default:
        return { kind: "unknown", region: region() };
    }
  }

  /** What stands in a list or is handed over. */
  item(node: Node): Item {
    const value = node.kind === "spread" || node.kind === "keyword-argument" ? part(node, "value") : node;
    return { value: this.write(value ?? node), ...(node.kind === "spread" && { spread: true as const }) };
  }

  #template(node: Node): Expression {
    const pieces = parts(node, "part").map((piece) => this.write(part(piece, "expression") ?? piece));
    const sum: Expression = { kind: "sum", parts: pieces, region: this.#outline.region(node) };
    const tag = part(node, "tag");
    if (!tag) return sum;
    // What it begins with is known even where the whole is not.
    const given = [this.#outline.add(sum), ...pieces.slice(0, 1)].map((value) => ({ value }));
    return { kind: "call", callee: this.write(tag), arguments: given, named: [], isNew: false, region: sum.region };
  }

  #name(node: Node): Expression {
    const word = String(node.value);
    const owner = this.#outline.ownerOf(node);
    if (owner && (word === "this" || word === "self")) return { kind: "self", class: this.#outline.class(owner) };
    if (owner && word === "super") return { kind: "super", class: this.#outline.class(owner) };
    const variable = this.#outline.variable(node);
    return variable === undefined ? { kind: "global", name: word } : { kind: "variable", variable };
  }

  #member(node: Node): Expression {
    const object = part(node, "object");
    const property = part(node, "property") ?? part(node, "index");
    if (!object || !property) return { kind: "unknown" };
    const key = node.kind === "member" ? this.constant(String(property.value), property) : this.write(property);
    return { kind: "member", object: this.write(object), property: key, region: this.#outline.region(node) };
  }

  #call(node: Node): Expression {
    const callee = part(node, "callee");
    const region = this.#outline.region(node);
    const given = parts(node, "argument");
    if (!callee) return { kind: "unknown", region };
    const module = moduleAsked(callee, given);
    if (module !== undefined) return { kind: "import", module };
    const named = given.flatMap((argument): Entry[] => {
      if (argument.kind === "spread" && argument.label === "**") return [{ ...this.item(argument), spread: true }];
      if (argument.kind !== "keyword-argument") return [];
      return [{ key: this.constant(String(argument.value), argument), ...this.item(argument) }];
    });
    const positional = given.filter(
      (argument) => argument.kind !== "keyword-argument" && !(argument.kind === "spread" && argument.label === "**"),
    );
    return {
      kind: "call",
      callee: this.write(callee),
      arguments: positional.map((argument) => this.item(argument)),
      named,
      isNew: node.kind === "new",
      region,
    };
  }

  #entry(node: Node): Entry[] {
    if (node.kind === "spread") return [this.item(node)];
    const key = part(node, "key");
    const value = part(node, "value");
    if (!key || !value) return [];
    const written = key.kind === "computed" ? this.write(part(key, "expression") ?? key) : this.#key(key);
    // A getter gives what it returns.
    if (node.label === "get") {
      const callee = this.write(value);
      const region = this.#outline.region(value);
      const call = this.#outline.add({ kind: "call", callee, arguments: [], named: [], isNew: false, region });
      return [{ key: written, value: call }];
    }
    return [{ key: written, value: this.write(value) }];
  }

  /** A bare key is a text in scripts, and what it says elsewhere: there, keys are written as expressions. */
  #key(key: Node): ExpressionId {
    const isText = key.kind === "name" && this.#outline.source.document.syntax !== "python";
    return isText || (key.value !== undefined && key.kind !== "name")
      ? this.constant(String(key.value), key)
      : this.write(key);
  }

  #comprehension(node: Node): Expression {
    const element = part(node, "element");
    const region = this.#outline.region(node);
    if (!element) return { kind: "unknown", region };
    const clauses = parts(node, "clause");
    const loops = clauses.filter(({ label }) => label === "for").map((clause) => this.#outline.loop(clause));
    const conditional = clauses.some(({ label }) => label === "if");
    const extra = { loops, ...(conditional && { conditional: true as const }) };
    if (element.kind === "pair") {
      const entries = this.#entry(element).map((entry) => ({ ...entry, ...extra }));
      return { kind: "object", entries, region };
    }
    return { kind: "list", items: [{ ...this.item(element), ...extra }], region };
  }

  #enum(node: Node): Expression {
    const entries = parts(node, "member").flatMap((member, index): Entry[] => {
      const target = part(member, "target");
      const value = part(member, "value");
      if (!target) return [];
      const key = this.constant(String(target.value), target);
      return [{ key, value: value ? this.write(value) : this.constant(index, member) }];
    });
    return { kind: "object", entries, region: this.#outline.region(node) };
  }

  #binary(node: Node): Expression {
    const left = part(node, "left");
    const right = part(node, "right");
    const { label } = node;
    if (label === "||" || label === "??" || label === "or") return this.#choice([left, right]);
    if (label === "&&" || label === "and") return this.#choice([right]);
    if (label === "|") return this.#merged([left, right], node);
    if (label === "&") return this.#combined(node);
    if (label === "/" && this.#outline.source.document.syntax === "python") return this.#path(node);
    if (label !== "+" || !left || !right) return { kind: "unknown", region: this.#outline.region(node) };
    return { kind: "sum", parts: this.#operands(node), region: this.#outline.region(node) };
  }

  /** `a | b` of dictionaries. */
  #merged(operands: readonly (Node | undefined)[], node: Node): Expression {
    const entries = operands.flatMap((operand) =>
      operand ? [{ value: this.write(operand), spread: true as const }] : [],
    );
    return { kind: "object", entries, region: this.#outline.region(node) };
  }

  /** `a / b` of paths is what their method gives; numbers have none. */
  #path(node: Node): Expression {
    const [first, ...rest] = this.#operands(node);
    const region = this.#outline.region(node);
    if (first === undefined) return { kind: "unknown", region };
    const property = this.constant("joinpath", node);
    const callee = this.#outline.add({ kind: "member", object: first, property, region });
    return { kind: "call", callee, arguments: rest.map((value) => ({ value })), named: [], isNew: false, region };
  }

  /** The operands of a chain of one operator, which may be long and nests to the left. */
  #operands(node: Node): ExpressionId[] {
    const found: Node[] = [];
    let at: Node | undefined = node;
    while (at?.kind === "binary" && at.label === node.label) {
      const right = part(at, "right");
      if (right) found.push(right);
      at = part(at, "left");
    }
    if (at) found.push(at);
    return found.reverse().map((summand) => this.write(summand));
  }

  /** `filters.TEXT & ~filters.COMMAND`. */
  #combined(node: Node): Expression {
    const of = node.kind === "binary" ? this.#operands(node) : node.children.map((operand) => this.write(operand));
    return { kind: "combined", of };
  }

  #conditional(node: Node): Expression {
    const test = part(node, "test");
    const choice = this.#choice([part(node, "consequent"), part(node, "alternate")]);
    return test && choice.of.length === 2 && mayTell(transparent(test))
      ? { ...choice, test: this.write(test) }
      : choice;
  }

  #choice(of: readonly (Node | undefined)[]): Extract<Expression, { kind: "choice" }> {
    return { kind: "choice", of: of.flatMap((option) => (option ? [this.write(option)] : [])) };
  }
}

/** Holds for a test of which more may be known than that it is one: a name, or a method that says how a text begins or what it holds. */
function mayTell(test: Node): boolean {
  const callee = test.kind === "call" ? part(test, "callee") : undefined;
  return test.kind === "name" || (callee?.kind === "member" && textTests.has(String(callee.value)));
}

/** What is too large for a number of JSON is known as little as what is computed. */
export function constantOf({ value = null }: Node, region: Region): Expression {
  const isKept = typeof value !== "number" || Number.isFinite(value);
  return isKept ? { kind: "constant", value: Object.is(value, -0) ? 0 : value, region } : { kind: "unknown", region };
}

/** The module of `require("m")` and `import("m")`. */
function moduleAsked(callee: Node, given: readonly Node[]): string | undefined {
  const [argument] = given;
  const asks = callee.kind === "name" && (callee.value === "require" || callee.value === "import");
  return asks && given.length >= 1 && argument?.kind === "string" ? String(argument.value) : undefined;
}
