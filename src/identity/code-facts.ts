import { CallIndex, functionNames } from "#access/call-index.ts";
import { Contexts } from "#access/contexts.ts";
import { Evaluator } from "#access/evaluate.ts";
import type { Modules } from "#access/modules.ts";
import { apiFactsOf, type Asking } from "#identity/api-facts.ts";
import { type ListedTool, listedTool, type ToolCaller, toolCaller } from "#identity/called-tools.ts";
import { type GuardedFact, guardedFacts } from "#identity/guarded-facts.ts";
import {
  type Gathered,
  gatheredBy,
  type Made,
  madeOf,
  partNames,
  type Parts,
  partsOf,
  type Whole,
  wholeOf,
} from "#identity/parts.ts";
import { handlersOf, startsNothing } from "#identity/handlers.ts";
import { type Handler, type PlacedFact, placedFact } from "#identity/reached-facts.ts";
import { append } from "#model/append.ts";
import type { FactNumbers } from "#identity/fact-numbers.ts";
import { finished } from "#identity/finish.ts";
import type { ApiIndex } from "#identity/match-api.ts";
import type { ApiFact } from "#identity/row-facts.ts";
import { customaryEdge, type Edge, type Fact, factId } from "#model/fact.ts";
import { compareLocations, compareText, type RepoPath } from "#model/location.ts";
import type { PackageEntry } from "#model/module-layout.ts";
import type { FunctionId, ModuleOutline } from "#model/module-outline.ts";

/** Steps that it may take to say what is told of the facts of one module besides their keys: schemas, handlers. */
const stepsOfValues = 200_000;
/** Names of functions that are not longer say nothing: code that was made small has many of each. */
const shortestName = 3;

/** A tree's programs. */
export interface Program {
  readonly outlines: ReadonlyMap<RepoPath, ModuleOutline>;
  readonly resolve: Modules["resolve"];
  readonly filesBelow: Modules["filesBelow"];
  readonly packages: readonly PackageEntry[];
  readonly index: ApiIndex;
  readonly numbers: FactNumbers;
}

/** What one module says, and what would have to be read to say more. */
export interface ModuleFacts {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
  /** Where those stand that handlers may reach. */
  readonly placed: readonly PlacedFact[];
  /** What runs when its tools are called, and what its triggers start. */
  readonly handlers: readonly Handler[];
  /** What its calls state, and which gates stand before each. */
  readonly guarded: readonly GuardedFact[];
  /** Tools that are only listed, and what runs when such are called. */
  readonly listed: readonly ListedTool[];
  readonly callers: readonly ToolCaller[];
  /** What its agents have, and what agents may have. */
  readonly wholes: readonly Whole[];
  readonly made: readonly Made[];
  readonly gathered: readonly Gathered[];
  /** Modules of the tree that were asked for and were not read. */
  readonly needs: ReadonlySet<RepoPath>;
  /** Names of functions whose callers would say more. */
  readonly opens: readonly string[];
  /** Triggers that are left out since they start nothing. */
  readonly silent: number;
  /** Holds if something was left out for want of steps. */
  readonly isExhausted: boolean;
}

/** What evaluates the expressions of a program, and what it asks for on the way. */
interface ProgramEvaluator {
  readonly evaluator: Evaluator;
  readonly contexts: Contexts;
  /** Modules of the tree that were asked for and were not read. */
  readonly needed: Set<RepoPath>;
  /** Names of functions of which it was asked who calls them. */
  readonly opened: Set<string>;
}

/** Makes what evaluates the expressions of a program. */
export function evaluatorOf({ outlines, resolve, filesBelow }: Program): ProgramEvaluator {
  const needed = new Set<RepoPath>();
  const opened = new Set<string>();
  const evaluator = new Evaluator({
    outlineOf: (path) => outlines.get(path),
    resolve,
    filesBelow,
    needs: (path) => needed.add(path),
    asks: (path, id) => {
      for (const name of callableNames(outlines.get(path), id)) opened.add(name);
    },
  });
  return { evaluator, contexts: new Contexts(evaluator, new CallIndex(outlines)), needed, opened };
}

/** Says what modules of a program say of identity. */
export function codeFactsReader(program: Program): (module: RepoPath) => ModuleFacts {
  const { evaluator, contexts, needed, opened } = evaluatorOf(program);
  const asking: Asking = { evaluator, contexts, index: program.index };
  return (module) => {
    needed.clear();
    opened.clear();
    evaluator.forget();
    contexts.forget();
    const read = apiFactsOf(asking, module);
    const isExhausted = evaluator.isExhausted;
    evaluator.refuel(stepsOfValues);
    const all = read.filter((one) => !startsNothing(one));
    const holder = holderOf(module, program.packages);
    const found = all
      .filter(({ model }) => !model.calls && model.gathers === undefined)
      .map((one): Found => {
        const parts = partsOf(one, program.index);
        const fact = heldBy(finished(one, holder.anchor, parts && partNames(parts)), holder);
        return { one, fact: program.numbers.numbered(fact), ...(parts && { parts }) };
      });
    const { facts, edges } = stated(found, holder);
    return {
      facts,
      edges,
      ...standing(found),
      guarded: guardedFacts(
        found.map(({ one, fact }) => ({ fact, site: one.site })),
        program.outlines.get(module)?.calls ?? [],
      ),
      wholes: found.flatMap(({ one, fact, parts }) =>
        parts ? [wholeOf(one, fact, { parts, holder: holder.anchor })] : [],
      ),
      gathered: all.flatMap((one) => gatheredBy(one, program.index)),
      made: found.flatMap(({ one, fact }) => madeOf(one, fact)),
      callers: all.flatMap((one) => toolCaller(one, one.anchor ?? holder.anchor)),
      needs: new Set(needed),
      opens: [...opened].sort(compareText),
      silent: read.length - all.length,
      isExhausted: isExhausted || evaluator.isExhausted,
    };
  };
}

