import { keyOf, type Reached } from "#access/reached.ts";
import { EdgeSet } from "#graph/edge-set.ts";
import { callersOf, type ListedTool, type ToolCaller } from "#identity/called-tools.ts";
import { evaluatorOf, type ModuleFacts, type Program } from "#identity/code-facts.ts";
import type { Turned } from "#identity/asked-triggers.ts";
import { joinedParts, replacedTools } from "#identity/joined-parts.ts";
import { FactPlaces, type Handler, handlerKeys, reachedBy } from "#identity/reached-facts.ts";
import { undecidedCalls } from "#identity/undecided-calls.ts";
import type { Edge, Fact, FactId } from "#model/fact.ts";
import { compareText, type RepoPath } from "#model/location.ts";
import { deedsOf, turnedAway } from "#turned-away.ts";

/** Modules of modules of modules: what lies further is not read. */
const mostRounds = 12;

/** Programs of which it is known what each states. */
export interface StatedPrograms {
  readonly program: Program;
  readonly found: ReadonlyMap<RepoPath, ModuleFacts>;
  /** Reads modules of the tree, so that the program has their outlines. */
  readonly read: (modules: readonly RepoPath[]) => Promise<void>;
  /** Holds if there is no time left for a module. */
  readonly isLate: (module: RepoPath) => boolean;
}

/** What tools and triggers reach by their handlers, and what agents have. */
export interface HandlerReach {
  readonly edges: readonly Edge[];
  /** Tools that are made elsewhere, and the places at which nobody knows what an agent has or what runs for a tool. */
  readonly facts: readonly Fact[];
  /** Tools that servers of the tree have: they are told of these. */
  readonly replaced: ReadonlySet<FactId>;
  /** What handlers of triggers do with those whom they ask for. */
  readonly turned: ReadonlyMap<FactId, readonly Turned[]>;
  /** Modules whose handlers do more than could be followed. */
  readonly exhausted: readonly RepoPath[];
}

/** A handler, where it is handed over, and what is known of what it does. */
interface Following {
  readonly module: RepoPath;
  readonly handler: Handler;
  /** The tool that a function for several tools is called for. */
  readonly listed?: { readonly tool: ListedTool; readonly caller: ToolCaller; readonly isAlone: boolean };
  reached?: Reached;
  needs: readonly RepoPath[];
}

/** Joins agents with what they have, and follows the handlers of tools and triggers, and of nothing else, to the facts that what they run states. */
export async function handlerReach(programs: StatedPrograms): Promise<HandlerReach> {
  const modules = [...programs.found].sort(([left], [right]) => compareText(left, right)).map(([, facts]) => facts);
  const own = modules.flatMap(({ handlers }) => handlers);
  const listed = modules.flatMap((facts) => facts.listed);
  const callers = modules.flatMap((facts) => facts.callers).filter(({ functions }) => functions.length > 0);
  const all = [
    ...[...programs.found]
      .sort(([left], [right]) => compareText(left, right))
      .flatMap(([module, { handlers }]) => handlers.map((handler): Following => ({ module, handler, needs: [] }))),
    ...listed.flatMap((tool) => followings(tool, { listed, callers })),
  ];
  await follow(programs, all);
  const places = new FactPlaces(modules.flatMap(({ placed }) => placed));
  const called = all.flatMap((one) =>
    one.listed ? [{ ...one.listed, isDecided: one.reached?.isDecided === true }] : [],
  );
  const withHandler = new Set(own.map(({ fact }) => fact));
  const undecided = undecidedCalls(
    called,
    listed.filter(({ fact }) => !withHandler.has(fact)),
  );
  const reached = new EdgeSet();
  for (const one of all)
    if (one.reached) for (const edge of places.edgesOf(one.handler, one.reached)) reached.add(edge);
  const parts = joinedParts(modules);
  return {
    edges: [...parts.edges, ...reached.sorted(), ...undecided.edges],
    facts: [...parts.facts, ...undecided.facts],
    replaced: replacedTools(modules),
    turned: turnedTriggers(programs, all),
    exhausted: [...new Set(all.filter(isLeft).map(({ module }) => module))],
  };
}

/** What each handler of triggers does with those whom it asks for. */
function turnedTriggers({ program, found }: StatedPrograms, all: readonly Following[]): HandlerReach["turned"] {
  const modules = [...found.values()];
  const facts = new Map(modules.flatMap((module) => module.facts.map((fact) => [fact.id, fact] as const)));
  const deeds = deedsOf(
    modules.flatMap(({ placed }) => placed),
    facts,
  );
  const answers = new Map<FactId, Turned[]>();
  for (const { handler, reached } of all) {
    if (!handler.fact.startsWith("trigger:")) continue;
    const within = { outlines: program.outlines, deeds };
    const answer = reached ? turnedAway(handler.functions.map(keyOf), reached, within) : "never";
    const { place } = handler;
    const known = answers.get(handler.fact) ?? [];
    known.push({ answer, ...(place && { place }) });
    answers.set(handler.fact, known);
  }
  return answers;
}

/** What runs for a tool that is only listed, told apart from what runs for the others of its server by its name. */
function followings(
  tool: ListedTool,
  { listed, callers }: { readonly listed: readonly ListedTool[]; readonly callers: readonly ToolCaller[] },
): readonly Following[] {
  return callersOf(tool, callers).map((caller): Following => {
    const { module, functions } = caller;
    const others = listed.filter(({ anchor, fact }) => anchor === tool.anchor && fact !== tool.fact);
    const handler = { fact: tool.fact, functions, called: { tool: tool.name, by: caller } };
    return { module, handler, listed: { tool, caller, isAlone: others.length === 0 }, needs: [] };
  });
}

/** Follows handlers until no module that they run is left to be read. */
async function follow({ program, read, isLate }: StatedPrograms, all: readonly Following[]): Promise<void> {
  const keys = handlerKeys(all.map(({ handler }) => handler));
  let open = all;
  for (let round = 0; round < mostRounds && open.length > 0; round++) {
    const { evaluator, needed } = evaluatorOf(program);
    for (const one of open) {
      if (isLate(one.module)) return;
      needed.clear();
      one.reached = reachedBy(evaluator, one.handler, keys);
      one.needs = [...needed].filter((path) => !program.outlines.has(path));
    }
    open = open.filter(({ needs }) => needs.length > 0);
    await read([...new Set(open.flatMap(({ needs }) => needs))]);
  }
}

/** Holds if a handler does more than could be followed. */
function isLeft({ reached, needs }: Following): boolean {
  return reached?.isExhausted === true || needs.length > 0;
}
