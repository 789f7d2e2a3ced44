import type {
  Formula,
  Requirement,
  TaintParts,
  TaintPropagator,
  TaintSanitizer,
  TaintSink,
  TaintSource,
} from "#model/rule.ts";
import { compareText } from "#model/location.ts";
import { readMetavariable } from "#rule/conditions.ts";
import { formulaKeys, readFormula } from "#rule/formula.ts";
import type { Places } from "#rule/formula-places.ts";
import { readMatch } from "#rule/match-formula.ts";
import { checkMetavariables, metavariablesIn } from "#rule/metavariables.ts";
import { readRequirement } from "#rule/requirement.ts";
import type { SourceNode } from "#rule/source.ts";

/** The label of sources that have none, and what sinks ask for that ask for nothing. */
export const plainLabel = "__SOURCE__";

/** Keys of the two notations. */
export const taintKeys = [
  "taint",
  "pattern-sources",
  "pattern-sinks",
  "pattern-sanitizers",
  "pattern-propagators",
] as const;

/** The lists of a taint rule. */
type Part = "sources" | "sinks" | "sanitizers" | "propagators";

type ReadSpec = (node: SourceNode, part: Part) => Formula;

/** Reads the parts of a taint rule in either notation. Throws a `UserError` for the first thing that is not understood. */
export function readTaint(node: SourceNode, places: Places): TaintParts {
  const taint = node.get("taint");
  const spec: ReadSpec = (item, part) => {
    if (!item.isMap && taint) return readMatch(item, places);
    if (item.isMap) refuseMisplaced(item, part);
    const formula = taint
      ? readMatch(item, places, specKeys[part])
      : readFormula(item.isMap ? item.only([...formulaKeys, ...specKeys[part]]) : item, places);
    checkMetavariables(formula, places);
    return formula;
  };
  const holder = taint?.only(["sources", "sinks", "sanitizers", "propagators"]) ?? node;
  const items = (name: string): readonly SourceNode[] => holder.get(taint ? name : `pattern-${name}`)?.items() ?? [];
  for (const name of ["sources", "sinks"]) {
    const list = holder.need(taint ? name : `pattern-${name}`);
    if (list.items().length === 0) throw list.error("the list is empty", `Without ${name}, nothing can be found.`);
  }
  const sources = items("sources").map((item) => readTaintSource(item, spec));
  const propagators = items("propagators").map((item) => readPropagator(item, spec));
  return {
    sources,
    sinks: items("sinks").map((item) => readTaintSink(item, spec)),
    sanitizers: items("sanitizers").map((item) => readSanitizer(item, spec)),
    propagators,
  };
}

/** What to tell of labels that are asked for and that nothing gives: what asks for them is never met. */
export function unmetLabels({ sources, sinks, propagators }: TaintParts): string[] {
  const labels = new Set([...sources, ...propagators].flatMap(({ label }) => label ?? []));
  const requirements = [
    ...[...sources, ...propagators].flatMap(({ requires }) => requires ?? []),
    ...sinks.flatMap(({ requires }) => ("type" in requires ? [requires] : requires.map(([, each]) => each))),
  ];
  const missing = new Set(requirements.flatMap(needed).filter((label) => !labels.has(label)));
  const known = [...labels].filter((label) => label !== plainLabel).sort(compareText);
  const hint = known.length === 0 ? "Give a source that label." : `Known labels: ${known.join(", ")}.`;
  return [...missing]
    .sort(compareText)
    .map((label) => `no source or propagator gives the label '${label}', so what asks for it is never found. ${hint}`);
}

/** Labels without which a requirement cannot be met. Recursive; rules are shallow. */
function needed(required: Requirement): readonly string[] {
  if (required.type === "label") return [required.label];
  return required.type === "and" ? required.of.flatMap(needed) : [];
}

/** What may stand beside the formula of a source, a sink, a sanitizer or a propagator. */
const specKeys = {
  sources: ["exact", "by-side-effect", "label", "requires", "control"],
  sinks: ["exact", "requires", "at-exit"],
  sanitizers: ["exact", "by-side-effect", "not_conflicting", "gate", "refuses"],
  propagators: ["by-side-effect", "label", "requires", "from", "to", "replace-labels"],
} as const satisfies Readonly<Record<Part, readonly string[]>>;

