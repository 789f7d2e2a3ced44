import { nameOf } from "#access/call-index.ts";
import type { Evaluator } from "#access/evaluate.ts";
import { type ApiIndex, apisOf } from "#identity/match-api.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallExpression, CallSite, ModuleOutline } from "#model/module-outline.ts";

/** What says what is called, and which rows there are. */
interface Deciding {
  readonly evaluator: Evaluator;
  readonly index: ApiIndex;
}

/** A call and where it is written. */
interface PlacedCall {
  readonly module: RepoPath;
  readonly outline: ModuleOutline;
  readonly expression: CallExpression;
  readonly site: CallSite;
}

/** Holds if a call says nothing, whoever calls the function around it. */
export function isDecided(deciding: Deciding, at: PlacedCall): boolean {
  return isOwn(deciding, at) || isOther(deciding, at);
}

/** Holds for a method of a list, an object or a text that the program makes itself: no caller makes an interface of it. */
function isOwn({ evaluator }: Deciding, { module, outline, expression: call }: PlacedCall): boolean {
  const callee = outline.expressions[call.callee];
  if (callee?.kind !== "member") return false;
  const objects = evaluator.evaluate({ module, expression: callee.object, environment: undefined });
  return objects.length > 0 && objects.every(({ kind }) => kind === "list" || kind === "object" || kind === "constant");
}

/** Holds if it is known what is called, whoever calls the function around, and no row speaks of that. */
function isOther({ evaluator, index }: Deciding, { module, outline, expression: call, site }: PlacedCall): boolean {
  if (site.decorates || site.derives) return false;
  const callees = evaluator.evaluate({ module, expression: call.callee, environment: undefined });
  const name = nameOf(outline, outline.expressions[call.callee]);
  const guessed = (index.byName.get(name) ?? []).some((model) => model.shape ?? model.receivers);
  return (
    !guessed &&
    callees.length > 0 &&
    callees.every(
      (callee) =>
        callee.kind === "function" ||
        callee.kind === "class" ||
        (callee.kind === "external" && apisOf(index, callee, outline.language).length === 0),
    )
  );
}
