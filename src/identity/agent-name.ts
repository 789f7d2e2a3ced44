import { functionNames } from "#access/call-index.ts";
import type { Evaluator } from "#access/evaluate.ts";
import type { Place } from "#access/value.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { CallSite, ExpressionId, ModuleOutline } from "#model/module-outline.ts";
import { isKnown, textOf } from "#identity/template.ts";
import type { Selection } from "#identity/selector.ts";

/** Names are read by people, and some are whole sentences. */
const longestName = 100;

/** Holds for rows about who acts and has a name of its own, which is what all that it has belongs to. */
export function namesAgent({ fact }: ApiModel): boolean {
  return fact.kind === "principal" && fact.anchor === undefined;
}

/** The name of an agent: what it is given, else the file and what the program calls it there. */
export function agentName(
  key: string,
  selection: Selection,
  { module, site }: { readonly module: Place["module"]; readonly site: CallSite },
): string {
  const given = isKnown(key, selection) ? plain(textOf(key, selection)) : "";
  if (given !== "") return given;
  const name = nameInProgram(selection.evaluator, module, site);
  return name === undefined ? module : `${module}:${name}`;
}

function plain(text: string): string {
  const words = text.replaceAll(/\s+/g, " ").trim();
  return words.length <= longestName ? words : `${words.slice(0, longestName)}…`;
}

/** The variable, the key or the field that a call's value is given to, or else the function that it stands in. */
function nameInProgram({ modules }: Evaluator, module: Place["module"], site: CallSite): string | undefined {
  const outline = modules.outlineOf(module);
  if (!outline) return undefined;
  const holds = (value: ExpressionId) => isMadeBy(outline, value, site.call);
  const variable = outline.variables.find(({ values }) => values.some(holds));
  if (variable) return variable.name;
  const member = outline.classes.flatMap(({ members }) => members).find(({ value }) => holds(value));
  const exported = outline.exports.find(({ name, value }) => name !== "default" && holds(value));
  return member?.name ?? exported?.name ?? keyOf(outline, holds) ?? functionAround(outline, site.function);
}

/** Methods on the way from a call to what is kept of it: `createSupervisor({}).compile()`. */
const mostMethods = 5;

function isMadeBy({ expressions }: ModuleOutline, value: ExpressionId, call: ExpressionId): boolean {
  let at = value;
  for (let left = mostMethods; left >= 0; left--) {
    if (at === call) return true;
    const made = expressions[at];
    const callee = made?.kind === "call" ? expressions[made.callee] : undefined;
    if (callee?.kind !== "member") return false;
    at = callee.object;
  }
  return false;
}

function keyOf({ expressions }: ModuleOutline, holds: (value: ExpressionId) => boolean): string | undefined {
  for (const expression of expressions) {
    const entry = expression.kind === "object" ? expression.entries.find(({ value }) => holds(value)) : undefined;
    const key = entry?.key === undefined ? undefined : expressions[entry.key];
    if (key?.kind === "constant") return String(key.value);
  }
  return undefined;
}

/** The nearest function around that has a name, a method behind that of its class. */
function functionAround(outline: ModuleOutline, start: number | undefined): string | undefined {
  for (let id = start; id !== undefined; id = outline.functions[id]?.outer) {
    const [name] = functionNames(outline).get(id) ?? [];
    const holder = outline.functions[id]?.class;
    const of = holder === undefined ? undefined : outline.classes[holder]?.name;
    if (name !== undefined) return of === undefined ? name : `${of}.${name}`;
  }
  return undefined;
}
