import { append } from "#model/append.ts";
import { part } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

/** How a part of a value is reached when it is taken apart. */
export type Step =
  | { readonly key: string | number }
  /** A key that is computed. */
  | { readonly computed: Node }
  /** All but some keys, or all from an index on. */
  | { readonly without: readonly string[] };

/** A name, or another place, that a part of a value is assigned to. */
export interface Target {
  readonly place: Node;
  readonly steps: readonly Step[];
  /** What it is if the part is not there. */
  readonly fallback?: Node;
}

/** The places within a target: of `{ a, b: [c] }`, `a` and, two steps away, `c`. */
export function targetsOf(target: Node | undefined): Target[] {
  const found: Target[] = [];
  const stack: Target[] = target ? [{ place: target, steps: [] }] : [];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const inner = within(at);
    if (inner) append(stack, inner.reverse());
    else found.push(at);
  }
  return found;
}

/** The targets that one consists of; undefined for a place. */
function within({ place, steps, fallback }: Target): Target[] | undefined {
  const further = (node: Node | undefined, step?: Step): Target[] =>
    node ? [{ place: node, steps: step ? [...steps, step] : steps, ...(fallback && !step && { fallback }) }] : [];
  switch (place.kind) {
    case "define":
    case "parameter":
    case "cast":
      return further(part(place, place.kind === "cast" ? "expression" : "target"));
    case "assign": {
      const value = part(place, "value");
      const target = part(place, "target");
      return target ? [{ place: target, steps, ...(value && { fallback: value }) }] : [];
    }
    case "sequence":
      return place.children.flatMap((child, index) =>
        child.kind === "spread" ? further(part(child, "value"), { without: [] }) : further(child, { key: index }),
      );
    case "mapping":
      return place.children.flatMap((child) => {
        if (child.kind === "spread") return further(part(child, "value"), { without: keysOf(place) });
        const key = part(child, "key");
        return key ? further(part(child, "value"), stepOf(key)) : [];
      });
    default:
      return undefined;
  }
}

function stepOf(key: Node): Step {
  if (key.kind === "computed") return { computed: part(key, "expression") ?? key };
  return { key: String(key.value) };
}

function keysOf(mapping: Node): string[] {
  return mapping.children.flatMap((child) => {
    const key = part(child, "key");
    return key && key.kind !== "computed" ? [String(key.value)] : [];
  });
}
