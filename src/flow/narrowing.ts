import type { Edge } from "#flow/flow-graph.ts";
import type { TaintEnvironment } from "#flow/taint-environment.ts";
import type { Run, TaintContext } from "#flow/taint-run.ts";
import { cleanse } from "#flow/taint-targets.ts";
import type { Node } from "#model/document.ts";

/** How an operator asks whether two things are the very same: it holds if they are, or if they are not. */
const sameness: Readonly<Record<string, boolean>> = { "===": true, is: true, "!==": false, "is not": false };
/** What else is said to be equal may be an object that is converted, or that decides by itself. */
const equality: Readonly<Record<string, boolean>> = { ...sameness, "==": true, "!=": false };

/** What is known after a block on a way that a test may lead to. */
export function leftBy(when: Edge["when"], run: Run): TaintEnvironment {
  const { context, environment } = run;
  const constant = context.assumes.followsCalls && when && constantAfter(when, run);
  if (!constant) return environment;
  const narrowed = environment.copy();
  cleanse(constant, run, narrowed);
  return narrowed;
}

/**
 * The variable that holds nothing but a constant on a way that a test leads to, so that nothing comes to it from
 * anywhere: it is empty, or it is what it was compared with. Only a variable of which no other function knows: what is
 * in an object may change without this function doing anything.
 */
function constantAfter({ test, holds }: NonNullable<Edge["when"]>, run: Run): Node | undefined {
  // An object of Python says by itself whether it is empty.
  if (test.kind === "name") return holds || !run.context.coerces ? undefined : own(test, run);
  if (test.kind !== "binary" && test.kind !== "comparison") return undefined;
  const [left, right, ...more] = test.children;
  if (!left || !right || more.length > 0) return undefined;
  const [named, constant] = isConstant(right, run.context) ? [left, right] : [right, left];
  if (!isConstant(constant, run.context)) return undefined;
  const asks = (isNothing(constant) ? equality : sameness)[test.label ?? ""];
  return asks === holds ? own(comparedWith(named, constant), run) : undefined;
}

/** `typeof x === "undefined"` speaks of `x`; what else is said of a type says nothing of a value. */
function comparedWith(node: Node, constant: Node): Node | undefined {
  const isTyped = node.kind === "unary" && node.label === "typeof";
  if (!isTyped) return node;
  return constant.value === "undefined" ? node.children[0] : undefined;
}

/** The name, if it is of a variable that only the function that is looked at knows. */
function own(name: Node | undefined, { context, owner }: Run): Node | undefined {
  const entity = name?.kind === "name" ? context.names.entities.get(name) : undefined;
  if (!entity || entity.owner !== (owner.kind === "function" ? owner : undefined)) return undefined;
  const inner = context.definitions.within(owner);
  const isInner = ({ start }: Node) => inner.some((each) => each.start <= start && start < each.end);
  return context.usesOf(entity).some((use) => isInner(use.name)) ? undefined : name;
}

function isNothing(node: Node): boolean {
  return node.kind === "null" || node.value === "undefined";
}

function isConstant(node: Node, { semantics, names }: TaintContext): boolean {
  if (node.kind === "name" && node.value === "undefined") return !names.entities.has(node);
  return node.kind === "null" || semantics.constantOf(node) !== undefined;
}
