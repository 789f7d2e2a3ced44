import { importedName, part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";
import { walk } from "#model/tree.ts";

/** What a name of a module is: something that it declares, an expression, or what another module exports. */
export type Exported =
  | { readonly type: "entity"; readonly entity: Entity }
  /** An expression without a name, and the export or assignment in which it stands. */
  | { readonly type: "value"; readonly node: Node; readonly place: Node }
  | { readonly type: "import"; readonly link: Link };

/** What an import asks for: a module as it is written, and the name in it; `*` is the module as a whole. */
export interface Link {
  readonly module: string;
  readonly name: string;
}

/** What a module takes from others, and what it gives them. */
export interface ModuleLinks {
  /** What each name stands for that an import declares. */
  readonly imports: ReadonlyMap<Entity, Link>;
  /** Imports within expressions, as in `require("m").f()`. */
  readonly inline: ReadonlyMap<Node, Link>;
  /** By name; `default` and `module.exports` are names, too. */
  readonly exports: ReadonlyMap<string, Exported>;
  /** Modules of which everything is exported. */
  readonly exportsAllOf: readonly string[];
  /** The first words of modules that Python imports under their own names, which declare nothing: `a` of `import a.b`. */
  readonly bare: ReadonlySet<string>;
  /** Modules of which everything is known here by its own name. */
  readonly importsAllOf: readonly string[];
}

/** What CommonJS exports as a whole. */
export const wholeExport = "module.exports";

/** Finds the imports and exports of a program. Python exports what stands at its top. */
export function linksOf(root: Node, names: Names, isPython: boolean): ModuleLinks {
  const found: Found = {
    names,
    imports: new Map(),
    inline: new Map(),
    exports: new Map(),
    exportsAllOf: [],
    importsAllOf: [],
    bare: new Set(),
  };
  for (const node of walk(root)) note(node, found);
  if (isPython) {
    for (const entity of names.entities.values()) {
      const name = String(entity.declaration.value);
      if (entity.owner === undefined && !found.exports.has(name)) found.exports.set(name, { type: "entity", entity });
    }
    found.exportsAllOf.push(...found.importsAllOf);
  }
  return found;
}

interface Found extends ModuleLinks {
  readonly names: Names;
  readonly imports: Map<Entity, Link>;
  readonly inline: Map<Node, Link>;
  readonly exports: Map<string, Exported>;
  readonly exportsAllOf: string[];
  readonly importsAllOf: string[];
  readonly bare: Set<string>;
}

function note(node: Node, found: Found): void {
  switch (node.kind) {
    case "import":
      return noteImport(node, found);
    case "define":
      return noteRequired(node, found);
    case "export":
      return noteExport(node, found);
    case "assign":
      return noteAssigned(node, found);
    case "call": {
      const module = moduleAsked(node);
      if (module !== undefined) found.inline.set(node, { module, name: "*" });
      return;
    }
    default:
  }
}

function noteImport(node: Node, { names, imports, importsAllOf, bare }: Found): void {
  const source = part(node, "source");
  if (!source) return;
  const module = String(source.value);
  const take = (name: Node | undefined, asked: string) => {
    const entity = name && names.entities.get(name);
    if (entity) imports.set(entity, { module, name: asked });
  };
  take(part(node, "alias"), "*");
  const word = importedName(node);
  if (word !== undefined) bare.add(word);
  for (const specifier of parts(node, "specifier")) {
    const name = part(specifier, "name");
    if (specifier.label === "wildcard") importsAllOf.push(module);
    else if (specifier.label === "namespace") take(name, "*");
    else if (specifier.label === "default") take(name, "default");
    else if (name) take(part(specifier, "alias") ?? name, String(name.value));
  }
}

/** `const { a } = require("m")`, `const m = await import("m")`, `const a = require("m").a`. */
function noteRequired(node: Node, { names, imports }: Found): void {
  const target = part(node, "target");
  const link = target && linkOfValue(part(node, "value"));
  if (!link || !target) return;
  for (const [name, key] of boundNames(target)) {
    const entity = names.entities.get(name);
    if (!entity || entity.assigned.length > 1) continue;
    if (key === undefined) imports.set(entity, link);
    else if (link.name === "*") imports.set(entity, { ...link, name: key });
  }
}

/** The names that a target binds to a module or to what it exports. */
function boundNames(target: Node): (readonly [Node, string | undefined])[] {
  if (target.kind === "name") return [[target, undefined]];
  if (target.kind !== "mapping") return [];
  return parts(target, "entry").flatMap((entry) => {
    const key = part(entry, "key");
    const value = part(entry, "value");
    return key && value?.kind === "name" ? [[value, String(key.value)] as const] : [];
  });
}

function linkOfValue(value: Node | undefined): Link | undefined {
  if (value?.kind === "await" || value?.kind === "cast") return linkOfValue(value.children[0]);
  if (value?.kind === "member") {
    const whole = linkOfValue(part(value, "object"));
    return whole?.name === "*" ? { ...whole, name: String(part(value, "property")?.value) } : undefined;
  }
  const module = value && moduleAsked(value);
  return module === undefined ? undefined : { module, name: "*" };
}

/** The module of `require("m")` and `import("m")`. */
function moduleAsked(node: Node): string | undefined {
  const callee = node.kind === "call" ? part(node, "callee") : undefined;
  if (callee?.kind !== "name" || (callee.value !== "require" && callee.value !== "import")) return undefined;
  const [argument] = parts(node, "argument");
  return argument?.kind === "string" ? String(argument.value) : undefined;
}

function noteExport(node: Node, { names, exports, exportsAllOf }: Found): void {
  const source = part(node, "source");
  const declaration = part(node, "declaration");
  const specifiers = parts(node, "specifier");
  if (node.label === "all" && source && specifiers.length === 0) exportsAllOf.push(String(source.value));
  for (const specifier of specifiers) {
    const name = part(specifier, "name") ?? specifier;
    const alias = String((part(specifier, "alias") ?? name).value);
    const entity = names.entities.get(name);
    if (source) {
      const asked = node.label === "all" ? "*" : String(name.value);
      exports.set(alias, { type: "import", link: { module: String(source.value), name: asked } });
    } else if (entity) exports.set(alias, { type: "entity", entity });
  }
  if (!declaration) return;
  if (node.label === "default") exports.set("default", exportedBy(declaration, node, names));
  else for (const name of declaredNames(declaration)) exports.set(String(name.value), exportedBy(name, node, names));
}

/** The names that an exported declaration declares. */
function declaredNames(declaration: Node): Node[] {
  if (declaration.kind !== "define") return parts(declaration, "name").slice(0, 1);
  const target = part(declaration, "target");
  return target ? boundNames(target).map(([name]) => name) : [];
}

/** What a declaration or an expression is. */
function exportedBy(node: Node, place: Node, names: Names): Exported {
  const name =
    node.kind === "name" ? node : node.kind === "function" || node.kind === "class" ? part(node, "name") : undefined;
  const entity = name && names.entities.get(name);
  return entity ? { type: "entity", entity } : { type: "value", node, place };
}

/** `module.exports = x`, `exports.a = x`. */
function noteAssigned(node: Node, { names, exports }: Found): void {
  const target = part(node, "target");
  const value = part(node, "value");
  const object = target?.kind === "member" ? part(target, "object") : undefined;
  const property = target && part(target, "property");
  if (!object || !property || !value) return;
  const name = String(property.value);
  const isModule = object.kind === "name" && object.value === "module" && name === "exports";
  if (isModule) exports.set(wholeExport, exportedBy(value, node, names));
  else if (isExports(object)) exports.set(name, exportedBy(value, node, names));
}

/** `exports` and `module.exports`. */
export function isExports(object: Node): boolean {
  if (object.kind === "name") return object.value === "exports";
  return part(object, "object")?.value === "module" && part(object, "property")?.value === "exports";
}
