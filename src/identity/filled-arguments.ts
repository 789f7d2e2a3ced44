import type { Contexts } from "#access/contexts.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { CallArguments, ListItem, ListValue, ObjectEntry, Place, Value } from "#access/value.ts";
import type { Filling } from "#model/api-model.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallExpression, CallSite, ExpressionId, ModuleOutline } from "#model/module-outline.ts";

/** Who is asked for the calls of a module, and what they are given. */
interface Asked {
  readonly evaluator: Evaluator;
  readonly contexts: Contexts;
}

/**
 * What a call is given, with what methods of the object that it makes are given later on in its module: a statement of a
 * policy is made empty, and filled.
 */
export function filledArguments(
  asked: Asked,
  module: RepoPath,
  { given, fills }: { readonly given: CallArguments; readonly fills: readonly Filling[] },
): CallArguments {
  let filled = given;
  for (const { method, into, value } of fills) {
    const added = givenTo(asked, module, { method, made: given.at });
    if (added.items.length === 0 && !added.isOpen) continue;
    const constant: Value | undefined = value === undefined ? undefined : { kind: "constant", value };
    filled = withMore(asked.evaluator, filled, {
      into,
      added: constant ? { items: [{ value: { values: [constant] }, conditional: false }], isOpen: false } : added,
    });
  }
  return filled;
}

type Added = Pick<ListValue, "items" | "isOpen">;

/** What calls of a method are given whose object was made at a place; one item at least, where there are any. */
function givenTo(
  { evaluator, contexts }: Asked,
  module: RepoPath,
  { method, made }: { readonly method: string; readonly made: Place | undefined },
): Added {
  const items: ListItem[] = [];
  let isOpen = false;
  const [name = "", ...fields] = method.split(".").reverse();
  const outline = evaluator.modules.outlineOf(module);
  for (const { module: from, site } of contexts.calls.named(name)) {
    const call = outline && from === module ? filling(outline, site, fields) : undefined;
    if (!call) continue;
    for (const environment of contexts.reaching(module, site)) {
      const objects = evaluator.evaluate({ module, expression: call.object, environment });
      if (!objects.some((object) => isMadeAt(object, made))) continue;
      const given = evaluator.given(call.expression, { module, expression: site.call, environment });
      items.push(...itemsOf(given, site));
      isOpen ||= given.isOpen || given.positional.length === 0;
    }
  }
  return { items, isOpen };
}

/** The call of a method, and what it is called of; with fields before the method, what these are of. */
function filling(
  outline: ModuleOutline,
  site: CallSite,
  fields: readonly string[],
): { readonly expression: CallExpression; readonly object: ExpressionId } | undefined {
  const expression = outline.expressions[site.call];
  const callee = expression?.kind === "call" ? outline.expressions[expression.callee] : undefined;
  if (expression?.kind !== "call" || callee?.kind !== "member") return undefined;
  const object = behindFields(outline, callee.object, fields);
  return object === undefined ? undefined : { expression, object };
}

/** What has the fields that lead to an expression, the last one first: `agent` of `agent.handoffs`. */
function behindFields(
  { expressions }: ModuleOutline,
  start: ExpressionId,
  fields: readonly string[],
): ExpressionId | undefined {
  let at = start;
  for (const field of fields) {
    const member = expressions[at];
    const property = member?.kind === "member" ? expressions[member.property] : undefined;
    if (member?.kind !== "member" || property?.kind !== "constant" || property.value !== field) return undefined;
    at = member.object;
  }
  return at;
}

function itemsOf({ positional }: CallArguments, { conditional }: CallSite): readonly ListItem[] {
  return positional.map((item) => ({ ...item, conditional: item.conditional || conditional }));
}

function isMadeAt(object: Value, made: Place | undefined): boolean {
  if (object.kind !== "external" || !made) return false;
  return object.calls.some(({ with: { at } }) => at !== undefined && isSame(at, made));
}

function isSame(one: Place, other: Place): boolean {
  if (one.module !== other.module) return false;
  const { startLine, startColumn, endLine, endColumn } = one.region;
  const { region } = other;
  return (
    startLine === region.startLine &&
    startColumn === region.startColumn &&
    endLine === region.endLine &&
    endColumn === region.endColumn
  );
}

/** What a call is given, with more in one of its lists: `0.actions`, or `actions` by name. */
function withMore(
  evaluator: Evaluator,
  given: CallArguments,
  { into, added }: { readonly into: string; readonly added: Added },
): CallArguments {
  const [place = "", key] = into.split(".");
  if (key === undefined) {
    const list = longer(evaluator.argument(given, place), added);
    return { ...given, named: [...given.named, entryOf(place, list)] };
  }
  const [first] = evaluator.argument(given, Number(place));
  const object = first?.kind === "object" ? first : undefined;
  const before = object?.entries.some((entry) => entry.key === key) ? evaluator.memberOf(object, key) : [];
  const entries = [...(object?.entries ?? []), entryOf(key, longer(before, added))];
  const isOpen = object ? object.isOpen : first !== undefined;
  const item: ListItem = { value: { values: [{ kind: "object", entries, isOpen }] }, conditional: false };
  return { ...given, positional: given.positional.toSpliced(Number(place), 1, item) };
}

function longer(before: readonly Value[], added: Added): Value {
  const lists = before.flatMap((value) => (value.kind === "list" ? [value] : []));
  return {
    kind: "list",
    items: [...lists.flatMap(({ items }) => items), ...added.items],
    isOpen: added.isOpen || lists.some(({ isOpen }) => isOpen) || lists.length < before.length,
  };
}

function entryOf(key: string, value: Value): ObjectEntry {
  return { key, value: { values: [value] }, conditional: false };
}
