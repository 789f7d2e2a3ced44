import type { Requirement } from "#model/rule.ts";

/** Holds if labels are there, and others are not, as is required. Recursive; rules are shallow. */
export function meets(labels: ReadonlySet<string>, requirement: Requirement): boolean {
  switch (requirement.type) {
    case "label":
      return labels.has(requirement.label);
    case "constant":
      return requirement.holds;
    case "not":
      return !meets(labels, requirement.of);
    case "and":
      return requirement.of.every((each) => meets(labels, each));
    case "or":
    default:
      return requirement.of.some((each) => meets(labels, each));
  }
}

/** The labels that are asked for, rather than asked not to be there. */
export function wanted(requirement: Requirement): ReadonlySet<string> {
  const labels = new Set<string>();
  const stack = [requirement];
  for (let each = stack.pop(); each; each = stack.pop()) {
    if (each.type === "label") labels.add(each.label);
    if (each.type === "and" || each.type === "or") stack.push(...each.of);
  }
  return labels;
}
