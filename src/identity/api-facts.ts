import { originalNamesIn } from "#access/called-names.ts";
import { nameOf } from "#access/call-index.ts";
import type { Contexts } from "#access/contexts.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { CallArguments, Environment, ExternalValue, Value } from "#access/value.ts";
import { isDecided } from "#identity/decided-call.ts";
import { filledArguments } from "#identity/filled-arguments.ts";
import { isLikely } from "#identity/likely-call.ts";
import { type ApiIndex, apisOf, isTelling, lastOf } from "#identity/match-api.ts";
import { isKnownRead, type PlacedRead, readFacts } from "#identity/read-facts.ts";
import { type ApiFact, rowFacts } from "#identity/row-facts.ts";
import type { Selection } from "#identity/selector.ts";
import { asksCaller } from "#identity/template.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallExpression, CallSite, MemberExpression, ModuleOutline } from "#model/module-outline.ts";

/** What is asked of a program. */
export interface Asking {
  readonly evaluator: Evaluator;
  readonly contexts: Contexts;
  readonly index: ApiIndex;
}

/** A call and where it is written. */
interface PlacedCall {
  readonly module: RepoPath;
  readonly outline: ModuleOutline;
  readonly site: CallSite;
  readonly expression: CallExpression;
}

/** A call with what is known around it. */
type Reached = PlacedCall & { readonly environment: Environment | undefined };

/** What the calls of a module say, and what it reads. */
export function apiFactsOf(asking: Asking, module: RepoPath): ApiFact[] {
  const outline = asking.evaluator.modules.outlineOf(module);
  const calls = (outline?.calls ?? []).flatMap((site) => {
    const expression = outline!.expressions[site.call];
    if (!site.matters || (expression?.kind !== "call" && expression?.kind !== "member")) return [];
    const models = modelsNamed(asking.index, outline!, expression);
    const at = { module, outline: outline!, expression, site } as PlacedCall | PlacedRead;
    return models.length > 0 ? [{ at, models, weight: Math.max(...models.map(weightOf)) }] : [];
  });
  const facts = new Map<CallSite, ApiFact[]>();
  let isLeft = false;
  for (const [weight, steps] of stepsByWeight) {
    asking.evaluator.refuel(steps);
    const left = sharedOut(
      asking,
      calls.filter((call) => call.weight === weight),
      facts,
    );
    isLeft ||= left.length > 0;
  }
  asking.evaluator.isExhausted = isLeft;
  return calls.flatMap(({ at }) => facts.get(at.site) ?? []);
}

/** Steps that the calls of one module may take, by how much what they say weighs. */
const stepsByWeight: ReadonlyMap<Weight, number> = new Map([
  [2, 1_500_000],
  [1, 200_000],
  [0, 50_000],
]);

type Weight = 0 | 1 | 2;

/** What a model can call is told first, and with the most steps; what a program does, records and reads, last. */
function weightOf({ use, fact: { kind } }: ApiModel): Weight {
  if (kind === "tool") return 2;
  return kind === "effect" || kind === "log" || use === "read" ? 0 : 1;
}

/** Steps that a call may take before all others have had as many; at last, as many as there are. */
const shares = [20_000, 500_000, Infinity];

/** A call, where it is written, and the rows that may speak of it. */
interface Placed {
  readonly at: PlacedCall | PlacedRead;
  readonly models: readonly ApiModel[];
}

/** Adds what each of the calls says; gives those that lacked steps. What takes many waits, so that it takes them from no other. */
function sharedOut(asking: Asking, calls: readonly Placed[], facts: Map<CallSite, ApiFact[]>): readonly Placed[] {
  const { evaluator, contexts } = asking;
  let waiting = calls;
  for (const share of shares)
    waiting = waiting.filter((placed) => {
      // Once there are no steps left, what was found with few of them stands.
      if (!evaluator.share(share)) return true;
      facts.set(placed.at.site, factsAt(asking, placed));
      if (evaluator.isExhausted) contexts.forget();
      return evaluator.isExhausted;
    });
  return waiting;
}

/**
 * Holds if other files are to be read for who calls the function around a call. Nearly every program does something
 * somewhere, and calls something `get`: for that they are not, but for which program it starts.
 */
function asksOthers(alone: readonly ApiFact[], models: readonly ApiModel[]): boolean {
  if (alone.length > 0) return alone.some((fact) => !isPlain(fact) && (weightOf(fact.model) > 0 || isHandedOver(fact)));
  return models.some(
    (model) => weightOf(model) > 1 || (weightOf(model) > 0 && model.paths.map(lastOf).every(isTelling)),
  );
}

function factsAt(asking: Asking, { at, models }: Placed): ApiFact[] {
  const { module, site } = at;
  const alone = factsIn(asking, at, asking.contexts.within(module, site));
  if (alone.length > 0 && alone.every(isPlain)) return distinct(alone);
  if (alone.length === 0 && (isRead(at) ? isKnownRead(asking, at) : isDecided(asking, at))) return [];
  asking.contexts.asksOthers = asksOthers(alone, models);
  // What the function itself does not say, its callers may.
  const called = factsIn(asking, at, asking.contexts.reaching(module, site));
  return distinct(called.some(({ isKnown: known }) => known) || alone.length === 0 ? called : alone);
}

