import { append } from "#model/append.ts";
import { mostValues } from "#access/bounds.ts";
import { classMember } from "#access/classes.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { isPython } from "#access/modules.ts";
import { changed } from "#access/mutations.ts";
import { ownPlace } from "#access/own-place.ts";
import { pathPart } from "#access/pathlib.ts";
import { type ListValue, type ObjectValue, type Thunk, type Value, external, unknown } from "#access/value.ts";
import type { Expression, ModuleOutline, Mutation } from "#model/module-outline.ts";
import type { Constant } from "#model/semantics.ts";

export function memberExpression(
  evaluator: Evaluator,
  { object, property }: Extract<Expression, { kind: "member" }>,
  at: Thunk,
  outline: ModuleOutline,
): readonly Value[] {
  const keys = evaluator
    .evaluate({ ...at, expression: property })
    .map((key) => (key.kind === "constant" ? key.value : undefined));
  const root = outline.expressions[object]!;
  const [only] = keys;
  const objects = evaluator.evaluate({ ...at, expression: object });
  const found = objects.flatMap((value) =>
    keys.flatMap((key) =>
      key === undefined
        ? (ofTypes(evaluator, value, at) ?? anyMember(evaluator, value))
        : ownMember(evaluator, value, key, at),
    ),
  );
  const mutated = keys.length === 1 && only !== undefined && only !== null ? rootOfExpression(root) : undefined;
  return mutated ? changed(evaluator, found, mutated, { at, outline, path: [String(only)] }) : found;
}

/** What a value has under a key, where a module may ask for its own place. */
function ownMember(evaluator: Evaluator, value: Value, key: Constant, { module }: Thunk): readonly Value[] {
  const found = evaluator.memberOf(value, key);
  return found.map((one) => (one.kind === "external" ? (ownPlace(one, module) ?? one) : one));
}

/** `Agent[Deps, Output]` is `Agent`, of some types. */
function ofTypes(evaluator: Evaluator, value: Value, { module }: Thunk): readonly Value[] | undefined {
  const isClass = value.kind === "external" && /^[A-Z]/.test(value.names.at(-1) ?? "");
  return isClass && isPython(evaluator, module) ? [value] : undefined;
}

/** What is under a key that is not known: all there is. */
export function anyMember(evaluator: Evaluator, value: Value): readonly Value[] {
  if (value.kind === "object")
    return value.entries.flatMap((entry) => evaluator.force(entry.value)).slice(0, mostValues);
  if (value.kind === "list") return evaluator.elementsOf(value);
  return value.kind === "external" ? [external(value, "*")] : [unknown];
}

/** What a value has under a key. */
export function memberOf(evaluator: Evaluator, value: Value, key: Constant): readonly Value[] {
  const name = String(key);
  switch (value.kind) {
    case "object":
      return entryOf(evaluator, value, name);
    case "list":
      return itemAt(evaluator, value, key);
    case "module": {
      const found = evaluator.exported(value.path, name);
      if (found) return found;
      const inner = evaluator.modules.resolve(value.path, `.${name}`);
      if (isPython(evaluator, value.path) && inner !== undefined) return [{ kind: "module", path: inner }];
      return name === "default" ? [value] : [unknown];
    }
    case "instance":
    case "class":
      return classMember(evaluator, value, name);
    case "external":
      if (name === "default" && value.module !== "") return [value];
      return pathPart(evaluator, value, name) ?? [external(value, name)];
    case "constant":
      // Of an entry of Python's enumerations.
      return [name === "value" ? value : unknown];
    case "path":
      // Parts of an address that say where it leads.
      return [name === "href" || name === "pathname" ? value : unknown];
    default:
      return [unknown];
  }
}

export function entryOf(evaluator: Evaluator, object: ObjectValue, name: string): readonly Value[] {
  const found: Value[] = [];
  for (let index = object.entries.length - 1; index >= 0; index--) {
    const entry = object.entries[index]!;
    if (entry.key !== name) continue;
    append(found, evaluator.force(entry.value));
    if (!entry.conditional) return found;
  }
  return found.length > 0 && !object.isOpen ? found : [...found, unknown];
}

export function itemAt(evaluator: Evaluator, list: ListValue, key: Constant): readonly Value[] {
  if (key === "length") return [{ kind: "constant", value: list.items.length }];
  const item = typeof key === "number" || /^\d+$/.test(String(key)) ? list.items[Number(key)] : undefined;
  return item ? evaluator.force(item.value) : [unknown];
}

function rootOfExpression(expression: Expression): Mutation["root"] | undefined {
  if (expression.kind === "variable") return { variable: expression.variable };
  return expression.kind === "self" ? { class: expression.class } : undefined;
}
