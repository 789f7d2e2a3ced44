import type { Role } from "#model/code.ts";
import type { Node, NodeKind } from "#model/document.ts";
import { partOf } from "#match/code-pattern.ts";
import type { MatchOptions } from "#match/match-options.ts";
import { operandsOf } from "#match/operator-steps.ts";
import type { ShapePattern } from "#match/pattern.ts";

/** What a node is looked at for. */
interface Asked {
  readonly pattern: ShapePattern;
  readonly node: Node;
  /** What the whole pattern is tried on: what lies within it is tried too. */
  readonly isRoot: boolean;
  readonly options: MatchOptions;
}

/**
 * By a kind, the others of which nodes are seen as such: by a view of them (`viewsOf`), by what a name stands for
 * (`expansionsOf`), or as what a statement computes.
 */
const seenAs: ReadonlyMap<NodeKind, readonly NodeKind[]> = new Map([
  ["assign", ["define", "field", "cast"]],
  ["function", ["define", "field", "pair", "assign"]],
  ["import", ["export", "define"]],
  ["for", ["for-each"]],
  ["name", ["string", "cast"]],
  ["member", ["name", "cast"]],
  ["expression-statement", ["define", "field", "return", "cast"]],
  ["sequence", ["comprehension"]],
  ["template", ["string", "binary"]],
]);

/** Kinds of nodes that the whole of a pattern of a kind may match; undefined for any: whatever is a body is seen as a block. */
export function kindsSeenAs(kind: NodeKind): readonly NodeKind[] | undefined {
  return kind === "block" ? undefined : [kind, ...(seenAs.get(kind) ?? [])];
}

/**
 * Other ways to write the same thing: what a node would be, had it been written as the pattern is. Each view has the
 * place of the node, and is made of its parts.
 */
export function viewsOf({ pattern, node, isRoot, options }: Asked): readonly Node[] {
  if (node.kind === pattern.kind) return node.kind === "import" ? asModules(pattern, node) : [];
  switch (pattern.kind) {
    case "assign":
      return pattern.label === "=" ? asAssignment(node, options) : [];
    case "function":
      return asFunction(node, isRoot);
    case "block":
      return asBlock(node);
    case "import":
      return [...asImport(node), ...asModules(pattern, node)];
    case "template":
      return asTemplate(node);
    case "sequence":
      return asSequence(pattern, node);
    case "class":
    case "define":
      return isRoot ? [] : unwrapped(node, pattern.kind);
    case "for":
      return asLoop(pattern, node);
    case "name":
      return node.role === "key" && node.kind === "string"
        ? [{ ...view("name", node, []), value: String(node.value) }]
        : casts(node);
    case "decorator":
      return [];
    default:
      return casts(node);
  }
}

function parts(node: Node, role: Role): readonly Node[] {
  return node.children.filter((child) => child.role === role);
}

/** A cast changes nothing at run time. */
function casts(node: Node): readonly Node[] {
  return node.kind === "cast" ? parts(node, "expression") : [];
}

function view(kind: NodeKind, { start, end }: Node, children: readonly Node[], label?: string): Node {
  return { kind, start, end, ...(label !== undefined && { label }), children };
}

/** `var x = e` and a field `x = e` say what `x = e` says. */
function asAssignment(node: Node, options: MatchOptions): readonly Node[] {
  if (node.kind === "cast") return parts(node, "expression");
  const isDefinition =
    (node.kind === "define" && options.assignsInDefinitions) || (node.kind === "field" && options.assignsInFields);
  if (!isDefinition || !partOf(node, "value")) return [];
  return [view("assign", node, [...parts(node, "target"), ...parts(node, "type"), ...parts(node, "value")], "=")];
}

/** A function that is the value of a variable, a field or an entry has its name. */
function asFunction(node: Node, isRoot: boolean): readonly Node[] {
  if (node.kind === "export") return isRoot ? [] : unwrapped(node, "function");
  const name = partOf(node, node.kind === "pair" ? "key" : "target");
  const value = partOf(node, "value");
  const isNaming = ["define", "field", "pair", "assign"].includes(node.kind);
  if (!isNaming || value?.kind !== "function" || name?.kind !== "name" || partOf(value, "name")) return [];
  return [view("function", node, [{ ...name, role: "name" }, ...value.children], value.label)];
}

/** What an export defines stands in it. */
function unwrapped(node: Node, kind: NodeKind): readonly Node[] {
  if (node.kind !== "export") return [];
  return parts(node, "declaration").filter((declaration) => declaration.kind === kind);
}

