import { originalNamesIn } from "#access/called-names.ts";
import { type Contexts, nameOf } from "#access/contexts.ts";
import type { Evaluator } from "#access/evaluate.ts";
import {
  asList,
  type CallArguments,
  type Environment,
  type ExternalValue,
  isConditional,
  type Place,
  type Value,
} from "#access/value.ts";
import { type ApiIndex, apisOf } from "#identity/match-api.ts";
import { type Selection, selected } from "#identity/selector.ts";
import { asksCaller, isKnown, textOf, valueOf } from "#identity/template.ts";
import type { ApiCondition, ApiModel, ArgumentShape } from "#model/api-model.ts";
import type { Confidence } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallSite, Expression, ModuleOutline } from "#model/module-outline.ts";

/** What one call says, by one row. */
export interface ApiFact {
  readonly model: ApiModel;
  readonly key: string;
  /** What the row says it belongs to; undefined: whoever holds the file. */
  readonly anchor: string | undefined;
  readonly value: Readonly<Record<string, unknown>>;
  /** Holds if everything that the key asks for is known. */
  readonly isKnown: boolean;
  /** Holds if what the value says of authority is written down, and not decided while the program runs. */
  readonly isFixed: boolean;
  /** Holds if it depends on what the function around the call is given. */
  readonly asksCaller: boolean;
  readonly conditional: boolean;
  readonly confidence: Confidence;
  readonly place: Place;
  readonly site: CallSite;
}

/** What is asked of a program. */
export interface Asking {
  readonly evaluator: Evaluator;
  readonly contexts: Contexts;
  readonly index: ApiIndex;
}

type Call = Extract<Expression, { kind: "call" }>;

/** A call with what is known around it. */
interface Reached {
  readonly module: RepoPath;
  readonly outline: ModuleOutline;
  readonly call: Call;
  readonly site: CallSite;
  readonly environment: Environment | undefined;
}

/** What the calls of a module say. */
export function apiFactsOf(asking: Asking, module: RepoPath): ApiFact[] {
  const outline = asking.evaluator.modules.outlineOf(module);
  return (outline?.calls ?? []).flatMap((site) => {
    const call = outline!.expressions[site.call];
    if (call?.kind !== "call" || !mayMatter(asking.index, outline!, call)) return [];
    const at = { module, outline: outline!, call, site };
    const alone = factsIn(asking, at, asking.contexts.within(module, site));
    if (alone.length > 0 && alone.every(isPlain)) return distinct(alone);
    // What the function itself does not say, its callers may.
    const called = factsIn(asking, at, asking.contexts.reaching(module, site));
    return distinct(called.some(({ isKnown: known }) => known) || alone.length === 0 ? called : alone);
  });
}

/** Holds if a caller would say nothing more. */
function isPlain({ isKnown: known, asksCaller: asks, confidence }: ApiFact): boolean {
  return known && !asks && confidence === "high";
}

function mayMatter({ byName, others }: ApiIndex, outline: ModuleOutline, { callee }: Call): boolean {
  return others.length > 0 || originalNamesIn(outline, outline.expressions[callee]).some((name) => byName.has(name));
}

function factsIn(
  asking: Asking,
  at: Omit<Reached, "environment">,
  environments: readonly (Environment | undefined)[],
): ApiFact[] {
  return environments.flatMap((environment) => factsOf(asking, { ...at, environment }));
}

