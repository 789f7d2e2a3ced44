import { originalNamesIn } from "#access/called-names.ts";
import type { OutlineWithNodes } from "#access/outline.ts";
import { analyse, namesOf } from "#flow/analyse.ts";
import type { GateMark } from "#flow/gate-program.ts";
import { findGates } from "#flow/gates.ts";
import { lastOf } from "#identity/match-api.ts";
import { Fuel, OutOfFuel } from "#match/fuel.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Document, Node } from "#model/document.ts";
import type { CallSite } from "#model/module-outline.ts";
import type { GateRefusal } from "#model/rule.ts";

/** Steps that it may take to find out what stands before the calls of one program. */
const mostSteps = 2_000_000;

/** How calls of these names refuse that may be gates. */
export type GateNames = ReadonlyMap<string, GateRefusal>;

/** The last names of the gates that rows speak of and that a program asks by itself. */
export function gateNamesOf(models: readonly ApiModel[]): GateNames {
  const names = new Map<string, GateRefusal>();
  for (const { use, paths, fact } of models) {
    if (fact.kind !== "gate" || use !== "call" || fact.value["verdict"] === "auto") continue;
    const refuses: GateRefusal = fact.value["refuses"] === "throws" ? "throws" : "verdict";
    for (const name of paths.map(lastOf))
      names.set(name, (names.get(name) ?? refuses) === refuses ? refuses : "verdict");
  }
  return names;
}

/** The same outline, its calls with those that may be gates and have said yes on every way to them. */
export function withGates(document: Document, made: OutlineWithNodes, gates: GateNames): OutlineWithNodes {
  const marks = marksIn(made, gates);
  if (marks.size === 0) return made;
  const ordered = [...marks.keys()].sort((one, other) => one.start - other.start || one.end - other.end);
  const question = {
    document,
    marks: ordered.map((node): GateMark => ({ node, refuses: marks.get(node)!.refuses })),
    names: namesOf(document),
    semantics: analyse(document),
    fuel: new Fuel(mostSteps),
  };
  try {
    const { gatesOf } = findGates(question);
    const calls = made.outline.calls.map((site, index): CallSite => {
      const { node } = made.sites[index]!;
      if (!site.matters || marks.has(node)) return site;
      const before = gatesOf(node).flatMap(({ mark, isOnEveryWay }) =>
        isOnEveryWay ? [marks.get(mark.node)!.site] : [],
      );
      return before.length > 0 ? { ...site, gates: before } : site;
    });
    return { ...made, outline: { ...made.outline, calls } };
  } catch (error) {
    // What is not found out counts as no gate.
    if (error instanceof OutOfFuel) return made;
    throw error;
  }
}

/** A call that may be a gate, by its place among the calls of the outline. */
interface MarkedSite {
  readonly site: number;
  readonly refuses: GateRefusal;
}

function marksIn({ outline, sites }: OutlineWithNodes, gates: GateNames): ReadonlyMap<Node, MarkedSite> {
  const found = new Map<Node, MarkedSite>();
  for (const [index, { call, matters, decorates, derives }] of outline.calls.entries()) {
    const expression = outline.expressions[call];
    if (!matters || decorates || derives || expression?.kind !== "call") continue;
    const names = originalNamesIn(outline, outline.expressions[expression.callee]);
    const refuses = names.map((name) => gates.get(name)).find((one) => one !== undefined);
    if (refuses !== undefined) found.set(sites[index]!.node, { site: index, refuses });
  }
  return found;
}