/** A body that is one expression is a block that returns it. */
function asBlock(node: Node): readonly Node[] {
  if (node.role !== "body" && node.role !== "consequent" && node.role !== "alternate") return [];
  return [
    view(
      "block",
      node,
      [view("return", node, [{ ...node, role: "value" }])].map((made) => ({ ...made, role: "statement" })),
    ),
  ];
}

/** `for (...)` is any loop that counts or goes over something. */
function asLoop(pattern: ShapePattern, node: Node): readonly Node[] {
  const isAny = pattern.parts.some(({ role, items }) => role === "init" && items[0]?.type === "dots");
  if (!isAny || node.kind !== "for-each") return [];
  return [view("for", node, parts(node, "body"))];
}

/** `const { a, b: c } = require("m")` and `const m = require("m")` import. */
function asImport(node: Node): readonly Node[] {
  const value = partOf(node, "value");
  const target = partOf(node, "target");
  const isReexport = node.kind === "export" && partOf(node, "modifier")?.value === "type" && partOf(node, "source");
  if (isReexport) return [view("import", node, [...parts(node, "source"), ...parts(node, "specifier")], "from")];
  if (node.kind !== "define" || !value || !target) return [];
  const [argument] = parts(value, "argument");
  const isRequire = value.kind === "call" && partOf(value, "callee")?.value === "require";
  if (!isRequire || argument?.kind !== "string") return [];
  const source: Node = { ...argument, kind: "module-name", role: "source" };
  if (target.kind === "mapping")
    return [view("import", node, [source, ...parts(target, "entry").flatMap(specifierOf)], "from")];
  if (target.kind !== "name") return [];
  const specifier = view("specifier", target, [{ ...target, role: "name" }], "namespace");
  return [view("import", node, [source, { ...specifier, role: "specifier" }], "from")];
}

/** `from a import b` imports `a.b`, as far as its name tells. */
function asModules(pattern: ShapePattern, node: Node): readonly Node[] {
  const source = partOf(node, "source");
  if (node.kind === "import" && node.label === "module" && pattern.label === "from") return asSpecifier(node);
  const isModule = pattern.label === "module" && node.kind === "import" && node.label === "from";
  if (!isModule || !source || /[./]$|^\./.test(String(source.value))) return [];
  return parts(node, "specifier").flatMap((specifier): Node[] => {
    const name = partOf(specifier, "name");
    if (specifier.label !== undefined || !name) return [];
    const value = `${String(source.value)}.${String(name.value)}`;
    return [view("import", node, [{ ...source, value }, ...parts(specifier, "alias")], "module")];
  });
}

/** `import a.b` imports `b` from `a`. */
function asSpecifier(node: Node): readonly Node[] {
  const source = partOf(node, "source");
  const [, module, name] = /^(.+)\.(\w+)$/.exec(String(source?.value)) ?? [];
  if (!source || module === undefined || name === undefined) return [];
  const { start, end } = source;
  const word: Node = { kind: "name", value: name, start, end, role: "name", children: [] };
  const specifier: Node = { kind: "specifier", start, end, role: "specifier", children: [word] };
  return [view("import", node, [{ ...source, value: module }, specifier], "from")];
}

/** A sum of texts is a text with holes. */
function asTemplate(node: Node): readonly Node[] {
  if (node.kind === "string" && node.label === "template")
    return [view("template", node, [{ ...node, role: "part", label: "piece" }])];
  if (node.kind !== "binary" || node.label !== "+") return [];
  const operands = operandsOf(node);
  if (!operands.some(({ kind }) => kind === "string" || kind === "template")) return [];
  const pieces = operands.flatMap((operand): readonly Node[] => {
    if (operand.kind === "template") return parts(operand, "part");
    if (operand.kind === "string") return [{ ...operand, label: "piece", role: "part" }];
    return [{ ...view("interpolation", operand, [{ ...operand, role: "expression" }]), role: "part" }];
  });
  return [view("template", node, pieces)];
}

/** `[...]` is any list, also one that is computed. */
function asSequence(pattern: ShapePattern, node: Node): readonly Node[] {
  const isAny = pattern.parts.every(({ items }) => items.length === 1 && items[0]?.type === "dots");
  if (!isAny || node.kind !== "comprehension" || node.label !== pattern.label) return [];
  return [view("sequence", node, [], node.label)];
}

function specifierOf(entry: Node): Node[] {
  const key = partOf(entry, "key");
  const value = partOf(entry, "value");
  if (entry.kind !== "pair" || key?.kind !== "name" || value?.kind !== "name") return [];
  const alias: Node[] = entry.label === "shorthand" ? [] : [{ ...value, role: "alias" }];
  return [{ ...view("specifier", entry, [{ ...key, role: "name" }, ...alias]), role: "specifier" }];
}
