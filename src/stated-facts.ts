import { writtenAt } from "#access/written-at.ts";
import type { OutlineWithNodes } from "#access/outline.ts";
import { parametersOf, part } from "#flow/declarations.ts";
import { type FactAlone, factsAlone } from "#identity/facts-alone.ts";
import { type ApiIndex, indexApis } from "#identity/match-api.ts";
import { pathsOf } from "#identity/selector.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Document, Node } from "#model/document.ts";
import type { Handler, StatedFact, StatedFacts } from "#model/stated-fact.ts";
import { type Outliner, needsOfRow } from "#outline-file.ts";
import { exhaustedProgram } from "#program-problem.ts";

/** What calls state, by the given rows: each document is looked at when a rule first asks for it, and once. */
export function createStatedFacts(
  rows: readonly ApiModel[],
  outliner: Pick<Outliner, "rowsIn" | "withNodes">,
): StatedFacts {
  const known = new WeakMap<Node, ReturnType<StatedFacts["statedIn"]>>();
  const present = new WeakMap<Node, ReadonlySet<ApiModel>>();
  let index: ApiIndex | undefined;
  return {
    rows,
    needsOf: needsOfRow,
    rowsIn: (document) => {
      const found = present.get(document.root) ?? outliner.rowsIn(document);
      present.set(document.root, found);
      return found;
    },
    statedIn: (document) => {
      const told = known.get(document.root);
      if (told) return told;
      const made = look(document, outliner.withNodes(document), (index ??= indexApis(rows)));
      known.set(document.root, made);
      return made;
    },
  };
}

function look(
  document: Document,
  outlined: OutlineWithNodes | undefined,
  index: ApiIndex,
): ReturnType<StatedFacts["statedIn"]> {
  if (!outlined) return { facts: [] };
  // No other module is known, so that the name of this one says its language alone.
  const module = document.syntax === "python" ? "module.py" : "module.ts";
  const { facts, isExhausted } = factsAlone(module, outlined.outline, index);
  if (isExhausted) return { facts: [], problem: exhaustedProgram(document.path) };
  const sites = new Map(outlined.outline.calls.map((site, number) => [site, outlined.sites[number]!]));
  const stated = facts.map((each): StatedFact => {
    const { fact, found } = each;
    const { node, call } = sites.get(found.site)!;
    const placeOf = (field: string) => call && placeIn(call, each, field);
    return {
      kind: fact.kind,
      key: fact.key,
      anchor: found.anchor,
      system: found.model.system,
      value: fact.value as unknown as StatedFact["value"],
      conditional: found.conditional,
      confidence: fact.confidence,
      node,
      handlers: each.functions.flatMap((id) => handlerOf(outlined.functions[id], document)),
      placeOf,
      isGiven: (field) => {
        const selector = each.selectorOf(field);
        return selector === undefined ? undefined : placeOf(field) !== undefined || each.isGiven(selector);
      },
    };
  });
  // Of two that a rule cannot tell apart the surer one counts.
  return {
    facts: stated.sort((one, other) => Number(other.confidence === "high") - Number(one.confidence === "high")),
  };
}

function placeIn(call: Node, { selectorOf }: FactAlone, field: string): Node | undefined {
  const selector = selectorOf(field);
  if (selector === undefined) return undefined;
  for (const path of pathsOf(selector)) {
    const place = writtenAt(call, path);
    if (place) return place;
  }
  return undefined;
}

function handlerOf(owner: Node | undefined, document: Document): Handler[] {
  if (!owner) return [];
  const body = part(owner, "body");
  return [{ inputs: inputsOf(owner, document), beginning: body?.kind === "block" ? body.children[0] : body }];
}

/** Scripts are given one thing and means beside it; in Python each parameter is a part of what is given, but the object. */
function inputsOf(owner: Node, { syntax }: Document): readonly Node[] {
  const given = parametersOf(owner).flatMap((parameter) => part(parameter, "target") ?? []);
  if (syntax !== "python") return given.slice(0, 1);
  return given.filter(({ value }) => !notGiven.has(String(value)));
}

const notGiven: ReadonlySet<string> = new Set(["self", "cls", "ctx", "context"]);
