import type { RepoPath } from "#model/location.ts";
import type { Constant } from "#model/semantics.ts";
import type { ClassId, ExpressionId, FunctionId, VariableId } from "#model/module-outline.ts";
import type { Region } from "#model/location.ts";

/** An expression of a module with what is known of the names around it. */
export interface Thunk {
  readonly module: RepoPath;
  readonly expression: ExpressionId;
  readonly environment: Environment | undefined;
}

/** What stands behind a name, a key or a place of a list: looked at when it is asked for. */
export type Lazy = Thunk | { readonly values: readonly Value[] };

/** What parameters, the variables of loops and `this` are, innermost first. */
export interface Environment {
  readonly module: RepoPath;
  readonly bound:
    | { readonly variable: VariableId; readonly to: Lazy }
    | { readonly self: InstanceValue }
    /** Something decides whether this is reached at all. */
    | { readonly conditional: true };
  readonly outer: Environment | undefined;
  readonly depth: number;
}

/** One of the things that an expression may be. */
export type Value =
  | { readonly kind: "constant"; readonly value: Constant; readonly at?: Place }
  | ListValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ExternalValue
  /** A module of the tree as a whole. */
  | { readonly kind: "module"; readonly path: RepoPath }
  /** A file or a folder of the tree, written as a path or an address; and what a file holds. */
  | PathValue
  | { readonly kind: "content"; readonly of: RepoPath }
  /** What is handed over to a function of which no caller is known. */
  | { readonly kind: "parameter"; readonly module: RepoPath; readonly variable: VariableId }
  | UnknownValue;

/** What nobody knows. */
export interface UnknownValue {
  readonly kind: "unknown";
  readonly at?: Place;
  /** What it begins with, if it is a text. */
  readonly start?: string;
  /** The text as far as it is known, with `*` for what is not. */
  readonly pieces?: string;
}

/** A place of the tree; it need not be there. */
export interface PathValue {
  readonly kind: "path";
  readonly path: RepoPath;
}

/** A place in a module. */
export interface Place {
  readonly module: RepoPath;
  readonly region: Region;
}

export interface ListItem {
  readonly value: Lazy;
  /** Holds if something else decides whether it is there. */
  readonly conditional: boolean;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly ListItem[];
  /** Holds if there may be more in it. */
  readonly isOpen: boolean;
  readonly at?: Place;
}

export interface ObjectEntry extends ListItem {
  readonly key: string;
}

export interface ObjectValue {
  readonly kind: "object";
  /** The last one of a key counts, unless it is conditional. */
  readonly entries: readonly ObjectEntry[];
  /** Holds if it may have more keys. */
  readonly isOpen: boolean;
  readonly at?: Place;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly module: RepoPath;
  readonly function: FunctionId;
  readonly environment: Environment | undefined;
}

export interface ClassValue {
  readonly kind: "class";
  readonly module: RepoPath;
  readonly class: ClassId;
  readonly environment: Environment | undefined;
}

/** An object of a class of the tree; its environment is that of the class, and the arguments of the constructor. */
export interface InstanceValue {
  readonly kind: "instance";
  readonly module: RepoPath;
  readonly class: ClassId;
  readonly environment: Environment | undefined;
}

/** What is handed over in a call. */
export interface CallArguments {
  readonly positional: readonly ListItem[];
  readonly named: readonly ObjectEntry[];
  /** Holds if there may be more. */
  readonly isOpen: boolean;
  /** Where the call is written; nowhere, for what is called on the way. */
  readonly at?: Place;
}

/**
 * What comes from outside of the tree, by its access path: the module and the names that lead on from it, calls left
 * out: `new McpServer(…).registerTool` is `McpServer`, `registerTool` of its module. What nobody declares is of the
 * module ``.
 */
export interface ExternalValue {
  readonly kind: "external";
  readonly module: string;
  readonly names: readonly string[];
  /** The calls on the way, by how many names stand before them. */
  readonly calls: readonly { readonly after: number; readonly with: CallArguments }[];
}

export const unknown: Value = { kind: "unknown" };

/** What a lookup found about an environment's names. */
export function bind(outer: Environment | undefined, module: RepoPath, bound: Environment["bound"]): Environment {
  return { module, bound, outer, depth: (outer?.depth ?? 0) + 1 };
}

/** Holds if something decides whether what is known here is reached. */
export function isConditional(environment: Environment | undefined): boolean {
  for (let at = environment; at; at = at.outer) if ("conditional" in at.bound) return true;
  return false;
}

/** The same, reached only if something says so. */
export function conditionally(
  environment: Environment | undefined,
  module: RepoPath,
  isSo: boolean,
): Environment | undefined {
  return isSo && !isConditional(environment) ? bind(environment, module, { conditional: true }) : environment;
}

/** What a variable is bound to; undefined if nothing around says so. */
export function boundTo(
  environment: Environment | undefined,
  module: RepoPath,
  variable: VariableId,
): Lazy | undefined {
  for (let at = environment; at; at = at.outer)
    if ("variable" in at.bound && at.bound.variable === variable && at.module === module) return at.bound.to;
  return undefined;
}

/** What is reached from outside under one more name. */
export function external(value: ExternalValue, name: string): ExternalValue {
  // Long chains are those of builders and do not end where they are written.
  if (value.names.length >= 40) return value;
  return { ...value, names: [...value.names, name] };
}

/** The names that lead to what comes from outside: what Python imports whole is of no module, and its name begins with that of the module. */
export function outsideName({ module, names }: Pick<ExternalValue, "module" | "names">): string {
  return [...module.replace(/^node:/, "").split("/"), ...names].filter(Boolean).join(".");
}

/** What two environments know, the further one within the other; what one of them holds of the other is not said twice. */
export function joined(
  environment: Environment | undefined,
  further: Environment | undefined,
): Environment | undefined {
  if (holds(environment, further)) return environment;
  const frames: Environment[] = [];
  for (let at = further; at && at !== environment; at = at.outer) frames.push(at);
  return frames.reduceRight(
    (outer: Environment | undefined, { module, bound }) => bind(outer, module, bound),
    environment,
  );
}

function holds(environment: Environment | undefined, other: Environment | undefined): boolean {
  if (!other) return true;
  for (let at = environment; at; at = at.outer) if (at === other) return true;
  return false;
}

/** A value as a list, if it is one. */
export function asList(value: Value): ListValue | undefined {
  return value.kind === "list" ? value : undefined;
}

/** What a variable holds before it is given something says nothing of what it is in the end: `let name = ""`. */
export function withoutBlanks(values: readonly Value[]): readonly Value[] {
  const found = values.filter((value) => value.kind !== "constant" || (value.value !== null && value.value !== ""));
  return found.length > 0 ? found : values;
}
