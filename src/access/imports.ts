import type { Evaluator } from "#access/evaluate.ts";
import { isPython } from "#access/modules.ts";
import { ownPlace } from "#access/own-place.ts";
import { type Thunk, type Value, unknown } from "#access/value.ts";
import type { RepoPath } from "#model/location.ts";
import type { ModuleOutline } from "#model/module-outline.ts";

/** What a name may be that nobody in the module declares. */
export function globalOf(evaluator: Evaluator, name: string, at: Thunk, outline: ModuleOutline): readonly Value[] {
  const whole = outline.modules?.includes(name) ? evaluator.modules.resolve(at.module, name) : undefined;
  if (whole !== undefined) return [{ kind: "module", path: whole }];
  for (const module of outline.importsAllOf) {
    const path = evaluator.modules.resolve(at.module, module);
    const found = path === undefined ? undefined : evaluator.exported(path, name);
    if (found) return found;
  }
  const found: Value = { kind: "external", module: "", names: [name], calls: [] };
  return [ownPlace(found, at.module) ?? found];
}

/** What an import brings. */
export function imported(
  evaluator: Evaluator,
  from: RepoPath,
  { module, name }: { readonly module: string; readonly name?: string },
): readonly Value[] {
  const path = evaluator.modules.resolve(from, module);
  if (path === undefined) {
    // In Python, what is imported may be a module itself.
    const inner = name === undefined ? undefined : evaluator.modules.resolve(from, joinedModule(module, name));
    if (inner !== undefined) return [{ kind: "module", path: inner }];
    return [{ kind: "external", module, names: name === undefined || name === "default" ? [] : [name], calls: [] }];
  }
  if (name === undefined) return [{ kind: "module", path }];
  const inner = () => evaluator.modules.resolve(from, joinedModule(module, name));
  const found = evaluator.exported(path, name);
  if (found) return found;
  const submodule = isPython(evaluator, path) ? inner() : undefined;
  return submodule === undefined ? [unknown] : [{ kind: "module", path: submodule }];
}

/** What a module exports under a name. */
export function exported(evaluator: Evaluator, path: RepoPath, name: string): readonly Value[] | undefined {
  const outline = evaluator.modules.outlineOf(path);
  if (!outline) {
    evaluator.modules.needs(path);
    return [unknown];
  }
  const key = `${path}\n${name}`;
  if (evaluator.exporting.has(key)) return undefined;
  evaluator.exporting.add(key);
  const found = exportedOnce(evaluator, path, outline, name);
  evaluator.exporting.delete(key);
  return found;
}

export function exportedOnce(
  evaluator: Evaluator,
  path: RepoPath,
  outline: ModuleOutline,
  name: string,
): readonly Value[] | undefined {
  const own = outline.exports.filter((one) => one.name === name);
  if (own.length > 0)
    return own.flatMap(({ value }) => evaluator.evaluate({ module: path, expression: value, environment: undefined }));
  const whole = outline.exports.filter((one) => one.name === "module.exports");
  if (whole.length > 0) {
    const values = whole.flatMap(({ value }) =>
      evaluator.evaluate({ module: path, expression: value, environment: undefined }),
    );
    if (name === "default") return values;
    const members = values.flatMap((value) => evaluator.memberOf(value, name));
    if (members.some(({ kind }) => kind !== "unknown")) return members;
  }
  for (const module of outline.exportsAllOf) {
    const target = evaluator.modules.resolve(path, module);
    const found = target === undefined ? undefined : evaluator.exported(target, name);
    if (found) return found;
  }
  return name === "default" && outline.exports.length > 0 ? [{ kind: "module", path }] : undefined;
}

function joinedModule(module: string, name: string): string {
  return module.endsWith(".") ? `${module}${name}` : `${module}.${name}`;
}