type SpecKey = (typeof specKeys)[Part][number];

/** What is a key of other parts only would mean nothing here, and the rule would not be what it looks like. */
function refuseMisplaced(item: SourceNode, part: Part): void {
  const own: readonly string[] = specKeys[part];
  for (const [key, value] of item.entries()) {
    if (own.includes(key)) continue;
    const others = Object.entries(specKeys).flatMap(([other, keys]) =>
      (keys as readonly string[]).includes(key) ? [other] : [],
    );
    if (others.length > 0)
      throw value.error(`'${key}' means nothing for ${part}`, `It is for ${others.join(" and ")}.`);
  }
}

function flag(node: SourceNode, key: SpecKey, otherwise: boolean): boolean {
  return (node.isMap ? node.get(key)?.boolean() : undefined) ?? otherwise;
}

function requirement(node: SourceNode): { readonly requires?: Requirement } {
  const requires = node.isMap ? node.get("requires") : undefined;
  return requires ? { requires: readRequirement(requires) } : {};
}

function readTaintSource(node: SourceNode, spec: ReadSpec): TaintSource {
  const formula = spec(node, "sources");
  const sideEffect = node.isMap ? node.get("by-side-effect") : undefined;
  const isOnly = sideEffect?.scalar === "only";
  const label = node.isMap ? node.get("label")?.text() : undefined;
  return {
    formula,
    label: label ?? plainLabel,
    ...requirement(node),
    exact: flag(node, "exact", false),
    bySideEffect: isOnly ? "only" : (sideEffect?.boolean() ?? false) ? "yes" : "no",
    control: flag(node, "control", false),
  };
}

function readTaintSink(node: SourceNode, spec: ReadSpec): TaintSink {
  const formula = spec(node, "sinks");
  const requires = node.isMap ? node.get("requires") : undefined;
  const each = requires?.isList
    ? requires.items().flatMap((item) => item.entries().map(([name, value]) => [name, readRequirement(value)] as const))
    : undefined;
  return {
    formula,
    requires: each ?? requirement(node).requires ?? { type: "label", label: plainLabel },
    exact: flag(node, "exact", true),
    atExit: flag(node, "at-exit", false),
  };
}

/** What sanitizers can say of how taint goes, and gates cannot: they take none away. */
const notForGates = ["exact", "by-side-effect", "not_conflicting"] as const;

function readSanitizer(node: SourceNode, spec: ReadSpec): TaintSanitizer {
  const formula = spec(node, "sanitizers");
  const refuses = node.isMap ? node.get("refuses")?.word(["verdict", "throws", "either"]) : undefined;
  const isGate = flag(node, "gate", false);
  if (refuses && !isGate) throw node.error("'refuses' is for gates", "Add 'gate: true'.");
  const meaningless = isGate ? node.entries().find(([key]) => notForGates.some((name) => name === key)) : undefined;
  if (meaningless)
    throw meaningless[1].error(
      `'${meaningless[0]}' means nothing for a gate`,
      "A gate takes no taint away; leave it out.",
    );
  return {
    formula,
    exact: flag(node, "exact", false),
    bySideEffect: flag(node, "by-side-effect", false),
    notConflicting: flag(node, "not_conflicting", false),
    ...(isGate && { gate: refuses ?? "either" }),
  };
}

/** Where taint comes from, or goes to: something that the propagator itself finds. */
function boundEnd(node: SourceNode, formula: Formula): string {
  const name = readMetavariable(node);
  const bound = metavariablesIn(formula);
  if (bound.has(name)) return name;
  const hint = bound.size === 0 ? "Name it in the pattern." : `Bound are: ${[...bound].sort(compareText).join(", ")}.`;
  throw node.error(`${name} is bound by no pattern of this propagator`, hint);
}

function readPropagator(node: SourceNode, spec: ReadSpec): TaintPropagator {
  const formula = spec(node, "propagators");
  const label = node.get("label")?.text();
  const replaces = node.get("replace-labels")?.texts();
  return {
    formula,
    from: boundEnd(node.need("from"), formula),
    to: boundEnd(node.need("to"), formula),
    bySideEffect: flag(node, "by-side-effect", true),
    ...requirement(node),
    ...(label === undefined ? {} : { label }),
    ...(replaces ? { replaces } : {}),
  };
}
