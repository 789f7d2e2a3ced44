import { part } from "#flow/declarations.ts";
import type { Edge } from "#flow/flow-graph.ts";
import type { TaintEnvironment } from "#flow/taint-environment.ts";
import type { Run, TaintContext } from "#flow/taint-run.ts";
import { cleanse } from "#flow/taint-targets.ts";
import type { Node } from "#model/document.ts";

/** How an operator asks whether two things are the same: it holds if they are, or if they are not. */
const sameness: Readonly<Record<string, boolean>> = {
  "===": true,
  "==": true,
  is: true,
  "!==": false,
  "!=": false,
  "is not": false,
};

/** What is known after a block on a way that a test may lead to. */
export function leftBy(when: Edge["when"], run: Run): TaintEnvironment {
  const { context, environment } = run;
  const constant = context.assumes.followsCalls && when && constantAfter(when, context);
  if (!constant) return environment;
  const narrowed = environment.copy();
  cleanse(constant, run, narrowed);
  return narrowed;
}

/**
 * The name, or the part of what one names, that holds nothing but a constant on a way that a test leads to, so that
 * nothing comes to it from anywhere: it is empty, or it is what it was compared with.
 */
function constantAfter({ test, holds }: NonNullable<Edge["when"]>, context: TaintContext): Node | undefined {
  if (isNamed(test)) return holds ? undefined : emptied(test);
  if (test.kind !== "binary" && test.kind !== "comparison") return undefined;
  const [left, right, ...more] = test.children;
  const asks = sameness[test.label ?? ""];
  if (!left || !right || more.length > 0 || asks !== holds) return undefined;
  if (isConstant(right, context)) return comparedWith(left, right);
  return isConstant(left, context) ? comparedWith(right, left) : undefined;
}

/** `typeof x === "undefined"` and `x.length === 0` speak of `x`; what else is said of a type says nothing of a value. */
function comparedWith(node: Node, constant: Node): Node | undefined {
  if (isNamed(node)) return isLength(node) && constant.value !== 0 ? undefined : emptied(node);
  const operand = node.kind === "unary" && node.label === "typeof" ? node.children[0] : undefined;
  return operand && isNamed(operand) && constant.value === "undefined" ? operand : undefined;
}

/** What has no length has nothing in it. */
function emptied(node: Node): Node | undefined {
  return isLength(node) ? part(node, "object") : node;
}

function isLength(node: Node): boolean {
  return node.kind === "member" && part(node, "property")?.value === "length";
}

function isNamed(node: Node): boolean {
  let named: Node | undefined = node;
  while (named?.kind === "member") named = part(named, "object");
  return named?.kind === "name";
}

function isConstant(node: Node, { semantics, names }: TaintContext): boolean {
  if (node.kind === "name" && node.value === "undefined") return !names.entities.has(node);
  return node.kind === "null" || semantics.constantOf(node) !== undefined;
}
