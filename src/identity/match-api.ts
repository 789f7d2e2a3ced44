import { whole } from "#access/called-names.ts";
import type { ExternalValue } from "#access/value.ts";
import type { ApiModel } from "#model/api-model.ts";

/** The rows about interfaces, by the last name that each of them asks for. */
export interface ApiIndex {
  readonly byName: ReadonlyMap<string, readonly ApiModel[]>;
  /** Rows that name no last name. */
  readonly others: readonly ApiModel[];
  /** Rows about what is read. */
  readonly reads: readonly ApiModel[];
}

export function indexApis(models: readonly ApiModel[]): ApiIndex {
  const byName = new Map<string, ApiModel[]>();
  const others: ApiModel[] = [];
  for (const model of models) {
    if (model.use === "read") continue;
    const names = new Set(model.paths.map(lastOf));
    for (const name of names) {
      if (name === "*" || name === "**") others.push(model);
      else if (byName.has(name)) byName.get(name)!.push(model);
      else byName.set(name, [model]);
    }
  }
  return { byName, others, reads: models.filter(({ use }) => use === "read") };
}

/** The names by which an outline knows what rows speak of: the last one of what is called, and of what fills that; what is read stands behind what it is of. */
export function namesAsked(models: Iterable<ApiModel>): ReadonlySet<string> {
  return new Set(
    [...models].flatMap(({ use, paths, fills = [] }) => [
      ...paths.map((path) => (use === "read" ? memberIn(path) : lastOf(path))),
      ...fills.map(({ method }) => lastOf(method)),
    ]),
  );
}

/** Of `process.env.*`, `env.*`: no name holds a dot. */
function memberIn(path: string): string {
  return path.split(".").slice(-2).join(".");
}

/** Holds for what `namesAsked` says of something that is read. */
export function isMember(name: string): boolean {
  return name.includes(".");
}

/** The last name of a path. */
export function lastOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** A name that hardly stands for anything else. */
export function isTelling(name: string): boolean {
  return name.length >= 12 && /[a-z][A-Z]|_/.test(name);
}

/** The rows that speak of what is called. */
export function apisOf(
  { byName, others }: ApiIndex,
  callee: ExternalValue,
  language: ApiModel["language"],
): ApiModel[] {
  const name = callee.names.at(-1) ?? whole;
  return [...(byName.get(name) ?? []), ...others].filter((model) => isPathOf(model, callee, language));
}

/** The rows that speak of what is read. */
export function readApisOf(
  { reads }: ApiIndex,
  value: ExternalValue,
  language: ApiModel["language"],
): readonly ApiModel[] {
  return reads.filter((model) => isPathOf(model, value, language));
}

function isPathOf(model: ApiModel, value: ExternalValue, language: ApiModel["language"]): boolean {
  if (model.language !== language) return false;
  return language === "python" ? isPythonPath(model, value) : isScriptPath(model, value);
}

function isScriptPath({ modules, paths }: ApiModel, { module, names }: ExternalValue): boolean {
  const own = module.replace(/^node:/, "");
  const known = modules.length === 0 ? own === "" : modules.some((pattern) => fits(pattern, own));
  return known && paths.some((path) => isPath(path.split("."), names.length === 0 ? [whole] : names));
}

/** In Python a module's name goes on with what is in it. */
function isPythonPath({ modules, paths }: ApiModel, { module, names }: ExternalValue): boolean {
  const all = [...(module === "" ? [] : module.split(".")), ...names];
  const starts = modules.length === 0 ? [[]] : modules.map((one) => one.split("."));
  return starts.some((start) => paths.some((path) => isPath([...start, ...path.split(".")], all)));
}

/** Holds if names are those of a path; `*` is one name, `**` any number. In time in proportion to both. */
function isPath(path: readonly string[], names: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let from = 0;
  let index = 0;
  while (index < names.length) {
    if (path[at] === "**") {
      star = at++;
      from = index;
    } else if (at < path.length && (path[at] === "*" || fits(path[at]!, names[index]!))) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++from;
    } else return false;
  }
  while (path[at] === "**") at++;
  return at === path.length;
}

/** One `*` of a pattern stands for any text. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}
