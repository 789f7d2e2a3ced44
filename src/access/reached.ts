import { definitionsOf } from "#access/definitions.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { Environment, FunctionValue, InstanceValue, Place, Value } from "#access/value.ts";
import type { RepoPath } from "#model/location.ts";
import type { FunctionId, Mention, ModuleOutline } from "#model/module-outline.ts";

/** A function is gone into with so many different things known around it. */
const mostEnvironments = 4;
/** Functions that one handler runs. */
const mostFunctions = 5_000;
/** Objects that hold functions may hold them within one another this deep. */
const deepestTable = 2;

/** A function of a tree, whatever is known around it. */
export interface PlacedFunction {
  readonly module: RepoPath;
  readonly function: FunctionId;
}

/** What functions do in the end. */
export interface Reached {
  /** The functions that they call, by `keyOf`, themselves among them. */
  readonly runs: ReadonlySet<string>;
  /** The constructors of the objects that they call something of; these ran before, with what the objects hold. */
  readonly made: ReadonlySet<string>;
  /** Where the values that they use, and that stand in no function, are made. */
  readonly places: readonly Place[];
  /** Holds if there is more. */
  readonly isExhausted: boolean;
}

/** Names a function. */
export function keyOf({ module, function: id }: PlacedFunction): string {
  return `${module}\n${id}`;
}

/** Follows the calls of functions. What has no name and is a handler of its own is not a part of the function around it. */
export function reachedFrom(
  evaluator: Evaluator,
  starts: readonly FunctionValue[],
  isHandler: (key: string) => boolean,
): Reached {
  const walk = new Walk(evaluator, isHandler);
  for (const start of starts) walk.enter(start);
  walk.run();
  return walk;
}

class Walk implements Reached {
  readonly runs = new Set<string>();
  readonly made = new Set<string>();
  readonly #evaluator: Evaluator;
  readonly #isHandler: (key: string) => boolean;
  readonly #waiting: FunctionValue[] = [];
  readonly #entered = new Map<string, Set<Environment | undefined>>();
  readonly #places = new Map<string, Place>();

  constructor(evaluator: Evaluator, isHandler: (key: string) => boolean) {
    this.#evaluator = evaluator;
    this.#isHandler = isHandler;
  }

  get places(): readonly Place[] {
    return [...this.#places.values()];
  }

  get isExhausted(): boolean {
    return this.#evaluator.isExhausted || this.runs.size >= mostFunctions;
  }

  enter(value: FunctionValue): void {
    const key = keyOf(value);
    const known = this.#entered.get(key) ?? new Set();
    if (known.has(value.environment) || known.size >= mostEnvironments || this.runs.size >= mostFunctions) return;
    this.#entered.set(key, known.add(value.environment));
    this.runs.add(key);
    this.#waiting.push(value);
  }

  run(): void {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      if (!this.#evaluator.spend(1)) return;
      this.#visit(next);
    }
  }

  #visit({ module, function: id, environment }: FunctionValue): void {
    const outline = this.#evaluator.modules.outlineOf(module);
    const outlined = outline?.functions[id];
    if (!outline) this.#evaluator.modules.needs(module);
    if (!outline || !outlined) return;
    for (const mention of outlined.mentions ?? []) this.#mentioned(mention, { module, environment });
    for (const inner of inlineOf(outline, id))
      if (!this.#isHandler(keyOf({ module, function: inner })))
        this.enter({ kind: "function", module, function: inner, environment });
    const self = outlined.class === undefined ? undefined : selfIn(environment);
    if (self) this.#make(self);
  }

  #mentioned(
    [of, ...path]: Mention,
    at: { readonly module: RepoPath; readonly environment: Environment | undefined },
  ): void {
    const root = this.#evaluator.evaluate({ ...at, expression: of });
    const values = path.reduce(
      (from: readonly Value[], name) => from.flatMap((value) => this.#evaluator.memberOf(value, name)),
      root,
    );
    for (const value of values) this.#used(value, 0);
    for (const place of definitionsOf(this.#evaluator, at.module, [of, ...path])) this.#place(place);
  }

  #used(value: Value, depth: number): void {
    switch (value.kind) {
      case "function":
        if (depth === 0 || !this.#isHandler(keyOf(value))) this.enter(value);
        break;
      case "class":
        this.#construct(value);
        break;
      case "external":
        for (const { with: given } of value.calls) if (given.at) this.#place(given.at);
        break;
      case "object":
        if (depth < deepestTable)
          for (const entry of value.entries)
            for (const held of this.#evaluator.force(entry.value)) this.#used(held, depth + 1);
        break;
      default:
    }
  }

  /** Whoever names a class makes an object of it, or calls what it has of itself. */
  #construct({ module, class: id, environment }: Extract<Value, { kind: "class" }>): void {
    const outlined = this.#evaluator.modules.outlineOf(module)?.classes[id];
    if (!outlined) return;
    this.#place({ module, region: outlined.region });
    if (outlined.initializer !== undefined)
      this.enter({ kind: "function", module, function: outlined.initializer, environment });
  }

  #make({ module, class: id }: InstanceValue): void {
    const outlined = this.#evaluator.modules.outlineOf(module)?.classes[id];
    if (!outlined) return;
    this.#place({ module, region: outlined.region });
    if (outlined.initializer !== undefined) this.made.add(keyOf({ module, function: outlined.initializer }));
  }

  #place(place: Place): void {
    const { startLine, startColumn, endLine, endColumn } = place.region;
    this.#places.set(`${place.module}\n${startLine}:${startColumn}-${endLine}:${endColumn}`, place);
  }
}

/** The object that a method is called of. */
function selfIn(environment: Environment | undefined): InstanceValue | undefined {
  for (let at = environment; at; at = at.outer) if ("self" in at.bound) return at.bound.self;
  return undefined;
}

const inlineByOutline = new WeakMap<ModuleOutline, ReadonlyMap<FunctionId, readonly FunctionId[]>>();

/** The functions without a name that are parts of a function. */
function inlineOf(outline: ModuleOutline, id: FunctionId): readonly FunctionId[] {
  const known = inlineByOutline.get(outline) ?? indexInline(outline);
  inlineByOutline.set(outline, known);
  return known.get(id) ?? [];
}

function indexInline({ functions }: ModuleOutline): ReadonlyMap<FunctionId, readonly FunctionId[]> {
  const found = new Map<FunctionId, FunctionId[]>();
  for (const [id, { outer, isInline }] of functions.entries()) {
    if (outer === undefined || !isInline) continue;
    const known = found.get(outer);
    if (known) known.push(id);
    else found.set(outer, [id]);
  }
  return found;
}