function factsOf(asking: Asking, reached: Reached): ApiFact[] {
  const { evaluator, index } = asking;
  const { module, call, environment, outline } = reached;
  const callees = evaluator
    .evaluate({ module, expression: call.callee, environment })
    .flatMap((callee) => (reached.site.derives ? evaluator.basesOf(callee) : [callee]));
  const language = module.endsWith(".py") ? "python" : "script";
  const given = evaluator.given(call, { module, expression: reached.site.call, environment });
  const known = callees.flatMap((callee) => (callee.kind === "external" ? [callee] : []));
  const facts = known.flatMap((callee) =>
    apisOf(index, callee, language).flatMap((model) =>
      isUsed(model, reached, { callee, target: evaluator.argument(given, 0)[0] })
        ? rowFacts(model, { ...selectionOf(evaluator, callee, given, model), reached, confidence: "high" })
        : [],
    ),
  );
  if (facts.length > 0 || (known.some(({ module: from }) => isForeign(from)) && callees.length === known.length))
    return facts;
  const name = nameOf(outline, outline.expressions[call.callee]);
  const guessed = (index.byName.get(name) ?? []).filter(
    (model) => model.language === language && isUsed(model, reached) && isLikely(model, { evaluator, given, reached }),
  );
  return guessed.flatMap((model) =>
    rowFacts(model, { ...selectionOf(evaluator, undefined, given, model), reached, confidence: "medium" }),
  );
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

/** What a decorator would decorate may be handed over in a call, too: `server.tool()(run)`, `server.tool(run)`. */
function isUsed(
  { use }: ApiModel,
  { site }: Reached,
  called?: { readonly callee: ExternalValue; readonly target: Value | undefined },
): boolean {
  if (use === "decorator" && called && !site.derives) {
    const { callee, target } = called;
    if (target?.kind === "function" || target?.kind === "class") return true;
    if (callee.calls.some(({ after }) => after === callee.names.length)) return true;
  }
  return use === (site.decorates ? "decorator" : site.derives ? "base" : "call");
}

/** Holds if a call of something unknown looks like that of the row. */
function isLikely(
  { shape, receivers }: ApiModel,
  {
    evaluator,
    given,
    reached,
  }: { readonly evaluator: Evaluator; readonly given: CallArguments; readonly reached: Reached },
): boolean {
  if (receivers && !receivers.includes(receiverOf(reached))) return false;
  if (!shape) return receivers !== undefined;
  if (given.positional.length < shape.length) return false;
  return shape.every((kind, index) => hasShape(kind, evaluator.argument(given, index)));
}

/** The name of what something is called of: `iam` in `this.iam.createRole()`. */
function receiverOf({ outline, call }: Reached): string {
  const callee = outline.expressions[call.callee];
  return callee?.kind === "member" ? nameOf(outline, outline.expressions[callee.object]) : "";
}

function hasShape(shape: ArgumentShape, values: readonly Value[]): boolean {
  const is = (...kinds: readonly Value["kind"][]) => values.some(({ kind }) => kinds.includes(kind));
  switch (shape) {
    case "text":
      return is("constant", "parameter", "unknown");
    case "object":
      return is("object", "parameter", "unknown", "external");
    case "function":
      return is("function", "parameter", "unknown", "external");
    default:
      return values.length > 0;
  }
}

interface Row extends Selection {
  readonly reached: Reached;
  readonly confidence: Confidence;
}

function rowFacts(model: ApiModel, row: Row): ApiFact[] {
  const [ofCall, ofTurn] = partitioned(model.where, ({ at }) => !/^(item|key)\b/.test(at));
  if (!ofCall.every((condition) => holds(condition, row))) return [];
  const isMaybe = row.reached.site.conditional || isConditional(row.reached.environment);
  if (model.each === undefined) return [factOf(model, row, { conditional: isMaybe })];
  return eachOf(model.each, row).flatMap(({ selection, conditional, place }) => {
    const turned = { ...row, ...selection };
    if (!ofTurn.every((condition) => holds(condition, turned))) return [];
    return [factOf(model, turned, { conditional: conditional || isMaybe, ...(place && { place }) })];
  });
}

interface Turn {
  readonly selection: Pick<Selection, "item" | "key">;
  readonly conditional: boolean;
  readonly place?: Place;
}

/** The items of lists and objects at a selector that ends in `[]` or `{}`; of a list that is not known, one that is not. */
function eachOf(each: string, row: Row): Turn[] {
  const { evaluator } = row;
  const values = selected(each.slice(0, -2), row);
  if (values.length === 0) return [];
  const turns = values.flatMap((value): Turn[] => {
    if (each.endsWith("{}")) {
      const object = evaluator.asObject(value);
      const entries = object?.entries.map(({ key, value: lazy, conditional }) =>
        turn({ item: evaluator.force(lazy), key }, conditional),
      );
      return object && entries ? [...entries, ...(object.isOpen ? [turn({}, true)] : [])] : [turn({}, false)];
    }
    const list = asList(value);
    if (!list) return value.kind === "constant" ? [] : [turn({}, false)];
    const items = list.items.map(({ value: lazy, conditional }) => turn({ item: evaluator.force(lazy) }, conditional));
    return [...items, ...(list.isOpen ? [turn({}, true)] : [])];
  });
  return turns;
}

function turn(selection: Turn["selection"], conditional: boolean): Turn {
  const [first] = selection.item ?? [];
  const place = first && "at" in first ? first.at : undefined;
  return { selection, conditional, ...(place && { place }) };
}

function factOf(
  model: ApiModel,
  row: Row,
  { conditional, place }: { readonly conditional: boolean; readonly place?: Place },
): ApiFact {
  const { fact } = model;
  const { module, call, site } = row.reached;
  const value = valueOf(fact.value, row) as Readonly<Record<string, unknown>>;
  return {
    model,
    key: textOf(fact.key, row),
    anchor: fact.anchor !== undefined && isKnown(fact.anchor, row) ? textOf(fact.anchor, row) : undefined,
    value,
    isKnown: isKnown(fact.key, row),
    isFixed: Object.values(fact.value).every((template) => isKnown(template, row)),
    asksCaller: asksCaller([fact.key, fact.anchor, fact.value], row),
    conditional,
    confidence: row.confidence,
    place: place ?? { module, region: call.region },
    site,
  };
}

function partitioned<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): [readonly Item[], readonly Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function holds({ at, is, may, not, unless, given }: ApiCondition, row: Row): boolean {
  const values = selected(at, row);
  if (given !== undefined && values.length > 0 !== given) return false;
  const constants = values.flatMap((value) => (value.kind === "constant" ? [String(value.value)] : []));
  const known = values.flatMap((value) => (value.kind === "external" ? value.names.slice(-1) : [])).concat(constants);
  if (is && !known.some((text) => is.some((pattern) => isText(pattern, text)))) return false;
  if (may && known.length > 0 && !known.some((text) => may.some((pattern) => isText(pattern, text)))) return false;
  if (unless && known.some((text) => unless.some((pattern) => isText(pattern, text)))) return false;
  return !not || (constants.length > 0 && !constants.some((text) => not.some((pattern) => isText(pattern, text))));
}

/** Rows come with the tool or from the person who runs it; their expressions are checked when they are read. */
function isText(pattern: string, text: string): boolean {
  if (!/^\/.*\/$/.test(pattern)) return pattern === text;
  return new RegExp(pattern.slice(1, -1), "iu").test(text);
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
