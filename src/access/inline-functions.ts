import type { FunctionId, ModuleOutline } from "#model/module-outline.ts";

const inlineByOutline = new WeakMap<ModuleOutline, ReadonlyMap<FunctionId, readonly FunctionId[]>>();

/** The functions without a name that are parts of a function. */
export function inlineOf(outline: ModuleOutline, id: FunctionId): readonly FunctionId[] {
  const known = inlineByOutline.get(outline) ?? indexInline(outline);
  inlineByOutline.set(outline, known);
  return known.get(id) ?? [];
}

function indexInline({ functions }: ModuleOutline): ReadonlyMap<FunctionId, readonly FunctionId[]> {
  const found = new Map<FunctionId, FunctionId[]>();
  for (const [id, { outer, isInline }] of functions.entries()) {
    if (outer === undefined || !isInline) continue;
    const known = found.get(outer);
    if (known) known.push(id);
    else found.set(outer, [id]);
  }
  return found;
}