/** Holds for a program that is started for whoever names it. */
function isHandedOver({ value, model, selection, isKnown: known }: ApiFact): boolean {
  // Of what is handed over as a whole, no word is known.
  return value["effect"] === "exec" && !known && asksCaller(model.fact.key.replaceAll("#word", ""), selection);
}

/** Holds if a caller would say nothing more. */
function isPlain({ isKnown: known, asksCaller: asks, confidence }: ApiFact): boolean {
  return known && !asks && confidence === "high";
}

function isRead(at: PlacedCall | PlacedRead): at is PlacedRead {
  return at.expression.kind === "member";
}

/** The rows that may speak of a call, by the names of what it calls; of what is read, all that speak of such. */
function modelsNamed(
  { byName, others, reads }: ApiIndex,
  outline: ModuleOutline,
  expression: CallExpression | MemberExpression,
): readonly ApiModel[] {
  if (expression.kind === "member") return reads;
  const names = originalNamesIn(outline, outline.expressions[expression.callee]);
  return [...others, ...names.flatMap((name) => byName.get(name) ?? [])];
}

function factsIn(
  asking: Asking,
  at: PlacedCall | PlacedRead,
  environments: readonly (Environment | undefined)[],
): ApiFact[] {
  return environments.flatMap((environment) =>
    isRead(at) ? readFacts(asking, at, environment) : factsOf(asking, { ...at, environment }),
  );
}

function factsOf(asking: Asking, reached: Reached): ApiFact[] {
  const { evaluator, index } = asking;
  const { module, expression: call, environment, outline } = reached;
  const callees = evaluator
    .evaluate({ module, expression: call.callee, environment })
    .flatMap((callee) => (reached.site.derives ? evaluator.basesOf(callee) : [callee]));
  const { language } = outline;
  const given = evaluator.given(call, { module, expression: reached.site.call, environment });
  const filled = ({ fills }: ApiModel) => (fills ? filledArguments(asking, module, { given, fills }) : given);
  const known = callees.flatMap((callee) => (callee.kind === "external" ? [callee] : []));
  const facts = known.flatMap((callee) =>
    apisOf(index, callee, language).flatMap((model) =>
      isUsed(model, reached, { callee, target: evaluator.argument(given, 0)[0] })
        ? rowFacts(model, { ...selectionOf(evaluator, callee, filled(model), model), reached, confidence: "high" })
        : [],
    ),
  );
  if (facts.length > 0 || (known.some(({ module: from }) => isForeign(from)) && callees.length === known.length))
    return facts;
  const name = nameOf(outline, outline.expressions[call.callee]);
  const guessed = (index.byName.get(name) ?? []).filter(
    (model) =>
      model.language === language &&
      isUsed(model, reached) &&
      isLikely(model, { outline, call, evaluator, given, callees }),
  );
  const own = decoratorArguments(asking, reached);
  return guessed.flatMap((model) => {
    const selection = selectionOf(evaluator, undefined, given, model);
    return rowFacts(model, { ...selection, ...(own && { given: own }), reached, confidence: "medium" });
  });
}

/** What is handed over in the call that makes a decorator of which nobody knows where it comes from. */
function decoratorArguments({ evaluator }: Asking, reached: Reached): CallArguments | undefined {
  const { module, outline, expression: call, site, environment } = reached;
  const made = outline.expressions[call.callee];
  if (!site.decorates || made?.kind !== "call") return undefined;
  return evaluator.given(made, { module, expression: call.callee, environment });
}

/** Holds for a module that is known not to be of the tree; a file of it that is not there may be anything. */
function isForeign(module: string): boolean {
  return module !== "" && !module.startsWith(".");
}

/** A decorator's own arguments are those of the call that makes it. */
function selectionOf(
  evaluator: Evaluator,
  callee: ExternalValue | undefined,
  given: CallArguments,
  { use }: ApiModel,
): Selection {
  if (use !== "decorator" && use !== "base") return { evaluator, given, ...(callee && { callee }) };
  const [first] = evaluator.argument(given, 0);
  const target = use === "base" && first?.kind === "class" ? ({ ...first, kind: "instance" } as const) : first;
  const made = callee?.calls.findLast(({ after }) => after === callee.names.length);
  const own = made?.with ?? { ...given, positional: given.positional.slice(1) };
  return { evaluator, given: own, ...(callee && { callee }), ...(target && { target }) };
}

/**
 * What a decorator would decorate may be handed over in a call, too: `server.tool()(run)`, `server.tool(run)`. Who is
 * called acts, and is not made again: `agent("Hello")` of `agent = Agent(…)`.
 */
function isUsed(
  { use, fact }: ApiModel,
  { site }: Reached,
  called?: { readonly callee: ExternalValue; readonly target: Value | undefined },
): boolean {
  const isMade = called?.callee.calls.some(({ after }) => after === called.callee.names.length) === true;
  if (use === "decorator" && called && !site.derives) {
    const { target } = called;
    if (target?.kind === "function" || target?.kind === "class" || isMade) return true;
  }
  if (use === "call" && (fact.kind === "principal" || fact.kind === "tool") && isMade) return false;
  return use === (site.decorates ? "decorator" : site.derives ? "base" : "call");
}

function distinct(facts: readonly ApiFact[]): ApiFact[] {
  const seen = new Set<string>();
  return facts.filter(({ model, key, anchor, place, value }) => {
    const text = JSON.stringify([model.id, key, anchor, place, value]);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
