import { type Course, courseOf } from "#access/course.ts";
import { definitionsOf } from "#access/definitions.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { inlineOf } from "#access/inline-functions.ts";
import { bearsText, isTakenBy } from "#access/named-text.ts";
import {
  type CallArguments,
  type Environment,
  type FunctionValue,
  type InstanceValue,
  type Place,
  type Value,
  unknown,
} from "#access/value.ts";
import { endOf, type Region, type RepoPath } from "#model/location.ts";
import type { FunctionId, FunctionOutline, HandedOn, Mention } from "#model/module-outline.ts";

/** A function is gone into with so many different things known around it. */
const mostEnvironments = 4;
/** Steps that it may take to say what one thing is that a function mentions, so that it takes them from no other. */
const stepsOfMention = 30_000;
/** Functions that one handler runs. */
const mostFunctions = 5_000;
/** Objects that hold functions may hold them within one another this deep. */
const deepestTable = 2;

/** A function of a tree, whatever is known around it. */
export interface PlacedFunction {
  readonly module: RepoPath;
  readonly function: FunctionId;
}

/** Holds for a region of a function that some way through it leads to. */
type Passes = (region: Region) => boolean;

/** What functions do in the end. */
export interface Reached {
  /** The functions that they call, by `keyOf`, themselves among them, with what is passed each time that one runs. */
  readonly runs: ReadonlyMap<string, readonly Passes[]>;
  /** How many functions on the shortest way lead to each of them; what has no name is a part of that around it. */
  readonly depths: ReadonlyMap<string, number>;
  /** Which functions each of them calls, and where that ends for the first time, as `endOf` counts. */
  readonly calls: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The constructors of the objects that they call something of; these ran before, with what the objects hold. */
  readonly made: ReadonlySet<string>;
  /** Where the values that they use, and that stand in no function, are made. */
  readonly places: readonly Place[];
  /** Holds if there is more. */
  readonly isExhausted: boolean;
  /** Holds if a text that they were given decided what they do. */
  readonly isDecided: boolean;
}

/** Names a function. */
export function keyOf({ module, function: id }: PlacedFunction): string {
  return `${module}\n${id}`;
}

/** The function that a key names. */
export function placeOf(key: string): PlacedFunction {
  const end = key.lastIndexOf("\n");
  return { module: key.slice(0, end), function: Number(key.slice(end + 1)) };
}

/**
 * Follows the calls of functions. What has no name and is a handler of its own is not a part of the function around it.
 * Of a text that the functions are given, it is known on which of their ways they do something, and what it stands for.
 */
export function reachedFrom(
  evaluator: Evaluator,
  starts: readonly FunctionValue[],
  { isHandler, text }: { readonly isHandler: (key: string) => boolean; readonly text: string | undefined },
): Reached {
  const walk = new Walk(evaluator, isHandler, text);
  for (const start of starts) walk.enter(start);
  walk.run();
  return walk;
}

type At = { readonly module: RepoPath; readonly environment: Environment | undefined };

const everywhere: Passes = () => true;

class Walk implements Reached {
  readonly runs = new Map<string, Passes[]>();
  readonly made = new Set<string>();
  readonly depths = new Map<string, number>();
  readonly calls = new Map<string, Map<string, number>>();
  /** The function that is visited now, and where what is looked at in it ends. */
  #at: { readonly key: string; end: number } | undefined;
  /** The depth of what is visited now. */
  #depth = 0;
  readonly #evaluator: Evaluator;
  readonly #isHandler: (key: string) => boolean;
  readonly #text: string | undefined;
  readonly #waiting: FunctionValue[] = [];
  readonly #entered = new Map<string, Set<Environment | undefined>>();
  readonly #places = new Map<string, Place>();
  isDecided = false;
  /** Holds once something was left out that took too many steps. */
  #isLeft = false;
  /** What took more than its share of the steps, and would again. */
  readonly #heavy = new Set<string>();
  /** Steps for all that comes, and those that what is looked at was given of them. */
  #steps: number;
  #share = 0;

  constructor(evaluator: Evaluator, isHandler: (key: string) => boolean, text: string | undefined) {
    this.#evaluator = evaluator;
    this.#isHandler = isHandler;
    this.#text = text;
    this.#steps = evaluator.left;
  }

