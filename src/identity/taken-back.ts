import { nameOf } from "#access/call-index.ts";
import { originalNamesIn } from "#access/called-names.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallSite, FunctionId, ModuleOutline } from "#model/module-outline.ts";

/**
 * What a credential that a call makes says of its end: whoever makes one and, in the same function and whatever is
 * decided there, takes it back again leaves nothing that lives long.
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
      namesOf(outline, site).some((name) => opposites.includes(name)),
  );
}

/** `deleteAccessKey` of `createAccessKey`; none of a name that does not say that it makes something. */
function oppositesOf(name: string): readonly string[] {
  const [, verb, rest] = /^(create|generate|issue|mint)(_?[A-Z].*|_.+)$/i.exec(name) ?? [];
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
