import { rootVariable } from "#access/interceptors.ts";
import { isSenderName } from "#access/sender-tests.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { ClassValue, InstanceValue, Value } from "#access/value.ts";
import { isInDialog } from "#identity/dialogs.ts";
import { isIntercepted } from "#identity/intercepted.ts";
import type { Selection } from "#identity/selector.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallSite } from "#model/module-outline.ts";

/** Arguments of a call that starts something: more are data. */
const mostArguments = 10;

/** What a trigger is registered by. */
interface Registered extends Selection {
  readonly reached: { readonly module: RepoPath; readonly site: CallSite };
}

/**
 * What a trigger says of who may start it. A row says what the interface lets in; where the program filters, or asks in
 * what it runs then or before, anyone is not said any more, and who it is is not known. In a step of a dialog, nobody
 * is who was not let in by what began it.
 */
export function withSender(value: Readonly<Record<string, unknown>>, registered: Registered): typeof value {
  if (value["sender"] !== "open") return value;
  if (isNarrowed(registered) || isIntercepted(registered)) return { ...value, sender: "unknown" };
  return isInDialog(registered) ? { ...value, source: `${String(value["source"])} in a dialog` } : value;
}

/** Holds if whoever calls the function around a trigger for anyone may know more: it hands over what that is registered at. */
export function asksHolder(value: Readonly<Record<string, unknown>>, registered: Registered): boolean {
  if (value["sender"] !== "open" || (registered.callee?.calls.length ?? 0) > 0) return false;
  const { module, site } = registered.reached;
  const outline = registered.evaluator.modules.outlineOf(module);
  const root = outline && rootVariable(outline, site.call);
  return root !== undefined && outline?.variables[root]?.parameter !== undefined;
}

function isNarrowed(selection: Selection): boolean {
  const { evaluator, given, target } = selection;
  const handed = [...given.positional, ...given.named]
    .slice(0, mostArguments)
    .flatMap((item) => evaluator.force(item.value));
  return [...handed, ...(target ? [target] : [])].some((each) => asks(each, selection));
}

function asks(value: Value, { evaluator }: Pick<Selection, "evaluator">): boolean {
  switch (value.kind) {
    case "function":
      return evaluator.modules.outlineOf(value.module)?.functions[value.function]?.asksSender === true;
    case "class":
    case "instance":
      return handlersOf(value, evaluator).some((each) => asks(each, { evaluator }));
    case "external":
      return isSenderName(value.names.at(-1) ?? "");
    case "object":
      // Filters that `|` joins, of which nobody sees what they are together.
      return value.isOpen;
    case "unknown":
    case "parameter":
      return true;
    default:
      return false;
  }
}

/** The methods of a class that are named after what they are called for: `on_message`. */
function handlersOf(value: ClassValue | InstanceValue, evaluator: Evaluator): readonly Value[] {
  const members = evaluator.modules.outlineOf(value.module)?.classes[value.class]?.members ?? [];
  const named = members.filter(({ name }) => /^on_?[A-Za-z]/.test(name));
  return named.flatMap(({ name }) => evaluator.memberOf(value, name)).filter(({ kind }) => kind === "function");
}