  get places(): readonly Place[] {
    return [...this.#places.values()];
  }

  get isExhausted(): boolean {
    return this.#isLeft || this.#evaluator.isExhausted || this.runs.size >= mostFunctions;
  }

  /** Has a function visited that is as far from the start as what is visited now, or further. */
  enter(value: FunctionValue, further = 0): void {
    const key = keyOf(value);
    this.#call(key);
    const known = this.#entered.get(key) ?? new Set();
    if (known.has(value.environment) || known.size >= mostEnvironments || this.runs.size >= mostFunctions) return;
    this.#entered.set(key, known.add(value.environment));
    this.#waiting.push(value);
    if (!this.runs.has(key)) this.runs.set(key, []);
    if (!this.depths.has(key)) this.depths.set(key, this.#depth + further);
  }

  #endAt(end = Infinity): void {
    if (this.#at) this.#at.end = end;
  }

  #call(key: string): void {
    if (!this.#at) return;
    const calls = this.calls.get(this.#at.key) ?? new Map<string, number>();
    this.calls.set(this.#at.key, calls.set(key, Math.min(calls.get(key) ?? Infinity, this.#at.end)));
  }

  run(): void {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#depth = this.depths.get(keyOf(next)) ?? 0;
      this.#visit(next);
    }
  }

  /** Gives what comes next its share of the steps; holds if there are any. What took more than its share took it from no other. */
  #isFuelled(): boolean {
    this.#isLeft ||= this.#evaluator.isExhausted;
    if (this.#share > 0) this.#steps -= Math.min(this.#share, this.#share - this.#evaluator.left);
    this.#share = Math.min(stepsOfMention, this.#steps);
    this.#evaluator.refuel(this.#share);
    return this.#share > 0;
  }

  #visit(value: FunctionValue): void {
    const { module, function: id, environment } = value;
    if (!this.#isFuelled()) return;
    const outline = this.#evaluator.modules.outlineOf(module);
    if (!outline) this.#evaluator.modules.needs(module);
    const outlined = outline?.functions[id];
    if (!outline || !outlined) return;
    const at = { module, environment };
    const course = outlined.ways && courseOf(this.#evaluator, outlined.ways, at);
    const passes = course?.passes ?? everywhere;
    const visited = { key: keyOf(value), end: Infinity };
    this.#at = visited;
    this.runs.get(visited.key)?.push(passes);
    if (this.#text !== undefined && course?.asked.has(this.#text)) this.isDecided = true;
    this.#follow(outlined, course, at);
    const parts = inlineOf(outline, id).filter((inner) => passes(outline.functions[inner]!.region));
    for (const inner of parts) {
      visited.end = endOf(outline.functions[inner]!.region);
      this.#enterPart({ ...value, function: inner });
    }
    const self = outlined.class === undefined ? undefined : selfIn(environment);
    if (self) this.#make(self);
  }

  #enterPart(value: FunctionValue): void {
    if (!this.#isHandler(keyOf(value))) this.enter(value);
  }

  /** Follows what a function mentions, with what of its own it hands over. */
  #follow({ mentions = [], hands = [], ends }: FunctionOutline, course: Course | undefined, at: At): void {
    const calls = new Map<number, HandedOn[]>();
    if (this.#text !== undefined)
      for (const handed of hands) calls.set(handed.mention, [...(calls.get(handed.mention) ?? []), handed]);
    for (const [index, mention] of mentions.entries()) {
      if (course?.left.has(index)) continue;
      const name = `${at.module}\n${mention.join("\n")}`;
      if (this.#heavy.has(name)) continue;
      if (!this.#isFuelled()) return;
      this.#endAt(ends?.[index]);
      const given = calls.get(index)?.map((handed) => this.#given(handed, at)) ?? [];
      this.#mentioned(mention, at, given.length > 0 ? given : [undefined]);
      if (this.#evaluator.isExhausted) this.#heavy.add(name);
    }
  }

  /** What is handed over, if the text is a part of it. */
  #given({ given, named = [] }: HandedOn, at: At): CallArguments | undefined {
    const lazy = (expression: number | null) => (expression === null ? { values: [unknown] } : { ...at, expression });
    const positional = given.map((expression) => ({ value: lazy(expression), conditional: false }));
    const keyed = named.map(({ name, value }) => ({ key: name, value: lazy(value), conditional: false }));
    const isAbout = [...positional, ...keyed].some(({ value }) => bearsText(this.#evaluator, value, this.#text!));
    return isAbout ? { positional, named: keyed, isOpen: true } : undefined;
  }

  #mentioned([of, ...path]: Mention, at: At, given: readonly (CallArguments | undefined)[]): void {
    const root = this.#evaluator.evaluate({ ...at, expression: of });
    const values = path.reduce(
      (from: readonly Value[], name) => from.flatMap((value) => this.#evaluator.memberOf(value, name)),
      root,
    );
    const isFound = values.some(({ kind }) => kind !== "unknown" && kind !== "constant");
    if (isFound && this.#isByText(of, at)) this.isDecided = true;
    for (const value of values) for (const handed of given) this.#used(value, 0, handed);
    for (const place of definitionsOf(this.#evaluator, at.module, [of, ...path])) this.#place(place);
  }

  /** Holds for what the text is the key of. */
  #isByText(expression: number, at: At): boolean {
    return this.#text !== undefined && isTakenBy(this.#evaluator, { ...at, expression }, this.#text);
  }

  #used(value: Value, depth: number, given?: CallArguments): void {
    switch (value.kind) {
      case "function":
        if (depth === 0 || !this.#isHandler(keyOf(value))) this.enter(this.#bound(value, given), 1);
        break;
      case "class":
        this.#construct(value);
        break;
      case "external":
        for (const { with: handed } of value.calls) if (handed.at) this.#place(handed.at);
        break;
      case "object":
        if (depth < deepestTable)
          for (const entry of value.entries)
            for (const held of this.#evaluator.force(entry.value)) this.#used(held, depth + 1);
        break;
      default:
    }
  }

  #bound(value: FunctionValue, given: CallArguments | undefined): FunctionValue {
    return given ? { ...value, environment: this.#evaluator.bindArguments(value, given) } : value;
  }

  /** Whoever names a class makes an object of it, or calls what it has of itself. */
  #construct({ module, class: id, environment }: Extract<Value, { kind: "class" }>): void {
    const outlined = this.#evaluator.modules.outlineOf(module)?.classes[id];
    if (!outlined) return;
    this.#place({ module, region: outlined.region });
    if (outlined.initializer !== undefined)
      this.enter({ kind: "function", module, function: outlined.initializer, environment }, 1);
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
