import { changeTypes } from "#model/delta.ts";
import type { ChangePattern, DriftRule } from "#model/rule.ts";
import type { SurfaceEntry } from "#model/surface.ts";
import { factKinds } from "#model/fact.ts";
import { readStatedPattern } from "#rule/graph-terms.ts";
import type { SourceNode } from "#rule/source.ts";

const entryKinds: readonly SurfaceEntry["kind"][] = [...factKinds, "edge", "text"];

/** Reads what a drift rule matches: a list of patterns over changes, or `rest`. */
export function readChangePatterns(node: SourceNode): DriftRule["match"] {
  return node.scalar === "rest" ? "rest" : node.items().map(readChangePattern);
}

function readChangePattern(node: SourceNode): ChangePattern {
  node.only(["change", "kind", "id", "anchor", "key", "value"]);
  return {
    change: words(node.get("change"), changeTypes),
    kind: words(node.get("kind"), entryKinds),
    entry: readStatedPattern(node),
  };
}

function words<Word extends string>(node: SourceNode | undefined, known: readonly Word[]): readonly Word[] {
  if (!node) return [];
  return node.isList ? node.items().map((item) => item.word(known)) : [node.word(known)];
}
