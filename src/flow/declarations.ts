import { append } from "#model/append.ts";
import type { Role } from "#model/code.ts";
import type { Node } from "#model/document.ts";

/** A name that a node declares in the scope it stands in. */
export interface Declared {
  readonly name: Node;
  readonly path?: string;
  /** What it is from the start, if the node says so. */
  readonly value?: Node | undefined;
  /** The type that is written with it. */
  readonly type?: Node;
  /** It comes with a value that nobody knows, as a parameter does. */
  readonly isGiven?: true;
  /** `function`: seen in the whole function, whatever block it stands in. */
  readonly reach: "block" | "function";
}

/** The child of a node in a role. */
export function part(node: Node, role: Role): Node | undefined {
  return node.children.find((child) => child.role === role);
}

/** The children of a node in a role. */
export function parts(node: Node, role: Role): readonly Node[] {
  return node.children.filter((child) => child.role === role);
}

/** The parameters of a function that a call may give something to: not what only parts them, as Python's `/` does. */
export function parametersOf(owner: Node): readonly Node[] {
  return owner.children.filter(({ role, value }) => role === "parameter" && value !== "separator");
}

/** What a node declares for the scope that it stands in. */
export function declaredBy(node: Node): readonly Declared[] {
  switch (node.kind) {
    case "define":
      return typed(node, bound(part(node, "target"), part(node, "value"), node.label === "var" ? "function" : "block"));
    case "import":
      return imported(node);
    case "function":
    case "class":
    case "type-alias": {
      const name = part(node, "name");
      return name?.kind === "name" && nameReach(node) === "outside" ? [{ name, reach: "block" }] : [];
    }
    case "for-each":
      // What stands there with `let` or `var` declares itself.
      return part(node, "target")?.kind === "define" ? [] : bound(part(node, "target"), undefined, "function");
    case "case":
      return node.label === "match" ? fitted(node) : [];
    case "with-item":
      return bound(part(node, "target"), part(node, "value"), "block");
    case "catch":
    case "clause":
    case "parameter": {
      const names = bound(part(node, "target"), undefined, "block");
      const isGiven = node.kind !== "clause";
      return typed(node, isGiven ? names.map((declared) => ({ ...declared, isGiven })) : names);
    }
    default:
      return [];
  }
}

/**
 * Where the name of a function or a class is known: around what is declared, within what is an expression, and nowhere
 * where it is a member's, which is reached by its object.
 */
export function nameReach({ role, label }: Node): "outside" | "inside" | "nowhere" {
  if (role === "statement" || role === "declaration") return "outside";
  return role === "member" || /^(?:method|constructor|getter|setter)$/.test(label ?? "") ? "nowhere" : "inside";
}

/** Holds for the `case _:` of a `match`, or one of a bare name, which fits whatever there is. */
export function fitsAll(node: Node): boolean {
  const [test, ...more] = parts(node, "test");
  if (node.label !== "match" || !test || more.length > 0 || part(node, "guard")) return false;
  return test.kind === "name" || (test.label === "case_pattern" && test.children.length === 0);
}

/** The names that a `case` of Python's `match` gives to what fits. */
function fitted(node: Node): Declared[] {
  const found: Declared[] = [];
  const stack = [...parts(node, "test")];
  for (let each = stack.pop(); each; each = stack.pop()) {
    if (each.kind === "name" && each.value !== "_") found.push({ name: each, reach: "function" });
    if (each.kind !== "sequence" && each.kind !== "other") continue;
    // The class that is asked for, and the attribute of it.
    const isNamed = each.label === "class_pattern" || each.label === "keyword_pattern";
    append(stack, isNamed ? each.children.slice(1) : each.children);
  }
  return found;
}

/** The type that is written behind a name is the name's. */
function typed(node: Node, declared: readonly Declared[]): readonly Declared[] {
  const type = part(node, "type");
  return type && declared.length === 1 ? declared.map((one) => ({ ...one, type })) : declared;
}

/** The names within a target: of `{ a, b: [c] } = require("m")`, `a` is `m.a`. */
export function bound(target: Node | undefined, value: Node | undefined, reach: Declared["reach"]): Declared[] {
  if (!target || target.kind === "define") return target ? bound(part(target, "target"), undefined, "block") : [];
  const module = value && requiredModule(value);
  if (target.kind === "name") return [{ name: target, value, reach, ...(module !== undefined && { path: module }) }];
  const found: Declared[] = [];
  const stack = [target];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const path = node.kind === "pair" && module !== undefined ? pathOf(node, module) : undefined;
    if (path) found.push({ ...path, reach });
    else if (node.kind === "name") found.push({ name: node, reach });
    else for (const child of targetsIn(node)) stack.push(child);
  }
  return found;
}

/** The targets that a target consists of; none for a variable and what is a part of one. */
export function targetsIn(node: Node): readonly Node[] {
  switch (node.kind) {
    case "pair":
      return parts(node, "value");
    case "assign":
    case "define":
      return parts(node, "target");
    case "sequence":
    case "mapping":
    case "spread":
      return node.children;
    default:
      return [];
  }
}

/** `{ b: c }` of a module is its `b` under the name `c`. */
function pathOf(pair: Node, module: string): Pick<Declared, "name" | "path"> | undefined {
  const name = part(pair, "value");
  const key = part(pair, "key");
  if (key?.kind !== "name" || name?.kind !== "name") return undefined;
  return { name, path: `${module}.${String(key.value)}` };
}

/** `require("m")`, or what is read from it. */
function requiredModule(value: Node): string | undefined {
  if (value.kind === "member") {
    const object = part(value, "object");
    const module = object && requiredModule(object);
    return module === undefined ? undefined : `${module}.${String(part(value, "property")?.value)}`;
  }
  if (value.kind !== "call" || part(value, "callee")?.value !== "require") return undefined;
  const [argument] = parts(value, "argument");
  return argument?.kind === "string" ? String(argument.value) : undefined;
}

function imported(node: Node): Declared[] {
  const source = part(node, "source");
  if (!source) return [];
  const module = moduleOf(String(source.value));
  const alias = part(node, "alias");
  if (alias) return [{ name: alias, path: module, reach: "function" }];
  const specifiers = parts(node, "specifier");
  if (specifiers.length === 0 && node.label === "module" && source.kind === "module-name") {
    return [];
  }
  return specifiers.flatMap((specifier): Declared[] => {
    const name = part(specifier, "name");
    if (name?.kind !== "name" || specifier.label === "wildcard") return [];
    if (specifier.label === "namespace") return [{ name, path: module, reach: "function" }];
    // What a default export is called says nothing of the module's own names.
    if (specifier.label === "default") return [{ name, reach: "function" }];
    return [{ name: part(specifier, "alias") ?? name, path: `${module}.${String(name.value)}`, reach: "function" }];
  });
}

/** The name that Python's `import a.b` gives something, `a`, without declaring it; undefined for all else. */
export function importedName(node: Node): string | undefined {
  const source = node.kind === "import" && node.label === "module" ? part(node, "source") : undefined;
  const isBare = source?.kind === "module-name" && !part(node, "alias") && parts(node, "specifier").length === 0;
  return isBare ? String(source.value).split(".", 1)[0] : undefined;
}

/** As Semgrep calls modules: by the last part of their path. */
export function moduleOf(source: string): string {
  const base = source.slice(source.lastIndexOf("/") + 1);
  return source.includes("/") ? base.replace(/\.[cm]?[jt]sx?$/, "") : base.replace(/^\.+/, "");
}
