import { deepestBase } from "#access/bounds.ts";
import { type CallIndex, functionNames, nameOf, type Site } from "#access/call-index.ts";
import { directBases } from "#access/classes.ts";
import type { Evaluator } from "#access/evaluate.ts";
import {
  asList,
  bind,
  type ClassValue,
  conditionally,
  type Environment,
  isConditional,
  type Value,
} from "#access/value.ts";
import type { RepoPath } from "#model/location.ts";
import type { Context, FunctionId } from "#model/module-outline.ts";

/** Callers are followed this far, and this many. */
const mostCallers = 6;
const mostContexts = 2_000;

/** Says what is known around a place of a program each time that it is reached. */
export class Contexts {
  readonly #evaluator: Evaluator;
  /** The calls of the tree. */
  readonly calls: CallIndex;
  readonly #inside: string[] = [];
  /** Holds if who calls a function is asked of other files, too. */
  asksOthers = true;
  #known = new Map<string, readonly (Environment | undefined)[]>();

  constructor(evaluator: Evaluator, calls: CallIndex) {
    this.#evaluator = evaluator;
    this.calls = calls;
    evaluator.reaching = (module, context) => this.reaching(module, context);
  }

  /** Forgets what is known, so that what one module says hangs on nothing that was asked before. */
  forget(): void {
    this.#known = new Map();
  }

  /** What the loops around a place give, with nothing known of who calls the function. */
  within(module: RepoPath, { loops }: Context): readonly (Environment | undefined)[] {
    return this.#evaluator.loopEnvironments(loops, { module, environment: undefined });
  }

