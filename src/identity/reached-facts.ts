import { type Evaluator } from "#access/evaluate.ts";
import { keyOf, type Reached, reachedFrom } from "#access/reached.ts";
import type { FunctionValue } from "#access/value.ts";
import { givenForTool, type ToolCaller } from "#identity/called-tools.ts";
import type { Edge, Fact, FactId, FactKind, Relation } from "#model/fact.ts";
import { isWithin, type Location, type Region, type RepoPath } from "#model/location.ts";
import type { FunctionId } from "#model/module-outline.ts";

/** Steps that it may take to follow what one handler does. */
const stepsOfHandler = 200_000;

/** Where in a program a fact is stated. */
export interface PlacedFact {
  readonly fact: FactId;
  readonly kind: FactKind;
  readonly module: RepoPath;
  /** The function that it stands in. */
  readonly function: FunctionId | undefined;
  readonly region: Region | undefined;
}

/** What runs when a tool is called, or a trigger starts something. */
export interface Handler {
  readonly fact: FactId;
  /** Where it is registered; absent for what runs for a tool that is listed elsewhere. */
  readonly place?: Location;
  readonly functions: readonly FunctionValue[];
  /** The tool by whose name a function for several tools tells them apart. */
  readonly called?: { readonly tool: string; readonly by: Pick<ToolCaller, "name"> };
}

/** What a handler has to do with what it reaches. */
const relations: Readonly<Partial<Record<FactKind, Relation>>> = {
  credential: "uses",
  token: "uses",
  identity: "reaches",
  effect: "reaches",
  grant: "holds",
  log: "records",
  principal: "delegates-to",
};

/** Of what is made before a handler runs, it has the authority and the agents; what else was done then, it did not do. */
const lasting: ReadonlySet<FactKind> = new Set(["credential", "token", "grant", "principal"]);

/** Holds for facts that handlers may reach. */
export function isReachable(kind: FactKind): boolean {
  return relations[kind] !== undefined;
}

/** Follows what handlers do. Which functions are handlers of their own is known by their keys. */
export function reachedBy(
  evaluator: Evaluator,
  { functions, called }: Handler,
  handlers: ReadonlySet<string>,
): Reached {
  evaluator.forget();
  evaluator.isExhausted = false;
  evaluator.refuel(stepsOfHandler);
  const given = called && givenForTool(called.tool, called.by);
  const starts = given
    ? functions.map((one) => ({ ...one, environment: evaluator.bindArguments(one, given) }))
    : functions;
  return reachedFrom(evaluator, starts, { isHandler: (key) => handlers.has(key), text: called?.tool });
}

/** The keys of the functions that are handlers. */
export function handlerKeys(handlers: readonly Handler[]): ReadonlySet<string> {
  return new Set(handlers.flatMap(({ functions }) => functions.map(keyOf)));
}

/** Facts by what they stand in. */
export class FactPlaces {
  readonly #byFunction = new Map<string, PlacedFact[]>();
  readonly #byModule = new Map<RepoPath, PlacedFact[]>();

  constructor(facts: readonly PlacedFact[]) {
    for (const placed of facts) {
      push(this.#byModule, placed.module, placed);
      const { module, function: id } = placed;
      if (id !== undefined) push(this.#byFunction, keyOf({ module, function: id }), placed);
    }
  }

  /** The edges from a tool or a trigger to what its handler reaches. */
  edgesOf({ fact: from, place }: Pick<Handler, "fact" | "place">, { runs, made, places }: Reached): Edge[] {
    const found = new Map<FactId, PlacedFact>();
    for (const [key, times] of runs)
      for (const placed of this.#byFunction.get(key) ?? [])
        if (times.some((passes) => !placed.region || passes(placed.region))) found.set(placed.fact, placed);
    const before = [
      ...[...made].flatMap((key) => this.#byFunction.get(key) ?? []),
      ...places.flatMap(({ module, region }) =>
        (this.#byModule.get(module) ?? []).filter(
          (placed) => placed.function === undefined && placed.region && isWithin(placed.region, region),
        ),
      ),
    ];
    for (const placed of before) if (lasting.has(placed.kind)) found.set(placed.fact, placed);
    return [...found.values()].map(({ fact, kind }) => {
      const isStarted = kind === "principal" && from.startsWith("trigger:");
      return { from, relation: isStarted ? "triggers" : relations[kind]!, to: fact, ...(place && { at: [place] }) };
    });
  }
}

/** The facts of which handlers may have something, and where they stand. */
export function placedFact(
  { id, kind }: Fact,
  place: Pick<PlacedFact, "module" | "function" | "region">,
): readonly PlacedFact[] {
  return isReachable(kind) ? [{ fact: id, kind, ...place }] : [];
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}
