import type { Role } from "#model/code.ts";
import type { Document, Node, NodeKind } from "#model/document.ts";
import type { Semantics } from "#model/semantics.ts";
import { type Binding, bindNode, type Bindings } from "#match/binding.ts";
import { partOf } from "#match/code-pattern.ts";
import type { MatchOptions } from "#match/match-options.ts";
import type { Fuel } from "#match/fuel.ts";
import type { Pattern, PatternItem, ShapePattern } from "#match/pattern.ts";
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

/** What a part is, of which a condition may ask something. */
interface PartSubject {
  readonly document: Document;
  readonly semantics: Semantics;
  readonly fuel: Fuel;
}

/** Tells the nodes of which the part is what the pattern says it is, and is not what the condition asks for. */
export function ruledOut(
  { steps, holds }: GuardedPart,
  { document, semantics, fuel }: PartSubject,
): (node: Node) => boolean {
  // A program uses the same few members again and again; what else a name is may hang on where it stands.
  const known = new Map<string, boolean>();
  return (node) => {
    const part = partBelow(node, steps);
    if (!part) return false;
    const member = part.kind === "name" && part.role === "property" ? String(part.value) : undefined;
    const told = member === undefined ? undefined : known.get(member);
    if (told !== undefined) return told;
    const binding = boundPart(document, part);
    const isOut = holds.some((each) => !each(binding, semantics, fuel));
    if (member !== undefined) known.set(member, isOut);
    return isOut;
  };
}

const boundParts = new WeakMap<Node, Map<Node, Binding>>();

/** What a part is bound to, made once: hundreds of formulas ask for the same callees. */
function boundPart(document: Document, part: Node): Binding {
  const known = boundParts.get(document.root) ?? new Map<Node, Binding>();
  boundParts.set(document.root, known);
  const binding = known.get(part) ?? bindNode(document, part);
  known.set(part, binding);
  return binding;
}

function partBelow(node: Node, steps: GuardedPart["steps"]): Node | undefined {
  let at: Node | undefined = node;
  for (const { kind, role } of steps) {
    // A name that an import brings may be a member, and a cast may be anything.
    if (at?.kind !== kind) return undefined;
    at = partOf(at, role);
  }
  return at;
}
