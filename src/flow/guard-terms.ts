import type { Constant } from "#model/semantics.ts";

/** A value in terms of what a function is given, as far as tests and arguments say it. */
export type Term =
  | ({ readonly kind: "constant"; readonly value: Constant } & Interned)
  /** A part of a parameter; no path: the parameter itself. */
  | ({ readonly kind: "input"; readonly index: number; readonly path: readonly string[] } & Interned)
  | ({ readonly kind: "list"; readonly items: readonly Term[] } & Interned)
  | ({ readonly kind: "record"; readonly names: readonly string[]; readonly values: readonly Term[] } & Interned)
  | ({ readonly kind: "operation"; readonly operator: string; readonly operands: readonly Term[] } & Interned)
  | ({ readonly kind: "unknown" } & Interned);

interface Interned {
  /** Equal terms are one object; the number orders them. */
  readonly id: number;
  /** Levels of operations. */
  readonly depth: number;
  /** Holds if a part of it is not known. */
  readonly isPartial: boolean;
}

/** What a function is given, in terms of what its caller is given; undefined: not known. */
export type Actual = (index: number) => Term | undefined;

/** Operations nest this deep, parts are followed this far, and so many terms are replaced at once; beyond, nothing is known. */
const [deepest, longestPath, mostReplaced] = [80, 6, 300];
const longestText = 1000;

type Shape = Term extends infer Each ? (Each extends Term ? Omit<Each, keyof Interned> : never) : never;

/**
 * The terms of one search. What is equal is made once, so that a value that doubles at each of many calls takes no
 * more room than it has steps. Operations on constants are folded when they are made.
 */
export class Terms {
  readonly #known = new Map<string, Term>();
  readonly unknown = this.#make("?", { kind: "unknown" }, []);

  #make(key: string, shape: Shape, parts: readonly Term[]): Term {
    const known = this.#known.get(key);
    if (known) return known;
    const depth = parts.reduce((most, part) => Math.max(most, part.depth + 1), 0);
    if (depth > deepest) return this.unknown;
    const isPartial = shape.kind === "unknown" || parts.some((part) => part.isPartial);
    const made: Term = { ...shape, id: this.#known.size, depth, isPartial };
    this.#known.set(key, made);
    return made;
  }

  constant(value: Constant): Term {
    if (typeof value === "string" && value.length > longestText) return this.unknown;
    return this.#make(`c${typeof value}:${value}`, { kind: "constant", value }, []);
  }

  input(index: number, path: readonly string[] = []): Term {
    if (path.length > longestPath) return this.unknown;
    return this.#make(`i${index}${JSON.stringify(path)}`, { kind: "input", index, path }, []);
  }

  list(items: readonly Term[]): Term {
    return this.#make(`l${items.map(({ id }) => id).join()}`, { kind: "list", items }, items);
  }

  record(entries: ReadonlyMap<string, Term>): Term {
    const [names, values] = [[...entries.keys()], [...entries.values()]];
    const key = `r${JSON.stringify(names)}${values.map(({ id }) => id).join()}`;
    return this.#make(key, { kind: "record", names, values }, values);
  }

  operation(operator: string, operands: readonly Term[]): Term {
    const folded = fold(operator, operands);
    if (folded !== undefined) return this.constant(folded);
    if (operands.some(({ isPartial }) => isPartial)) return this.unknown;
    const key = `o${operator} ${operands.map(({ id }) => id).join()}`;
    return this.#make(key, { kind: "operation", operator, operands }, operands);
  }

  /** A part of what a term stands for. */
  part(of: Term, name: string): Term {
    switch (of.kind) {
      case "input":
        return this.input(of.index, [...of.path, name]);
      case "record":
        return of.values[of.names.indexOf(name)] ?? this.unknown;
      case "list":
        return name === "length" ? this.constant(of.items.length) : (of.items[Number(name)] ?? this.unknown);
      case "constant":
        return name === "length" ? this.operation("length", [of]) : this.unknown;
      case "operation":
      case "unknown":
        return this.unknown;
    }
  }

  /** The term with what the function is given in place of its parameters. Each term of it is replaced once. */
  replace(term: Term, actual: Actual, replaced = new Map<number, Term>()): Term {
    const known = replaced.get(term.id);
    if (known) return known;
    if (replaced.size > mostReplaced) return this.unknown;
    const inner = (part: Term) => this.replace(part, actual, replaced);
    let made = term;
    if (term.kind === "input") {
      made = term.path.reduce((of, name) => this.part(of, name), actual(term.index) ?? this.unknown);
    } else if (term.kind === "list") made = this.list(term.items.map(inner));
    else if (term.kind === "record") {
      made = this.record(new Map(term.names.map((name, index) => [name, inner(term.values[index]!)] as const)));
    } else if (term.kind === "operation") made = this.operation(term.operator, term.operands.map(inner));
    replaced.set(term.id, made);
    return made;
  }
}

