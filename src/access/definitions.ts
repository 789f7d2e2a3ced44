import type { Evaluator } from "#access/evaluate.ts";
import type { Place } from "#access/value.ts";
import type { RepoPath } from "#model/location.ts";
import type { Expression, ExpressionId, Mention } from "#model/module-outline.ts";

/** Names that stand for names that stand for others are followed this far. */
const deepest = 12;
/** A name that is given more values is followed to the first of them. */
const mostValues = 20;

/** An expression, and the names that lead on from it. */
interface Asked {
  readonly module: RepoPath;
  readonly expression: ExpressionId;
  readonly path: readonly string[];
}

/** Where the values are made that a name of the top of a module stands for, over files: `config.token`, `client.issues`. */
export function definitionsOf(
  evaluator: Evaluator,
  module: RepoPath,
  [expression, ...path]: Mention,
): readonly Place[] {
  const places: Place[] = [];
  let waiting: readonly Asked[] = [{ module, expression, path }];
  for (let round = 0; round < deepest && waiting.length > 0; round++)
    waiting = waiting.slice(0, mostValues).flatMap((asked) => followed(evaluator, asked, places));
  return places;
}

/** Adds where something is made, and says what it stands for. */
function followed(evaluator: Evaluator, asked: Asked, places: Place[]): readonly Asked[] {
  const outline = evaluator.modules.outlineOf(asked.module);
  const expression = outline?.expressions[asked.expression];
  const { module, path } = asked;
  switch (expression?.kind) {
    case "variable": {
      const { values, function: owner, parameter } = outline!.variables[expression.variable]!;
      return owner !== undefined || parameter ? [] : values.map((value) => ({ module, expression: value, path }));
    }
    case "import":
      return exportedFrom(evaluator, asked, expression);
    case "choice":
      return expression.of.map((value) => ({ module, expression: value, path }));
    case "member": {
      places.push({ module, region: expression.region });
      const key = outline!.expressions[expression.property];
      return key?.kind === "constant"
        ? [{ module, expression: expression.object, path: [String(key.value), ...path] }]
        : [];
    }
    case "object": {
      const held = entryOf(expression, path[0], outline!.expressions);
      if (held.length > 0) return held.map((value) => ({ module, expression: value, path: path.slice(1) }));
      places.push({ module, region: expression.region });
      return [];
    }
    case "call":
    case "list":
    case "sum":
      places.push({ module, region: expression.region });
      return [];
    default:
      return [];
  }
}

function entryOf(
  { entries }: Extract<Expression, { kind: "object" }>,
  name: string | undefined,
  expressions: readonly Expression[],
): readonly ExpressionId[] {
  return entries.flatMap(({ key, value }) => {
    const written = key === undefined ? undefined : expressions[key];
    return name !== undefined && written?.kind === "constant" && String(written.value) === name ? [value] : [];
  });
}

/** What a module of the tree exports under the name that is asked for. */
function exportedFrom(
  { modules }: Evaluator,
  { module, path }: Asked,
  asked: Extract<Expression, { kind: "import" }>,
): readonly Asked[] {
  const names = asked.name === undefined ? path : [asked.name, ...path];
  const whole = modules.resolve(module, asked.module);
  const inner = asked.name === undefined ? undefined : modules.resolve(module, joined(asked.module, asked.name));
  const target = whole ?? inner;
  if (target === undefined) return [];
  const [name, ...rest] = whole === undefined ? path : names;
  const outline = modules.outlineOf(target);
  if (!outline || name === undefined) return [];
  const own = outline.exports.filter((one) => one.name === name);
  if (own.length > 0) return own.map(({ value }) => ({ module: target, expression: value, path: rest }));
  if (inner !== undefined && inner !== target)
    return (modules.outlineOf(inner)?.exports ?? [])
      .filter((one) => one.name === path[0])
      .map(({ value }) => ({ module: inner, expression: value, path: path.slice(1) }));
  return outline.exportsAllOf.flatMap((from) => {
    const next = modules.resolve(target, from);
    const found = next === undefined ? [] : (modules.outlineOf(next)?.exports ?? []);
    return found
      .filter((one) => one.name === name)
      .map(({ value }) => ({ module: next!, expression: value, path: rest }));
  });
}

function joined(module: string, name: string): string {
  return module.endsWith(".") ? `${module}${name}` : `${module}.${name}`;
}
