import type { Document, Node } from "#model/document.ts";
import { parametersOf, part, parts } from "#flow/declarations.ts";
import type { Entity } from "#flow/entity.ts";
import type { Known } from "#flow/fold.ts";

/** What the types of expressions are asked of. */
export interface TypeSources {
  readonly document: Document;
  readonly entityOf: (name: Node) => Entity | undefined;
  readonly definitionOf: (name: Node) => Node | undefined;
  readonly knownOf: (expression: Node) => Known | undefined;
}

/** Names that stand for each other are followed this far. */
const furthest = 20;

/** Types of expressions: of literals, of what is made by `new`, of what is declared with a type. */
export function typesOf(sources: TypeSources): (expression: Node) => Node | undefined {
  let members: ReadonlyMap<Node, Node> | undefined;
  return (expression) => {
    let node: Node | undefined = expression;
    for (let step = 0; node && step < furthest; step++) {
      const written = writtenType(node, sources);
      if (written) return { ...written, role: "type" };
      if (node.kind === "member") return (members ??= memberTypes(sources.document.root)).get(node);
      node = node.kind === "name" ? sources.definitionOf(node) : node.kind === "cast" ? node.children[0] : undefined;
    }
    return knownType(expression, sources.knownOf(expression));
  };
}

function writtenType(node: Node, { document, entityOf }: TypeSources): Node | undefined {
  switch (node.kind) {
    case "string":
      return word("string", node);
    case "template":
      return part(node, "tag") ? undefined : word("string", node);
    case "number":
      return word(document.syntax === "python" ? numberType(node, document) : node.kind, node);
    case "boolean":
      return word(node.kind, node);
    case "regex":
      return word("RegExp", node);
    case "new":
      return part(node, "callee");
    case "cast":
      return part(node, "type");
    case "name":
      return entityOf(node)?.type;
    default:
      return undefined;
  }
}

/** Python tells numbers apart by how they are written. */
function numberType({ start, end }: Node, { text }: Document): string {
  return /^[^xX]*[.eE]/.test(text.slice(start, end)) ? "float" : "int";
}

function knownType(node: Node, known: Known | undefined): Node | undefined {
  if (!known) return undefined;
  if ("some" in known) return word(known.some, node);
  return known.constant === null ? undefined : word(typeof known.constant, node);
}

function word(value: string, { start, end }: Node): Node {
  return { kind: "name", value, start, end, role: "type", children: [] };
}

/** The types of all `this.x`: of fields, and of parameters of the constructor that become fields. */
function memberTypes(root: Node): ReadonlyMap<Node, Node> {
  const types = new Map<Node, Node>();
  const stack: { readonly node: Node; readonly fields: ReadonlyMap<string, Node> }[] = [
    { node: root, fields: new Map() },
  ];
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node } = step;
    const fields = node.kind === "class" ? fieldsOf(node) : step.fields;
    const type = fields.size > 0 ? ownMember(node, fields) : undefined;
    if (type) types.set(node, type);
    for (const child of node.children) stack.push({ node: child, fields });
  }
  return types;
}

function ownMember(node: Node, fields: ReadonlyMap<string, Node>): Node | undefined {
  if (node.kind !== "member") return undefined;
  const object = part(node, "object");
  const isOwn = object?.kind === "name" && (object.value === "this" || object.value === "self");
  return isOwn ? fields.get(String(part(node, "property")?.value)) : undefined;
}

function fieldsOf(node: Node): ReadonlyMap<string, Node> {
  // What a decorated class is given may be injected into it, and is kept by frameworks under the parameter's name.
  const isDecorated = part(node, "decorator") !== undefined;
  const fields = new Map<string, Node>();
  const add = (holder: Node) => {
    const type = part(holder, "type");
    const target = part(holder, "target");
    if (type && target?.kind === "name") fields.set(String(target.value), type);
  };
  for (const member of parts(node, "member")) {
    if (member.kind === "field") add(member);
    if (member.kind !== "function" || member.label !== "constructor") continue;
    for (const parameter of parametersOf(member)) if (isDecorated || part(parameter, "modifier")) add(parameter);
  }
  return fields;
}