/** Whether a test of the value holds; undefined where that is not known, as for empty lists, of which languages differ. */
export function truthOf(term: Term): boolean | undefined {
  if (term.kind === "constant") return Boolean(term.value);
  if (term.kind === "list" && term.items.length > 0) return true;
  return term.kind === "record" && term.names.length > 0 ? true : undefined;
}

function fold(operator: string, operands: readonly Term[]): Constant | undefined {
  const [left, right] = operands;
  switch (operator) {
    case "not":
      return negated(left && truthOf(left));
    case "and":
    case "or":
      return chosen(operands.map(truthOf), operator === "or");
    case "length":
      return lengthOf(left);
    case "typeof":
      return left && typeName(left);
    case "isinstance":
      return left && right?.kind === "constant" ? isInstance(left, String(right.value)) : undefined;
    case "in":
      return left && right && isIn(left, right);
    default:
      return left?.kind === "constant" && right?.kind === "constant"
        ? foldConstants(operator, left.value, right.value)
        : different(operator, left, right);
  }
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** What `and` (`ends`: false) or `or` (true) say of several truths. */
function chosen(truths: readonly (boolean | undefined)[], ends: boolean): boolean | undefined {
  if (truths.includes(ends)) return ends;
  return truths.includes(undefined) ? undefined : !ends;
}

function lengthOf(term: Term | undefined): number | undefined {
  if (term?.kind === "list") return term.items.length;
  if (term?.kind === "record") return term.names.length;
  // Outside of ASCII, languages count differently.
  const text = term?.kind === "constant" && typeof term.value === "string" ? term.value : undefined;
  return text !== undefined && /^[\0-\x7f]*$/.test(text) ? text.length : undefined;
}

function typeName(term: Term): string | undefined {
  if (term.kind === "constant") return term.value === null ? "object" : typeof term.value;
  return term.kind === "list" || term.kind === "record" ? "object" : undefined;
}

const classNames: ReadonlyMap<string, readonly string[]> = new Map([
  ["string", ["str"]],
  ["number", ["int", "float"]],
  ["boolean", ["bool", "int"]],
  ["object", ["NoneType"]],
  ["list", ["list", "tuple", "set"]],
  ["record", ["dict"]],
]);
const allNames = new Set([...classNames.values()].flat());

function isInstance(term: Term, name: string): boolean | undefined {
  if (!allNames.has(name) || term.kind === "input" || term.kind === "operation" || term.kind === "unknown")
    return undefined;
  const type = term.kind === "constant" ? typeof term.value : term.kind;
  const names = classNames.get(type) ?? [];
  if (!names.includes(name)) return false;
  // Numbers and lists are of one of several classes.
  return names.length === 1 || type === "boolean" ? true : undefined;
}

function isIn(left: Term, right: Term): boolean | undefined {
  if (left.kind !== "constant") return undefined;
  if (right.kind === "record") return right.names.includes(String(left.value));
  if (right.kind === "constant" && typeof right.value === "string") return right.value.includes(String(left.value));
  if (right.kind !== "list") return undefined;
  return chosen(
    right.items.map((item) => (item.kind === "constant" ? item.value === left.value : undefined)),
    true,
  );
}

/** A list or a mapping is no text and no number. */
function different(operator: string, left: Term | undefined, right: Term | undefined): boolean | undefined {
  const kinds = new Set([left?.kind, right?.kind]);
  const isMixed = kinds.has("constant") && (kinds.has("list") || kinds.has("record"));
  return operator === "===" && isMixed ? false : undefined;
}

function foldConstants(operator: string, left: Constant, right: Constant): Constant | undefined {
  if (operator === "===") return left === right;
  const isSame = typeof left === typeof right;
  if (operator === "==") return isSame || left === null || right === null ? left === right : undefined;
  if (!isSame) return undefined;
  if (operator === "+" && typeof left === "string" && typeof right === "string") return left + right;
  return typeof left === "number" && typeof right === "number" ? foldNumbers(operator, left, right) : undefined;
}

function foldNumbers(operator: string, left: number, right: number): Constant | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      return undefined;
  }
}