  /** The same for each call of the function around the place, as far as calls are known. */
  reaching(module: RepoPath, context: Context): readonly (Environment | undefined)[] {
    const around = context.function === undefined ? [undefined] : this.#callsOf(module, context.function);
    return around
      .flatMap((environment) => this.#evaluator.loopEnvironments(context.loops, { module, environment }))
      .slice(0, mostContexts);
  }

  #callsOf(module: RepoPath, id: FunctionId): readonly (Environment | undefined)[] {
    const key = `${module}\n${id}`;
    const known = this.#known.get(key);
    if (known) return known;
    const outlined = this.#evaluator.modules.outlineOf(module)?.functions[id];
    if (!outlined || this.#inside.includes(key) || this.#inside.length >= mostCallers) return [undefined];
    if (!this.#evaluator.spend(1)) return [undefined];
    const isOpen = outlined.parameters.length > 0 || outlined.class !== undefined;
    if (this.asksOthers && isOpen) this.#evaluator.modules.asks(module, id);
    this.#inside.push(key);
    const called = [
      ...this.calls.given(module, id).flatMap((site) => this.#asCallback(site, id)),
      ...this.#names(module, id)
        .flatMap((name) => this.calls.named(name))
        .flatMap((site) => this.#asCallee(site, { module, id })),
    ];
    const isMember = called.length === 0 && outlined.class !== undefined;
    const found = isMember ? this.#asMember(module, id, outlined.class) : called;
    const around = found.length > 0 || outlined.outer === undefined ? found : this.#callsOf(module, outlined.outer);
    this.#inside.pop();
    const result = around.length > 0 ? around.slice(0, mostContexts) : [undefined];
    this.#evaluator.spend(result.length);
    this.#known.set(key, result);
    return result;
  }

  /** The names that a function may be called by. */
  #names(module: RepoPath, id: FunctionId): readonly string[] {
    const outline = this.#evaluator.modules.outlineOf(module);
    return outline ? (functionNames(outline).get(id) ?? []) : [];
  }

  /** The environments in which a call calls the function. */
  #asCallee(
    site: Site,
    { module, id }: { readonly module: RepoPath; readonly id: FunctionId },
  ): readonly (Environment | undefined)[] {
    return this.#callsAt(
      site,
      (callee) => callee.kind === "function" && callee.module === module && callee.function === id,
    );
  }

  #callsAt({ module, site }: Site, isIt: (callee: Value) => boolean): readonly (Environment | undefined)[] {
    const call = this.#evaluator.modules.outlineOf(module)?.expressions[site.call];
    if (call?.kind !== "call") return [];
    // Names say little: whose callers are asked for is known first.
    const calls = (environment: Environment | undefined) =>
      this.#evaluator.evaluate({ module, expression: call.callee, environment }).some(isIt);
    if (!this.within(module, site).some(calls)) return [];
    return this.reaching(module, site).flatMap((environment) => {
      const at = { module, expression: call.callee, environment };
      const isMaybe = site.conditional || isConditional(environment);
      return this.#evaluator.evaluate(at).flatMap((callee) => {
        if (callee.kind !== "function" || !isIt(callee)) return [];
        const bound = this.#evaluator.bindArguments(callee, this.#evaluator.given(call, at));
        return [conditionally(bound, module, isMaybe)];
      });
    });
  }

  /** What a method of lists, or a function of the tree, gives a callback. */
  #asCallback({ module, site }: Site, id: FunctionId): readonly (Environment | undefined)[] {
    const outline = this.#evaluator.modules.outlineOf(module);
    const call = outline?.expressions[site.call];
    const callee = call?.kind === "call" ? outline?.expressions[call.callee] : undefined;
    if (call?.kind !== "call" || !callee) return [];
    return this.reaching(module, site).flatMap((environment) => {
      if (callee.kind !== "member") return [environment];
      const receivers = this.#evaluator.evaluate({ module, expression: callee.object, environment });
      const items =
        nameOf(outline!, callee) === "then"
          ? [{ value: { values: receivers }, conditional: false }]
          : receivers.flatMap((receiver) => asList(receiver)?.items ?? []);
      const callback = { kind: "function", module, function: id, environment } as const;
      const isMaybe = site.conditional || isConditional(environment);
      const turns = items.map((item) => {
        const given = { positional: [{ ...item, conditional: false }], named: [], isOpen: false };
        return conditionally(this.#evaluator.bindArguments(callback, given), module, isMaybe || item.conditional);
      });
      return turns.length > 0 ? turns : [environment];
    });
  }

  /** The objects of a class that the tree makes: in each of them a method may be called. */
  #asMember(module: RepoPath, id: FunctionId, holder: number): readonly (Environment | undefined)[] {
    const outline = this.#evaluator.modules.outlineOf(module);
    const name = outline?.classes[holder]?.name;
    const isConstructor = outline?.classes[holder]?.initializer === id;
    const made = name === undefined ? [] : this.#objectsOf({ module, holder, isConstructor }, name);
    if (made.length > 0 || isConstructor) return made;
    // Nobody is seen to make one: an object of any class that is derived from it.
    return this.#derived(module, holder).map((self) =>
      conditionally(bind(undefined, module, { self: { ...self, kind: "instance" } }), module, true),
    );
  }

  #objectsOf(
    {
      module,
      holder,
      isConstructor,
    }: { readonly module: RepoPath; readonly holder: number; readonly isConstructor: boolean },
    name: string,
  ): readonly (Environment | undefined)[] {
    return this.calls.named(name).flatMap(({ module: from, site }) => {
      const call = this.#evaluator.modules.outlineOf(from)?.expressions[site.call];
      // Of what a class is derived from, no object is made.
      if (call?.kind !== "call" || site.derives) return [];
      return this.reaching(from, site).flatMap((environment) =>
        this.#evaluator.evaluate({ module: from, expression: site.call, environment }).flatMap((made) => {
          if (made.kind !== "instance" || made.module !== module || made.class !== holder) return [];
          return [isConstructor ? made.environment : bind(made.environment, module, { self: made })];
        }),
      );
    });
  }

  /** The classes derived from one that no other is derived from. */
  #derived(module: RepoPath, holder: number): readonly ClassValue[] {
    const start = keyOf({ module, class: holder });
    const all = new Map<string, ClassValue>();
    const bases = new Set<string>();
    let waiting: readonly Pick<ClassValue, "module" | "class">[] = [{ module, class: holder }];
    for (let steps = 0; steps < deepestBase && waiting.length > 0; steps++) {
      waiting = waiting.flatMap((base) => {
        const derived = this.#directlyDerived(base);
        if (derived.length > 0) bases.add(keyOf(base));
        const found = derived.filter((one) => keyOf(one) !== start && !all.has(keyOf(one)));
        const added = found.slice(0, mostContexts - all.size);
        for (const one of added) all.set(keyOf(one), one);
        return added;
      });
    }
    return [...all.values()].filter((one) => !bases.has(keyOf(one)));
  }

  #directlyDerived(from: Pick<ClassValue, "module" | "class">): readonly ClassValue[] {
    const outline = this.#evaluator.modules.outlineOf(from.module);
    if (!outline) return [];
    return this.calls.classes
      .maybeDerived(outline, from.class)
      .filter((one) =>
        directBases(this.#evaluator, one).some((base) => base.kind === "class" && keyOf(base) === keyOf(from)),
      );
  }
}

function keyOf({ module, class: id }: Pick<ClassValue, "module" | "class">): string {
  return `${module}\n${id}`;
}
