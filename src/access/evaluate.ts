import { deepest, mostValues } from "#access/bounds.ts";
import { apply, argumentOf, bindArguments, callOf, givenIn, resultsOf, returnedBy } from "#access/calls.ts";
import { basesOf, derives, selfOf, superOf } from "#access/classes.ts";
import { chosen } from "#access/chosen.ts";
import { asObject, elementsOf, keysOf, listOf, objectOf, sumOf } from "#access/collections.ts";
import { exported, globalOf, imported } from "#access/imports.ts";
import { loopEnvironments } from "#access/loops.ts";
import { memberExpression, memberOf } from "#access/members.ts";
import { around } from "#access/scopes.ts";
import type { Modules } from "#access/modules.ts";
import {
  type CallArguments,
  type ClassValue,
  type Environment,
  type FunctionValue,
  type Lazy,
  type ObjectValue,
  type Thunk,
  type Value,
  unknown,
} from "#access/value.ts";
import { variableOf } from "#access/variables.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallExpression, ClassId, Context, Expression, ModuleOutline, VariableId } from "#model/module-outline.ts";
import type { Constant } from "#model/semantics.ts";

/** What is known of expressions, by their module's number and their own. */
type Memory = Map<number, readonly Value[]>;

/** No module has more expressions: it has fewer characters. */
const mostExpressions = 2 ** 28;

/** Stands for what an expression is while it is looked at: it says nothing of itself. */
const beingEvaluated: readonly Value[] = [];

/**
 * Says what expressions of a tree's modules may be, without running anything: names are followed over files, calls with
 * the arguments that they are given. Order is not looked at: a variable is what is assigned to it anywhere. Bounded by
 * counted steps; what is beyond is unknown.
 */
export class Evaluator {
  readonly modules: Modules;
  readonly #known: Memory = new Map();
  #knownIn = new WeakMap<Environment, Memory>();
  readonly #moduleIds = new Map<RepoPath, number>();
  #depth = 0;
  #fuel = 0;
  #share = 0;
  /** Holds once something was left out for want of steps. */
  isExhausted = false;

  constructor(modules: Modules) {
    this.modules = modules;
  }

  /** Forgets what is known: what one module says hangs on nothing that was asked before. */
  forget(): void {
    this.#known.clear();
    this.#knownIn = new WeakMap();
  }

  /** Gives the steps that may be taken from now on. */
  refuel(steps: number): void {
    this.#fuel = steps;
    this.share(steps);
  }

  /** Says how many of the steps what comes next may take at most; holds if there are any. What ran out of them is forgotten. */
  share(steps: number): boolean {
    if (this.isExhausted) this.forget();
    this.#share = Math.min(steps, this.#fuel);
    this.isExhausted = false;
    return this.#share > 0;
  }

  /** How many steps are left; below zero where one thing took more than it had. */
  get left(): number {
    return this.#fuel;
  }

