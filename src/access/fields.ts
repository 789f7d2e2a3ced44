import type { Survey } from "#access/survey.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

/** What is assigned to a field of an object. */
interface AssignedField {
  readonly name: string;
  readonly value: Node;
}

const fieldsBySurvey = new WeakMap<Survey, ReadonlyMap<Node, readonly AssignedField[]>>();

/** What methods of a class assign to fields of their object. */
export function assignedFieldsOf(survey: Survey, node: Node): readonly AssignedField[] {
  const known = fieldsBySurvey.get(survey) ?? fieldsByClass(survey);
  fieldsBySurvey.set(survey, known);
  return known.get(node) ?? [];
}

function fieldsByClass(survey: Survey): ReadonlyMap<Node, readonly AssignedField[]> {
  const fields = new Map<Node, AssignedField[]>();
  for (const { node: assignment } of survey.assignments) {
    const target = part(assignment, "target");
    const object = target?.kind === "member" ? part(target, "object") : undefined;
    const value = part(assignment, "value");
    const owner = object && survey.owners.get(object);
    if (!target || !owner || !value || assignment.label === "+=") continue;
    const found = fields.get(owner) ?? [];
    fields.set(owner, found);
    found.push({ name: String(part(target, "property")?.value), value });
  }
  return fields;
}

/** The parameters of a constructor that are fields, too: `constructor(private x: T)`. */
export function parameterFieldsOf(node: Node): { readonly name: string; readonly parameter: Node }[] {
  const constructor = parts(node, "member").find(({ label }) => label === "constructor");
  return parts(constructor ?? node, "parameter").flatMap((parameter) => {
    const target = part(parameter, "target");
    return part(parameter, "modifier") && target?.kind === "name" ? [{ name: String(target.value), parameter }] : [];
  });
}
