import { nameOf } from "#access/call-index.ts";
import { originalNamesIn } from "#access/called-names.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallSite, Expression, ExpressionId, FunctionId, Item, ModuleOutline } from "#model/module-outline.ts";

/**
 * What a credential that a call makes says of its end: whoever makes one and, in the same function and whatever is
 * decided there, takes that very one back again leaves nothing that lives long. Whoever takes back the one before it
 * puts another in its place.
 */
export function withEnd(
  value: Readonly<Record<string, unknown>>,
  { modules }: Pick<Evaluator, "modules">,
  { module, site }: { readonly module: RepoPath; readonly site: CallSite },
): typeof value {
  if (value["source"] !== "command" || value["lifetime"] !== "long-lived") return value;
  const outline = modules.outlineOf(module);
  return outline && isTakenBack(outline, site) ? { ...value, lifetime: "ephemeral" } : value;
}

function isTakenBack(outline: ModuleOutline, made: CallSite): boolean {
  const opposites = namesOf(outline, made).flatMap((name) => oppositesOf(name));
  const within = functionOf(outline, made);
  if (opposites.length === 0 || within === undefined) return false;
  return outline.calls.some(
    (site) =>
      !site.conditional &&
      lineOf(outline, site) >= lineOf(outline, made) &&
      functionOf(outline, site) === within &&
      namesOf(outline, site).some((name) => opposites.includes(name)) &&
      isAboutSame(outline, site, made),
  );
}

/** Holds if a call is given something of what another returned, or nothing but what that was given, too. */
function isAboutSame(outline: ModuleOutline, end: CallSite, made: CallSite): boolean {
  const told = partsOf(outline, end);
  if (told.has(made.call)) return true;
  const given = leavesOf(outline, partsOf(outline, made));
  const leaves = leavesOf(outline, told);
  return leaves.size > 0 && [...leaves].every((leaf) => given.has(leaf));
}

/** What is given to a call, and all that it is made of. */
function partsOf({ expressions, variables }: ModuleOutline, { call }: CallSite): ReadonlySet<ExpressionId> {
  const start = expressions[call];
  const parts = new Set(start ? valuesIn(start, variables) : []);
  for (const id of parts) for (const inner of valuesIn(expressions[id]!, variables)) parts.add(inner);
  return parts;
}

const valueOf = ({ value }: Item): ExpressionId => value;

/** What values an expression is made of: not by which names it takes them, nor what it calls. */
function valuesIn(expression: Expression, variables: ModuleOutline["variables"]): readonly ExpressionId[] {
  switch (expression.kind) {
    case "variable":
      return variables[expression.variable]!.values;
    case "member":
      return [expression.object];
    case "call":
      return [...expression.arguments, ...expression.named].map(valueOf);
    case "object":
      return expression.entries.map(valueOf);
    case "list":
      return expression.items.map(valueOf);
    case "sum":
      return expression.parts;
    case "choice":
      return expression.of;
    case "element":
    case "rest":
      return [expression.of];
    default:
      return [];
  }
}

/**
 * What values come from, among expressions: variables to which nothing is assigned, constants, and what calls return; each
 * by what tells it from others.
 */
function leavesOf({ expressions, variables }: ModuleOutline, ids: ReadonlySet<ExpressionId>): ReadonlySet<string> {
  const leaves = [...ids].flatMap((id) => {
    const expression = expressions[id]!;
    if (expression.kind === "constant") return [JSON.stringify(expression.value)];
    if (expression.kind === "call") return expression.isNew ? [] : [`c${id}`];
    if (expression.kind !== "variable" || variables[expression.variable]!.values.length > 0) return [];
    return [`v${expression.variable}`];
  });
  return new Set(leaves);
}

/** `deleteAccessKey` of `createAccessKey`; none of a name that does not say that it makes something. */
function oppositesOf(name: string): readonly string[] {
  const [, verb, rest] = /^([Cc]reate|[Gg]enerate|[Ii]ssue|[Mm]int)(_?[A-Z].*|_.+)$/.exec(name) ?? [];
  if (verb === undefined) return [];
  return ["delete", "revoke", "remove"].map((end) =>
    verb.startsWith(verb[0]!.toLowerCase()) ? `${end}${rest}` : `${end[0]!.toUpperCase()}${end.slice(1)}${rest}`,
  );
}

function lineOf(outline: ModuleOutline, { call }: CallSite): number {
  const expression = outline.expressions[call];
  return expression?.kind === "call" ? expression.region.startLine : 0;
}

function namesOf(outline: ModuleOutline, { call }: CallSite): readonly string[] {
  const expression = outline.expressions[call];
  if (expression?.kind !== "call") return [];
  const callee = outline.expressions[expression.callee];
  return [nameOf(outline, callee), ...originalNamesIn(outline, callee)];
}

/** The function that a call runs in; what has no name is a part of the one around it. */
function functionOf(outline: ModuleOutline, { function: start }: CallSite): FunctionId | undefined {
  let at = start;
  while (at !== undefined && outline.functions[at]?.isInline) at = outline.functions[at]?.outer;
  return at;
}
