import { parametersOf, part, parts } from "#flow/declarations.ts";
import type { Definitions } from "#flow/definitions.ts";
import type { Entity, Names } from "#flow/entity.ts";
import { dottedName } from "#flow/gate-words.ts";
import type { Node } from "#model/document.ts";

/** What a variable is given where it is declared. */
interface Given {
  readonly value: Node;
  /** The part of the value that it is given. */
  readonly name?: string;
}

/** A parameter of a function, or a part of one that is taken apart. */
export interface Parameter {
  readonly owner: Node;
  readonly index: number;
  readonly name?: string;
}

/** What is known of a document before ways are followed, whatever the gates are. */
export interface GateFacts {
  readonly parents: ReadonlyMap<Node, Node>;
  readonly numberOf: ReadonlyMap<Node, number>;
  /** Names of functions of which the result is awaited somewhere. */
  readonly awaited: ReadonlySet<string>;
  /** What is given to variables where they are declared, of those that are given nothing else. */
  readonly given: ReadonlyMap<Entity, Given>;
  /** By the name that declares it. */
  readonly parameters: ReadonlyMap<Node, Parameter>;
  /** Names that an `export` lists, or declares. */
  readonly exported: ReadonlySet<Entity>;
}

/** Looks through a document; iterative, each node once. */
export function gateFacts(root: Node, definitions: Definitions, names: Names): GateFacts {
  const found = {
    parents: new Map<Node, Node>(),
    awaited: new Set<string>(),
    given: new Map<Entity, Given>(),
    parameters: new Map<Node, Parameter>(),
    exported: new Set<Entity>(),
  };
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    note(node, names, found);
    for (const child of node.children) {
      found.parents.set(child, node);
      stack.push(child);
    }
  }
  return { ...found, numberOf: new Map(definitions.functions.map((each, index) => [each, index] as const)) };
}

interface Found {
  readonly awaited: Set<string>;
  readonly given: Map<Entity, Given>;
  readonly parameters: Map<Node, Parameter>;
  readonly exported: Set<Entity>;
}

function note(node: Node, names: Names, found: Found): void {
  switch (node.kind) {
    case "await":
      return noteAwaited(part(node, "value"), found);
    case "member":
      if (/^(?:then|catch|finally)$/.test(String(part(node, "property")?.value)))
        noteAwaited(part(node, "object"), found);
      return;
    case "define":
    case "assign":
      return noteGiven(node, names, found.given);
    case "function":
      return noteParameters(node, found.parameters);
    case "export":
      return noteExported(node, names, found.exported);
    default:
  }
}

function noteAwaited(value: Node | undefined, { awaited }: Found): void {
  const name = value?.kind === "call" ? dottedName(part(value, "callee")) : "";
  if (name !== "") awaited.add(name);
}

function noteGiven(node: Node, names: Names, given: Map<Entity, Given>): void {
  const target = part(node, "target");
  const value = part(node, "value");
  if (!target || !value) return;
  const isPlain = node.kind === "define" || node.label === "=" || node.label === ":=" || node.label === undefined;
  for (const { name, field } of namesOf(target)) {
    const entity = names.entities.get(name);
    const isFirst = entity?.declaration === name && entity.isShared !== true && entity.assigned.length === 1;
    if (isPlain && isFirst) given.set(entity, { value, ...(field !== undefined && { name: field }) });
  }
}

/** The names that a target binds, with the part of the value that each is given. */
export function namesOf(target: Node): { readonly name: Node; readonly field?: string }[] {
  if (target.kind === "name") return [{ name: target }];
  if (target.kind === "mapping") {
    return parts(target, "entry").flatMap((entry) => {
      const name = innermost(entry.kind === "pair" ? part(entry, "value") : undefined);
      return name ? [{ name, field: String(part(entry, "key")?.value) }] : [];
    });
  }
  if (target.kind !== "sequence") return [];
  return parts(target, "item").flatMap((item, index) => {
    const name = innermost(item);
    return name ? [{ name, field: String(index) }] : [];
  });
}

/** The name of `name = otherwise`. */
function innermost(target: Node | undefined): Node | undefined {
  const inner = target?.kind === "assign" ? part(target, "target") : target;
  return inner?.kind === "name" ? inner : undefined;
}

function noteParameters(owner: Node, parameters: Map<Node, Parameter>): void {
  for (const [index, parameter] of parametersOf(owner).entries()) {
    const target = part(parameter, "target");
    if (!target || parameter.value !== undefined) continue;
    for (const { name, field } of namesOf(target))
      parameters.set(name, { owner, index, ...(field !== undefined && { name: field }) });
  }
}

function noteExported(node: Node, names: Names, exported: Set<Entity>): void {
  const declaration = part(node, "declaration");
  const declared = declaration && (part(declaration, declaration.kind === "define" ? "target" : "name") ?? declaration);
  const listed = parts(node, "specifier").flatMap((specifier) => part(specifier, "name") ?? []);
  for (const name of [...(declared ? [declared] : []), ...(part(node, "source") ? [] : listed)]) {
    const entity = names.entities.get(name);
    if (entity) exported.add(entity);
  }
}

/** Holds for a function of which calling gives a promise. */
export function isAsync(node: Node): boolean {
  return parts(node, "modifier").some(({ value }) => value === "async");
}
