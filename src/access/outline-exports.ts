import type { OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import { transparent } from "#access/transparent.ts";
import { givenBy } from "#access/outline-mutations.ts";
import { targetsOf } from "#access/targets.ts";
import { part, parts } from "#flow/declarations.ts";
import { isExports } from "#flow/module-links.ts";
import type { Node } from "#model/document.ts";
import type { ExpressionId, ModuleOutline } from "#model/module-outline.ts";

type Exports = Pick<ModuleOutline, "exports" | "exportsAllOf">;

interface Exported {
  readonly name: string;
  readonly value: ExpressionId;
}

/** What a module exports: in a script what it says so of, in Python all names of its top. */
export function writeExports(builder: OutlineBuilder, writer: ExpressionWriter): Exports {
  const { document, survey } = builder.source;
  if (document.syntax === "python") return { exports: ofTop(builder), exportsAllOf: survey.wildcards };
  const exports = survey.exports.flatMap((node) => ofStatement(node, builder, writer));
  const assigned = survey.assignments.flatMap(({ node }) => ofAssignment(node, writer));
  const called = survey.calls.flatMap(({ node }) => ofCall(node, writer));
  const exportsAllOf = survey.exports.flatMap((node) => {
    const source = part(node, "source");
    return node.label === "all" && source && !part(node, "specifier") ? [String(source.value)] : [];
  });
  const starred = survey.calls.flatMap(({ node }) => allOf(node));
  return { exports: [...exports, ...assigned, ...called], exportsAllOf: [...exportsAllOf, ...starred] };
}

/** `__exportStar(require("m"), exports)`, as compilers write `export * from "m"`. */
function allOf(node: Node): string[] {
  const callee = part(node, "callee");
  const name = callee && String((part(callee, "property") ?? callee).value);
  const [from, to] = parts(node, "argument");
  if ((name !== "__exportStar" && name !== "__reExport") || !from || !to) return [];
  const [module] = parts(from, "argument");
  return module?.kind === "string" ? [String(module.value)] : [];
}

/** `Object.defineProperty(exports, "a", { get: … })`. */
function ofCall(node: Node, writer: ExpressionWriter): Exported[] {
  const callee = part(node, "callee");
  const [target, key, descriptor] = parts(node, "argument");
  const isDefinition = callee?.kind === "member" && part(callee, "property")?.value === "defineProperty";
  if (!isDefinition || target?.value !== "exports" || key?.kind !== "string" || !descriptor) return [];
  const value = givenBy(descriptor);
  return value ? [{ name: String(key.value), value: writer.write(value) }] : [];
}

function ofTop(builder: OutlineBuilder): Exported[] {
  const { names } = builder.source;
  const seen = new Set<string>();
  return [...names.entities.values()].flatMap(({ declaration, owner }) => {
    const name = String(declaration.value);
    if (owner !== undefined || seen.has(name)) return [];
    const variable = builder.variable(declaration);
    if (variable === undefined) return [];
    seen.add(name);
    return [{ name, value: builder.add({ kind: "variable", variable }) }];
  });
}

function ofStatement(node: Node, builder: OutlineBuilder, writer: ExpressionWriter): Exported[] {
  const source = part(node, "source");
  const declaration = part(node, "declaration");
  const specifiers = parts(node, "specifier");
  if (source) {
    const module = String(source.value);
    if (node.label === "all")
      return specifiers.map((name) => ({ name: String(name.value), value: builder.add({ kind: "import", module }) }));
    return specifiers.map((specifier) => {
      const { name, alias } = namesIn(specifier);
      return { name: alias, value: builder.add({ kind: "import", module, name }) };
    });
  }
  if (specifiers.length > 0)
    return specifiers.flatMap((specifier) => {
      const name = part(specifier, "name");
      return name ? [{ name: namesIn(specifier).alias, value: writer.write(name) }] : [];
    });
  if (!declaration) return [];
  if (node.label === "default") return [{ name: "default", value: writer.write(declaration) }];
  return declared(declaration, writer);
}

function namesIn(specifier: Node): { readonly name: string; readonly alias: string } {
  const name = String(part(specifier, "name")?.value);
  const alias = part(specifier, "alias");
  return { name, alias: alias ? String(alias.value) : name };
}

/** The names that a declaration declares. */
function declared(declaration: Node, writer: ExpressionWriter): Exported[] {
  const name = part(declaration, "name");
  if (name && declaration.kind !== "define") return [{ name: String(name.value), value: writer.write(declaration) }];
  return targetsOf(declaration).flatMap(({ place }) =>
    place.kind === "name" ? [{ name: String(place.value), value: writer.write(place) }] : [],
  );
}

/** Names that compilers clear before they give them a value. */
function isVoid(value: Node): boolean {
  const last = transparent(value);
  return last.kind === "unary" && last.label === "void";
}

/** `module.exports = x`, `exports.a = x`, `module.exports.a = x`. */
function ofAssignment(node: Node, writer: ExpressionWriter): Exported[] {
  const target = part(node, "target");
  const value = part(node, "value");
  if (!target || !value || isVoid(value)) return [];
  const object = part(target, "object");
  const key = part(target, "property") ?? part(target, "index");
  if (!object || key?.value === undefined) return [];
  const property = String(key.value);
  if (object.value === "module" && property === "exports")
    return [{ name: "module.exports", value: writer.write(value) }];
  return isExports(object) ? [{ name: property, value: writer.write(value) }] : [];
}