  /** Takes steps; holds if there are any left. */
  spend(steps: number): boolean {
    this.#fuel -= steps;
    this.#share -= steps;
    if (this.#share <= 0) this.isExhausted = true;
    return this.#share > 0;
  }

  /** Goes one step deeper; where that is too deep, says what is given. */
  deeper<Result>(otherwise: Result, run: () => Result): Result {
    if (this.#depth >= deepest || !this.spend(1)) return otherwise;
    this.#depth++;
    const result = run();
    this.#depth--;
    return result;
  }

  /** What is behind a name, a key or a place of a list. */
  force(lazy: Lazy): readonly Value[] {
    return "values" in lazy ? lazy.values : this.evaluate(lazy);
  }

  /** What an expression may be; empty only where it depends on nothing but itself. */
  evaluate(asked: Thunk): readonly Value[] {
    const outline = this.modules.outlineOf(asked.module);
    const expression = outline?.expressions[asked.expression];
    const isVariable = outline && asked.environment && expression?.kind === "variable";
    const thunk = isVariable ? { ...asked, environment: around(outline, expression.variable, asked) } : asked;
    const memory = this.#memoryOf(thunk.environment);
    const key = this.#numberOf(thunk.module) * mostExpressions + thunk.expression;
    const known = memory.get(key);
    if (known) return known === beingEvaluated ? [] : known;
    if (this.#depth >= deepest || !this.spend(1)) return [unknown];
    this.#depth++;
    memory.set(key, beingEvaluated);
    const values = outline && expression ? distinct(this.#values(expression, thunk, outline)) : [unknown];
    this.#depth--;
    memory.set(key, values);
    return values;
  }

  #memoryOf(environment: Environment | undefined): Memory {
    if (!environment) return this.#known;
    const known = this.#knownIn.get(environment);
    if (known) return known;
    const made: Memory = new Map();
    this.#knownIn.set(environment, made);
    return made;
  }

  #numberOf(module: RepoPath): number {
    const known = this.#moduleIds.get(module);
    if (known !== undefined) return known;
    this.#moduleIds.set(module, this.#moduleIds.size);
    return this.#moduleIds.size - 1;
  }

  #values(expression: Expression, at: Thunk, outline: ModuleOutline): readonly Value[] {
    const { module, environment } = at;
    switch (expression.kind) {
      case "constant":
        return [{ kind: "constant", value: expression.value, at: { module, region: expression.region } }];
      case "sum":
        return sumOf(this, expression.parts, at);
      case "list":
        return [{ kind: "list", ...listOf(this, expression.items, at), at: { module, region: expression.region } }];
      case "object":
        return [
          { kind: "object", ...objectOf(this, expression.entries, at), at: { module, region: expression.region } },
        ];
      case "variable":
        return variableOf(this, expression.variable, at, outline);
      case "import":
        return imported(this, module, expression);
      case "global":
        return globalOf(this, expression.name, at, outline);
      case "member":
        return memberExpression(this, expression, at, outline);
      case "call":
        return callOf(this, expression, at);
      case "function":
        return [{ kind: "function", module, function: expression.function, environment }];
      case "class":
        return [{ kind: "class", module, class: expression.class, environment }];
      case "choice":
        return chosen(this, expression, at);
      case "combined":
        return combinedOf(expression.of.flatMap((operand) => this.evaluate({ ...at, expression: operand })));
      case "element":
        return this.evaluate({ ...at, expression: expression.of }).flatMap((value) => this.elementsOf(value));
      case "rest":
        return this.evaluate({ ...at, expression: expression.of }).map((value) => without(value, expression.without));
      case "self":
        return [selfOf(this, at, expression.class)];
      case "super":
        return superOf(this, at, expression.class);
      default:
        return [{ kind: "unknown", ...(expression.region && { at: { module, region: expression.region } }) }];
    }
  }

  /** What is known around a place each time that it is reached; who knows the callers of functions replaces it. */
  reaching: (module: RepoPath, context: Context) => readonly (Environment | undefined)[] = () => [undefined];

  /** The exports that are being looked for, so that modules may export each other's. */
  readonly exporting = new Set<string>();

  /** The texts that a key may be. */
  keysOf(lazy: Lazy): readonly string[] {
    return keysOf(this, lazy);
  }

  /** A value as an object with keys: an object, or a module. */
  asObject(value: Value): ObjectValue | undefined {
    return asObject(this, value);
  }

  /** What a loop over a value gives. */
  elementsOf(value: Value): readonly Value[] {
    return elementsOf(this, value);
  }

  /** One environment for each turn of the loops. A loop over what is not known turns once, with nothing known. */
  loopEnvironments(loops: readonly VariableId[], at: Omit<Thunk, "expression">): readonly (Environment | undefined)[] {
    return loopEnvironments(this, loops, at);
  }

  /** What a module exports under a name. */
  exported(path: RepoPath, name: string): readonly Value[] | undefined {
    return exported(this, path, name);
  }

  /** What a value has under a key. */
  memberOf(value: Value, key: Constant): readonly Value[] {
    return memberOf(this, value, key);
  }

  /** What a class is derived from in the end; what is no class is itself. */
  basesOf(value: Value): readonly Value[] {
    return basesOf(this, value);
  }

  /** Holds if a class, or that of an object, is derived from another one, over however many steps. */
  derives(derived: Pick<ClassValue, "module" | "class" | "environment">, module: RepoPath, id: ClassId): boolean {
    return derives(this, derived, module, id);
  }

  /** What a call hands over. */
  given(call: CallExpression, at: Thunk): CallArguments {
    return givenIn(this, call, at);
  }

  /** What a call of a value gives. */
  apply(callee: Value, given: CallArguments): readonly Value[] {
    return apply(this, callee, given);
  }

  /** What a function returns, given what. */
  results(callee: FunctionValue, given: CallArguments | undefined): readonly Value[] {
    return resultsOf(this, callee, given);
  }

  /** What a function's `return`s say, in the environment that it has. */
  returned(callee: FunctionValue): readonly Value[] {
    return returnedBy(this, callee);
  }

  /** The environment of a function's body in a call. */
  bindArguments(callee: FunctionValue, given: CallArguments): Environment | undefined {
    return bindArguments(this, callee, given);
  }

  /** What is handed over at a place, or under a name. */
  argument(given: CallArguments, place: number | string): readonly Value[] {
    return argumentOf(this, given, place);
  }
}

function without(value: Value, keys: readonly string[]): Value {
  if (value.kind !== "object") return value;
  return { ...value, entries: value.entries.filter(({ key }) => !keys.includes(key)) };
}

/** Each value once; constants and places that are the same count as one. */
function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Set<unknown>();
  const found = values.filter((value) => {
    const key = sameAs(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return found.slice(0, mostValues);
}

/** Things from outside are combined with each other as sets; of numbers nothing is known. */
function combinedOf(values: readonly Value[]): readonly Value[] {
  return values.every(({ kind }) => kind === "external") ? values : [unknown];
}

function sameAs(value: Value): unknown {
  switch (value.kind) {
    case "constant":
      return `${typeof value.value} ${String(value.value)}`;
    case "path":
      return `path ${value.path}`;
    case "unknown":
      return `unknown ${value.pieces ?? ""}`;
    default:
      return value;
  }
}
