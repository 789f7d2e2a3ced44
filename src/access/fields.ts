import type { Survey } from "#access/survey.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

/** What methods of a class assign to fields of their object. */
export function assignedFieldsOf(survey: Survey, node: Node): { readonly name: string; readonly value: Node }[] {
  return survey.assignments.flatMap(({ node: assignment }) => {
    const target = part(assignment, "target");
    const object = target?.kind === "member" ? part(target, "object") : undefined;
    const value = part(assignment, "value");
    if (!target || !object || !value || assignment.label === "+=" || survey.owners.get(object) !== node) return [];
    return [{ name: String(part(target, "property")?.value), value }];
  });
}

/** The parameters of a constructor that are fields, too: `constructor(private x: T)`. */
export function parameterFieldsOf(node: Node): { readonly name: string; readonly parameter: Node }[] {
  const constructor = parts(node, "member").find(({ label }) => label === "constructor");
  return parts(constructor ?? node, "parameter").flatMap((parameter) => {
    const target = part(parameter, "target");
    return part(parameter, "modifier") && target?.kind === "name" ? [{ name: String(target.value), parameter }] : [];
  });
}
