import type { Role } from "#model/code.ts";
import type { Document, Node, NodeKind } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import { bindNode } from "#match/binding.ts";
import { partOf } from "#match/code-pattern.ts";
import type { MatchOptions } from "#match/match-options.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Pattern, PatternItem, ShapePattern } from "#match/pattern.ts";
import type { Bindings } from "#match/binding.ts";
import type { Guards } from "#match/term.ts";

/** Where a pattern of a member or a call binds a name of which something is asked. */
export interface GuardedPart {
  /** From the node down: the kind that is asked for, and the role of the part in it. */
  readonly steps: readonly { readonly kind: NodeKind; readonly role: Role }[];
  readonly holds: NonNullable<ReturnType<Guards["get"]>>;
}

/** In what a pattern is looked for. */
interface Asked {
  readonly bindings: Bindings;
  readonly options: MatchOptions;
  readonly guards?: Guards;
}

/**
 * The part of a pattern `$X.$P`, `$F(...)` or `$X.$P(...)` that alone may rule a node out: what `$P` or `$F` is, if a
 * condition asks something of it. Most calls of a program are none that such a pattern means.
 */
export function guardedPart(pattern: Pattern, { bindings, options, guards }: Asked): GuardedPart | undefined {
  // A name may stand for what it was given.
  if (!guards || options.knowsExpressions || pattern.type !== "shape") return undefined;
  const steps: { kind: NodeKind; role: Role }[] = [];
  for (let at: PatternItem | undefined = pattern; at?.type === "shape";) {
    const role = nameOf.get(at.kind);
    if (!role) return undefined;
    steps.push({ kind: at.kind, role });
    at = itemOf(at, role);
    if (at?.type !== "metavariable") continue;
    const holds = guards.get(at.name);
    return holds && !at.content && !bindings.has(at.name) ? { steps, holds } : undefined;
  }
  return undefined;
}

/** What says what a node of a kind is about. */
const nameOf: ReadonlyMap<NodeKind, Role> = new Map<NodeKind, Role>([
  ["member", "property"],
  ["call", "callee"],
  ["new", "callee"],
]);

function itemOf({ parts }: ShapePattern, role: Role): PatternItem | undefined {
  return parts.find((part) => part.role === role)?.items[0];
}

/** Holds if the part is what the pattern says it is, and is not what the condition asks for. */
export function isRuledOut(
  { steps, holds }: GuardedPart,
  node: Node,
  { document, semantics, fuel }: { readonly document: Document; readonly semantics: Semantics; readonly fuel: Fuel },
): boolean {
  let at: Node | undefined = node;
  for (const { kind, role } of steps) {
    // A name that an import brings may be a member, and a cast may be anything.
    if (at?.kind !== kind) return false;
    at = partOf(at, role);
  }
  if (!at) return false;
  const binding = bindNode(document, at);
  return holds.some((each) => !each(binding, semantics, fuel));
}
