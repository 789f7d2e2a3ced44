import { transparent } from "#access/transparent.ts";
import type { Binding, Survey } from "#access/survey.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";
import type { Expression, ModuleOutline } from "#model/module-outline.ts";

/** A name that stands for a name that stands for another is followed this far. */
const mostNames = 4;
/** And of what is assigned to it, this much. */
const mostAssigned = 20;

/** The name of what a module exports by default, or is as a whole. */
export const whole = "default";

/** Functions that give what they are given, to be called in another way. */
const adapters: ReadonlySet<string> = new Set(["promisify", "bind", "partial", "wrap"]);

/** What a call, or the template behind a tag, calls. */
export function calleeOf(node: Node): Node | undefined {
  return part(node, node.kind === "template" ? "tag" : "callee");
}

/** The last name of what is called: `c` of `a.b.c` and of `a.b["c"]`. */
export function lastName(callee: Node | undefined): string {
  const plain = callee && transparent(callee);
  if (!plain) return "";
  if (plain.kind === "member") return String(part(plain, "property")?.value);
  if (plain.kind === "index") {
    const index = part(plain, "index");
    return index?.kind === "string" ? String(index.value) : "";
  }
  if (plain.kind === "call") return lastName(part(plain, "callee"));
  return plain.kind === "name" ? String(plain.value) : "";
}

/** The names that what is called may have where it comes from: its last name, what a local name stands for, and what made it. */
export function originalNames(callee: Node | undefined, names: Names, survey: Survey): readonly string[] {
  const found = new Set<string>();
  let waiting = callee ? [callee] : [];
  for (let round = 0; round < mostNames && waiting.length > 0; round++) {
    waiting = waiting.flatMap((one) => {
      const plain = transparent(one);
      found.add(isRequire(plain) ? whole : lastName(plain));
      const inner = plain.kind === "call" ? part(plain, "callee") : undefined;
      if (inner) return [inner];
      const generic = genericOf(plain);
      if (generic) return [generic];
      const entity = plain.kind === "name" ? names.entities.get(plain) : undefined;
      const bindings = (entity && survey.bindings.get(entity)?.slice(0, mostAssigned)) ?? [];
      return bindings.flatMap((binding) => standsFor(binding, found));
    });
  }
  return [...found];
}

/** `Agent[Deps, Output]` is `Agent`, of some types. */
function genericOf(node: Node): Node | undefined {
  if (node.kind !== "index" || part(node, "index")?.kind === "string") return undefined;
  const object = part(node, "object");
  return /^[A-Z]/.test(lastName(object)) ? object : undefined;
}

/** The names of what made what is called: `make` of `const add = make(); add()`. */
export function makersOf(callee: Node | undefined, names: Names, survey: Survey): readonly string[] {
  const plain = callee && transparent(callee);
  const entity = plain?.kind === "name" ? names.entities.get(plain) : undefined;
  const bindings = (entity && survey.bindings.get(entity)?.slice(0, mostAssigned)) ?? [];
  return bindings.flatMap(({ from }) => {
    const value = "value" in from ? transparent(from.value) : undefined;
    return value?.kind === "call" ? [lastName(value)] : [];
  });
}

function isRequire(node: Node): boolean {
  return node.kind === "call" && lastName(part(node, "callee")) === "require" && parts(node, "argument").length === 1;
}

/** Adds the name that a binding tells, and gives the nodes that tell more. */
function standsFor({ from, steps }: Binding, found: Set<string>): readonly Node[] {
  const last = steps.at(-1);
  const value = "value" in from ? transparent(from.value) : undefined;
  if (last) return takenFrom(value, steps, found);
  if ("module" in from) found.add(from.name ?? whole);
  if (value?.kind === "name" || value?.kind === "member") return [value];
  if (value?.kind !== "call") return [];
  if (!isRequire(value)) return [value, ...adaptedBy(value)];
  found.add(whole);
  return [];
}

/** The same of what is taken out of a value: all of it but for some keys is known by its names. */
function takenFrom(value: Node | undefined, steps: Binding["steps"], found: Set<string>): readonly Node[] {
  const last = steps.at(-1)!;
  if ("without" in last) return value && steps.length === 1 ? [value] : [];
  if ("key" in last) found.add(String(last.key));
  return value?.kind === "call" && !isRequire(value) ? [value] : [];
}

/** What a call gives in another form: what it is given, or what it is called of. */
function adaptedBy(call: Node): readonly Node[] {
  const adapter = part(call, "callee");
  if (!adapter || !adapters.has(lastName(adapter))) return [];
  const plain = transparent(adapter);
  const receiver = plain.kind === "member" ? part(plain, "object") : undefined;
  return [...parts(call, "argument").slice(0, 1), ...(receiver ? [receiver] : [])];
}

/** The same of an outline's expression. */
export function originalNamesIn(outline: ModuleOutline, callee: Expression | undefined): readonly string[] {
  const found = new Set<string>();
  let waiting = callee ? [callee] : [];
  for (let round = 0; round <= mostNames && waiting.length > 0; round++)
    waiting = waiting.flatMap((one) => meant(outline, one, found));
  return [...found];
}

function meant(outline: ModuleOutline, expression: Expression, found: Set<string>): readonly Expression[] {
  const at = (id: number | undefined) => (id === undefined ? [] : [outline.expressions[id]!]);
  switch (expression.kind) {
    case "member": {
      const [property] = at(expression.property);
      if (property?.kind !== "constant") return at(expression.object);
      found.add(String(property.value));
      // What `bind` is called of.
      return adapters.has(String(property.value)) ? at(expression.object) : [];
    }
    case "variable": {
      const { name, values } = outline.variables[expression.variable]!;
      found.add(name);
      return values.slice(0, mostAssigned).flatMap(at);
    }
    case "import":
      found.add(expression.name ?? whole);
      return [];
    case "global":
      found.add(expression.name);
      return [];
    case "class":
      return at(outline.classes[expression.class]?.base);
    case "call":
      return [...at(expression.callee), ...at(expression.arguments[0]?.value)];
    default:
      return [];
  }
}
