import { part } from "#flow/declarations.ts";
import type { Run } from "#flow/taint-run.ts";
import type { Node } from "#model/document.ts";
import { walk } from "#model/tree.ts";

/** Names of what keeps things by its own, as classes and functions are called that make it. */
const container =
  /(?:Map|Set|Array|List|Dict|Counter|[Dd]eque|defaultdict|dict|set|list|Queue|Stack|Heap|Headers|FormData|Params|Cache|Collection|Bag)$/;

/**
 * Holds for an object that the program has from a function or a class that nobody sees, and that is no container by its
 * name: an import, `this.database` after `this.database = connect()`. What becomes of what it is given is not known.
 */
export function isFromOutside(node: Node, run: Run): boolean {
  const values = valuesOf(node, run);
  return values === "imported" || (values.length > 0 && values.every((value) => value && isMadeOutside(value, run)));
}

function valuesOf(node: Node, run: Run): "imported" | readonly (Node | undefined)[] {
  const { names, definitions } = run.context;
  if (node.kind === "name") {
    const entity = names.entities.get(node);
    return entity?.path !== undefined && entity.assigned.every((value) => value === undefined)
      ? "imported"
      : (entity?.assigned ?? []);
  }
  const field = fieldNamed(node);
  const of = field === undefined ? undefined : definitions.classOf(run.owner);
  return field === undefined || !of ? [] : assignedTo(field, of, run);
}

/** The `x` of `this.x` and `self.x`. */
function fieldNamed(node: Node): string | undefined {
  const object = node.kind === "member" ? part(node, "object") : undefined;
  const isOwn = object?.kind === "name" && (object.value === "self" || object.value === "this");
  return isOwn ? String(part(node, "property")?.value) : undefined;
}

function assignedTo(field: string, of: Node, { context }: Run): Node[] {
  const found: Node[] = [];
  for (const node of walk(of)) {
    context.fuel.spend(1);
    const target = node.kind === "assign" || node.kind === "field" ? part(node, "target") : undefined;
    const value = target && part(node, "value");
    const name = target && (node.kind === "field" ? String(target.value) : fieldNamed(target));
    // What is empty at first holds what it is given later.
    if (value && value.kind !== "null" && name === field) found.push(value);
  }
  return found;
}

function isMadeOutside(value: Node, { context }: Run): boolean {
  const made = value.kind === "await" || value.kind === "cast" ? value.children[0] : value;
  if (made?.kind !== "call" && made?.kind !== "new") return false;
  const callee = part(made, "callee");
  const word = callee?.kind === "member" ? part(callee, "property") : callee;
  const entity = callee?.kind === "name" ? context.names.entities.get(callee) : undefined;
  const { functionOf, classNamed } = context.definitions;
  const isOwn = entity !== undefined && (functionOf(entity) ?? classNamed(entity)) !== undefined;
  return !isOwn && word !== undefined && !container.test(String(word.value));
}
