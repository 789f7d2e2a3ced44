import { transparent } from "#access/transparent.ts";
import { part } from "#flow/declarations.ts";
import { append } from "#model/append.ts";
import type { Node } from "#model/document.ts";

const constants: ReadonlySet<string> = new Set(["string", "number", "boolean"]);

/**
 * What a choice hands on where its test asks whether that is what is chosen already: `mode` of
 * `"all" if mode == "all" else None`. Undefined for any other choice. Iterative.
 */
export function passedOn(test: Node, consequent: Node): Node | undefined {
  const chosen = transparent(consequent);
  if (!constants.has(chosen.kind)) return undefined;
  const stack = [transparent(test)];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (at.kind !== "binary") continue;
    if (/^(?:and|&&)$/.test(at.label ?? "")) append(stack, at.children.map(transparent));
    if (!/^===?$/.test(at.label ?? "")) continue;
    const [left, right] = [part(at, "left"), part(at, "right")];
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const same = one && transparent(one);
      if (other && same?.kind === chosen.kind && same.value === chosen.value) return other;
    }
  }
  return undefined;
}
