import type { Condition, Formula } from "#model/rule.ts";
import { placed, type Places } from "#rule/formula-places.ts";
import { readLanguage } from "#rule/languages.ts";
import type { SourceNode } from "#rule/source.ts";

/** Conditions on what metavariables are bound to, as keys under `patterns`. */
export const conditionKeys = [
  "metavariable-regex",
  "metavariable-pattern",
  "metavariable-comparison",
  "metavariable-analysis",
  "metavariable-type",
] as const;
export type ConditionKey = (typeof conditionKeys)[number];

/** Reads the formula of a `metavariable-pattern`; handed in, since formulas hold conditions. */
export type ReadNested = (node: SourceNode, places: Places) => Formula;

/** Reads the condition under `key`. */
export function readCondition(key: ConditionKey, node: SourceNode, places: Places, nested: ReadNested): Condition {
  switch (key) {
    case "metavariable-regex":
      node.only(["metavariable", "regex", "constant-propagation"]);
      return placed(readRegex(node), node.need("regex"), places);
    case "metavariable-comparison":
      node.only(["metavariable", "comparison", "base", "strip"]);
      return placed(readComparison(node), node.need("comparison"), places);
    case "metavariable-analysis":
      node.only(["metavariable", "analyzer"]);
      return placed(readAnalysis(node), node, places);
    case "metavariable-type":
      node.only(["metavariable", "type", "types", "language"]);
      return placed(readType(node), node, places);
    case "metavariable-pattern":
    default:
      return placed(readPattern(node, places, nested), node, places);
  }
}

/** A metavariable that a condition or a focus speaks of: `$NAME`, `$...NAME` or the number of a group. */
export function readMetavariable(node: SourceNode): string {
  const name = node.text();
  if (/^\$(?:(?:\.\.\.)?[A-Z_][A-Z_0-9]*|\d+)$/.test(name)) return name;
  const proper = name.replace(/^\$?/, "$").toUpperCase();
  throw node.error(
    `'${name}' is no metavariable; they are written $NAME, in capitals`,
    /^\$[A-Z_][A-Z_0-9]*$/.test(proper) ? `Did you mean '${proper}'?` : undefined,
  );
}

function readRegex(node: SourceNode): Condition {
  return {
    type: "metavariable-regex",
    metavariable: readMetavariable(node.need("metavariable")),
    regex: node.need("regex").text(),
    ...(node.get("constant-propagation")?.boolean() ? { propagatesConstants: true } : {}),
  };
}

/** A comparison, with `metavariable` where it is converted before. */
export function readComparison(node: SourceNode): Condition {
  const metavariable = node.get("metavariable");
  const base = node.get("base")?.number();
  return {
    type: "metavariable-comparison",
    comparison: node.need("comparison").text(),
    ...(metavariable ? { metavariable: readMetavariable(metavariable) } : {}),
    ...(base === undefined ? {} : { base }),
    ...(node.get("strip")?.boolean() ? { strip: true } : {}),
  };
}

/** What an analyzer must say of a metavariable. */
export function readAnalysis(node: SourceNode): Condition {
  return {
    type: "metavariable-analysis",
    metavariable: readMetavariable(node.need("metavariable")),
    analyzer: node.need("analyzer").word(["entropy", "redos"]),
  };
}

/** Of which type a metavariable must be. */
export function readType(node: SourceNode): Condition {
  const type = node.get("type")?.text();
  const types = [...(type === undefined ? [] : [type]), ...(node.get("types")?.texts() ?? [])];
  if (types.length === 0) throw node.error("'type' or 'types' is missing");
  const language = node.get("language");
  return {
    type: "metavariable-type",
    metavariable: readMetavariable(node.need("metavariable")),
    types,
    ...(language ? { language: readLanguage(language) } : {}),
  };
}

function readPattern(node: SourceNode, places: Places, nested: ReadNested): Condition {
  const language = node.get("language");
  return {
    type: "metavariable-pattern",
    metavariable: readMetavariable(node.need("metavariable")),
    ...(language ? { language: readLanguage(language) } : {}),
    formula: nested(node, places),
  };
}
