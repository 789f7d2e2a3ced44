import { isSenderName } from "#access/sender-tests.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { ClassValue, InstanceValue, Value } from "#access/value.ts";
import type { Selection } from "#identity/selector.ts";

/** Arguments of a call that starts something: more are data. */
const mostArguments = 10;

/**
 * What a trigger says of who may start it. A row says what the interface lets in; where the program filters, or asks in
 * what it runs then, anyone is not said any more, and who it is is not known.
 */
export function withSender(value: Readonly<Record<string, unknown>>, selection: Selection): typeof value {
  return value["sender"] === "open" && isNarrowed(selection) ? { ...value, sender: "unknown" } : value;
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
