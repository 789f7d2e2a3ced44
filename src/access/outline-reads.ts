import { originalNames } from "#access/called-names.ts";
import type { OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import type { Placed } from "#access/surroundings.ts";
import type { Binding } from "#access/survey.ts";
import type { Step } from "#access/targets.ts";
import { part } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";
import type { ExpressionId } from "#model/module-outline.ts";

/** Which members may say something about identity: by a name of what they are of, and their own: `env.HOME`, `env.*`. */
export type Reads = (name: string) => boolean;

/** A place where a member is read, and the expression of it. */
export interface Read extends Placed {
  readonly value: ExpressionId;
  /** Holds if it is computed which one is read. */
  readonly isComputed: boolean;
}

/** The members that a program reads or takes out of what has them, and of which a row may speak. */
export function readsIn(builder: OutlineBuilder, writer: ExpressionWriter, reads: Reads): Read[] {
  const { names, survey } = builder.source;
  const isAsked = (of: readonly string[], key: string | undefined) =>
    of.some((name) => reads(`${name}.*`) || (key !== undefined && reads(`${name}.${key}`)));
  const members = survey.members.flatMap((placed): Read[] => {
    const key = keyOf(placed.node);
    if (!isAsked(originalNames(part(placed.node, "object"), names, survey), key)) return [];
    return [{ ...placed, value: writer.write(placed.node), isComputed: key === undefined }];
  });
  const taken = [...survey.bindings].flatMap(([{ declaration, owner }, bindings]) =>
    bindings.flatMap((binding): Read[] => {
      const step = binding.steps.at(-1);
      if (!step || "without" in step || !isAsked(holderNames(builder, binding), textOf(step))) return [];
      const value = builder.taken(declaration, binding);
      const at = { function: owner, class: undefined, loops: binding.loops ?? [], conditional: false };
      return value === undefined ? [] : [{ node: declaration, at, value, isComputed: "computed" in step }];
    }),
  );
  return [...members, ...taken];
}

/** The name of a member; undefined where it is computed. */
function keyOf(node: Node): string | undefined {
  if (node.kind === "member") return String(part(node, "property")?.value);
  const index = part(node, "index");
  return index?.kind === "string" ? String(index.value) : undefined;
}

function textOf(step: Step): string | undefined {
  return "key" in step ? String(step.key) : undefined;
}

/** The names of what the last part is taken out of. */
function holderNames({ source: { names, survey } }: OutlineBuilder, { from, steps }: Binding): readonly string[] {
  const before = steps.at(-2);
  if (before) return "key" in before ? [String(before.key)] : [];
  const holder = "value" in from ? from.value : "parameter" in from ? part(from.parameter, "default") : undefined;
  return originalNames(holder, names, survey);
}
