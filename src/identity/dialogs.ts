import { nameOf } from "#access/call-index.ts";
import { dialogName } from "#access/dialog-calls.ts";
import type { Value } from "#access/value.ts";
import type { Selection } from "#identity/selector.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallSite, ExpressionId, ModuleOutline } from "#model/module-outline.ts";

/** What a trigger is registered by. */
interface Registered extends Selection {
  readonly reached: { readonly module: RepoPath; readonly site: CallSite };
}

/** Arguments of a call that starts something: more are data. */
const mostArguments = 10;
/** Filters may be wrapped this deep: `StateFilter(Form.name)`. */
const deepestFilter = 2;
/** Values that the steps of the dialogs of a file are made of. */
const mostParts = 2_000;

/**
 * Holds for a handler that runs in a step of a dialog alone: whoever comes there was let in by what began it, which may
 * have asked who it is.
 */
export function isInDialog(registered: Registered): boolean {
  const { evaluator, given, reached } = registered;
  const handed = [...given.positional, ...given.named].slice(0, mostArguments);
  if (handed.some(({ value }) => evaluator.force(value).some((one) => isStep(one, registered, deepestFilter))))
    return true;
  const outline = evaluator.modules.outlineOf(reached.module);
  return outline !== undefined && stepsOf(outline).has(reached.site.call);
}

/** Holds for a step by which a framework tells where somebody is in a dialog, and for a filter of such. */
function isStep(value: Value, selection: Registered, depth: number): boolean {
  if (value.kind !== "external") return false;
  if (/^aiogram\b/.test(value.module) && value.names.at(-1) === "State") return true;
  const { evaluator } = selection;
  return (
    depth > 0 &&
    value.calls.some(({ with: { positional, named } }) =>
      [...positional, ...named]
        .slice(0, mostArguments)
        .some((item) => evaluator.force(item.value).some((one) => isStep(one, selection, depth - 1))),
    )
  );
}

const stepsByOutline = new WeakMap<ModuleOutline, ReadonlySet<ExpressionId>>();

/** The calls that stand in the steps of dialogs: not those by which one is entered. */
function stepsOf(outline: ModuleOutline): ReadonlySet<ExpressionId> {
  const known = stepsByOutline.get(outline);
  if (known) return known;
  const found = new Set<ExpressionId>();
  for (const expression of outline.expressions) {
    if (expression.kind !== "call" || nameOf(outline, outline.expressions[expression.callee]) !== dialogName) continue;
    const steps =
      expression.named.find(({ key }) => key !== undefined && isText(outline, key, "states"))?.value ??
      expression.arguments[1]?.value;
    if (steps !== undefined) addParts(outline, steps, found);
  }
  stepsByOutline.set(outline, found);
  return found;
}

function isText({ expressions }: ModuleOutline, id: ExpressionId, text: string): boolean {
  const expression = expressions[id];
  return expression?.kind === "constant" && expression.value === text;
}

function addParts({ expressions, variables }: ModuleOutline, start: ExpressionId, found: Set<ExpressionId>): void {
  found.add(start);
  for (const id of found) {
    if (found.size > mostParts) return;
    const expression = expressions[id]!;
    if (expression.kind === "object") for (const { value } of expression.entries) found.add(value);
    else if (expression.kind === "list") for (const { value } of expression.items) found.add(value);
    else if (expression.kind === "variable")
      for (const value of variables[expression.variable]!.values) found.add(value);
  }
}