/** The names under which other files may call a function: its own, and that of its class. */
function callableNames(outline: ModuleOutline | undefined, id: FunctionId): readonly string[] {
  const asked = outline?.functions[id];
  if (!outline || !asked) return [];
  const holder = asked.class === undefined ? undefined : outline.classes[asked.class]?.name;
  // A method that is given nothing is only asked which object it is called of.
  const own = asked.parameters.length > 0 ? (functionNames(outline).get(id) ?? []) : [];
  const names = holder === undefined ? own : [...own, holder];
  const exported = exportedNames(outline);
  const isOut = names.some((name) => exported.has(name)) || exported.has("module.exports");
  return isOut ? names.filter((name) => name.length > shortestName && name !== "constructor") : [];
}

const exportedByOutline = new WeakMap<ModuleOutline, ReadonlySet<string>>();

/** The names under which a module exports something, and those that this has there. */
function exportedNames(outline: ModuleOutline): ReadonlySet<string> {
  const known = exportedByOutline.get(outline);
  if (known) return known;
  const names = new Set(outline.exports.flatMap(({ name, value }) => [name, ...namesOf(outline, value)]));
  exportedByOutline.set(outline, names);
  return names;
}

/** The name of the variable or the class that is exported under another one. */
function namesOf({ expressions, variables, classes }: ModuleOutline, value: number): readonly string[] {
  const expression = expressions[value];
  if (expression?.kind === "variable") return [variables[expression.variable]!.name];
  if (expression?.kind !== "class") return [];
  const { name } = classes[expression.class]!;
  return name === undefined ? [] : [name];
}

/** What a file's facts belong to if nothing else names them: its package, else the file. */
function holderOf(module: RepoPath, packages: readonly PackageEntry[]): Holder {
  let nearest: PackageEntry | undefined;
  for (const entry of packages) {
    const isAround = entry.folder === "" || module.startsWith(`${entry.folder}/`);
    if (isAround && entry.name !== undefined && entry.folder.length >= (nearest?.folder.length ?? 0)) nearest = entry;
  }
  if (nearest?.name === undefined) return { anchor: `source/${module}`, key: module };
  return { anchor: `package/${nearest.name}`, key: nearest.name, product: nearest.ecosystem };
}

/** Agents of two packages are two agents, whatever they are called. */
function heldBy(fact: Fact, { key, product }: Holder): Fact {
  if (fact.kind !== "principal" || product === undefined) return fact;
  return { ...fact, value: { ...fact.value, package: key } };
}

interface Holder {
  readonly anchor: string;
  readonly key: string;
  readonly product?: string;
}

/** What a row says of a call, as a fact is kept. */
interface Found {
  readonly one: ApiFact;
  readonly fact: Fact;
  readonly parts?: Parts;
}

/** Facts with the principals that hold them. */
function stated(found: readonly Found[], holder: Holder): { facts: Fact[]; edges: Edge[] } {
  const facts = new Map<string, Fact>();
  const edges = new Map<string, Edge>();
  for (const { fact } of found) {
    const known = facts.get(fact.id);
    facts.set(fact.id, known ? joined(known, fact) : fact);
    const owner = principalOf(fact, holder);
    facts.set(owner.id, owner);
    const edge = customaryEdge(owner.id, fact);
    if (edge && fact.id !== owner.id) edges.set(`${edge.from}\n${edge.relation}\n${edge.to}`, edge);
  }
  return { facts: [...facts.values()], edges: [...edges.values()] };
}

/** Where facts stand, and what runs for those that start something. */
function standing(found: readonly Found[]): Pick<ModuleFacts, "placed" | "handlers" | "listed"> {
  const placed: PlacedFact[] = [];
  const listed: ListedTool[] = [];
  const handlers: Handler[] = [];
  for (const { one, fact } of found) {
    const { module, region } = one.at;
    append(placed, placedFact(fact, { module, function: one.site.function, region }));
    const functions = fact.kind === "opaque" ? [] : handlersOf(one);
    const { module: path, region: shown } = one.place;
    if (functions.length > 0) handlers.push({ fact: fact.id, functions, place: { path, region: shown } });
    append(listed, listedTool(one, fact));
  }
  return { placed, handlers, listed };
}

/** A variable of the environment is told where a module first reads it. */
function joined(known: Fact, fact: Fact): Fact {
  const locations = [...known.locations, ...fact.locations];
  const isRead = known.kind === "credential" && known.value.source === "env";
  return { ...known, locations: isRead ? locations.toSorted(compareLocations).slice(0, 1) : locations };
}

/** Who has what a program says: the server that it makes, or its package, which has the agents, too. */
function principalOf(fact: Fact, holder: Holder): Fact {
  const server = /^server\/(.+)$/s.exec(fact.anchor)?.[1];
  const anchor = fact.kind === "principal" ? holder.anchor : fact.anchor;
  const key = server === undefined ? holder.key : `program:${server}`;
  const product = server === undefined ? holder.product : "mcp";
  return {
    id: factId("principal", anchor, key),
    kind: "principal",
    anchor,
    key,
    value: {
      type: "service",
      ...(product !== undefined && { product }),
      ...(server === undefined && holder.product !== undefined && { package: holder.key }),
    },
    locations: fact.locations.slice(0, 1),
    confidence: fact.confidence,
    origin: "code",
  };
}
