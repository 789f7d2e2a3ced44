import { interceptorsOf, rootVariable } from "#access/interceptors.ts";
import { isGuardName } from "#access/sender-tests.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { Place, Value } from "#access/value.ts";
import type { Selection } from "#identity/selector.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallSite, ModuleOutline, VariableId } from "#model/module-outline.ts";

/**
 * Holds if something turns some away before the handler of a trigger runs: what the thing that it is registered at was
 * given for that, before, or, where that thing was made in another file, there.
 */
export function isIntercepted({
  evaluator,
  callee,
  reached: { module, site },
}: Selection & { readonly reached: { readonly module: RepoPath; readonly site: CallSite } }): boolean {
  const outline = evaluator.modules.outlineOf(module);
  const root = outline && rootVariable(outline, site.call);
  if (outline && root !== undefined && isGuarded(evaluator, { module, outline, root, before: site })) return true;
  const makers = (callee?.calls ?? []).flatMap(({ with: { at } }) => (at && at.module !== module ? [at] : []));
  return makers.some((at) => isMadeGuarded(evaluator, at));
}

/** Holds for a thing that is given something that turns some away in the file where it is made. */
function isMadeGuarded(evaluator: Evaluator, { module, region }: Place): boolean {
  const outline = evaluator.modules.outlineOf(module);
  if (!outline) return false;
  const isMade = (value: number) => {
    const made = outline.expressions[value];
    const at = made?.kind === "call" ? made.region : undefined;
    return at?.startLine === region.startLine && at.startColumn === region.startColumn;
  };
  const root = outline.variables.findIndex(({ values }) => values.some(isMade));
  return root >= 0 && isGuarded(evaluator, { module, outline, root });
}

/** What is registered at a variable, and by which call. */
interface Holder {
  readonly module: RepoPath;
  readonly outline: ModuleOutline;
  readonly root: VariableId;
  /** What comes later guards nothing. */
  readonly before?: CallSite;
}

function isGuarded(evaluator: Evaluator, { module, outline, root, before }: Holder): boolean {
  const lineOf = ({ call }: CallSite) => {
    const expression = outline.expressions[call];
    return expression?.kind === "call" ? expression.region.startLine : 0;
  };
  return interceptorsOf(outline, root).some((site) => {
    // Nobody knows whether another function is called at all.
    const isRun = site.function === outline.variables[root]!.function || site.function === before?.function;
    const call = outline.expressions[site.call];
    if (call?.kind !== "call" || !isRun || site.conditional || (before && lineOf(site) > lineOf(before))) return false;
    const given = evaluator.given(call, { module, expression: site.call, environment: undefined });
    return given.positional.some((item) => evaluator.force(item.value).some((each) => refuses(each, evaluator)));
  });
}

function refuses(value: Value, evaluator: Evaluator): boolean {
  switch (value.kind) {
    case "function":
      return evaluator.modules.outlineOf(value.module)?.functions[value.function]?.refusesSender === true;
    case "class":
    case "instance":
      return evaluator.memberOf(value, "__call__").some((each) => each.kind === "function" && refuses(each, evaluator));
    case "external":
      return isGuardName(value.names.at(-1) ?? "");
    default:
      return false;
  }
}
