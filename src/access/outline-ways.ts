import type { OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import type { Mentioned } from "#access/outline-hands.ts";
import type { PartingWays, Step } from "#access/ways.ts";
import type { Node } from "#model/document.ts";
import type { WayId, WayPart, Ways } from "#model/module-outline.ts";

/** Where something stands in a function. */
interface Writing {
  readonly builder: OutlineBuilder;
  readonly writer: ExpressionWriter;
  readonly found: readonly Mentioned[];
}

/** The ways that lead to a node, as one text; undefined where all do. */
export function partOf({ start, end }: Node, { steps }: PartingWays): string | undefined {
  let nearest: Step | undefined;
  for (const step of steps) {
    if (step.node.start > start || step.node.end < end) continue;
    if (!nearest || step.node.end - step.node.start <= nearest.node.end - nearest.node.start) nearest = step;
  }
  return nearest && keyOf(nearest.after);
}

/** Says how the ways through a function part, and what stands on some of them alone. */
export function writeWays({ tests, steps }: PartingWays, { builder, writer, found }: Writing): Ways {
  const byKey = new Map<string, { after: readonly WayId[]; nodes: Node[] }>();
  for (const { node, after } of steps) {
    const known = byKey.get(keyOf(after)) ?? { after, nodes: [] };
    byKey.set(keyOf(after), known);
    known.nodes.push(node);
  }
  const parts = [...byKey].map(([key, { after, nodes }]): WayPart => {
    const mentions = found.flatMap(({ parts: own }, index) => (own.has(key) && !own.has(undefined) ? [index] : []));
    return { after, mentions, regions: nodes.map((node) => builder.region(node)) };
  });
  const decisions = tests.map(({ subject, is, how, after }) => ({
    subject: writer.write(subject),
    is: is.map((node) => writer.write(node)),
    how,
    after,
  }));
  return { decisions, parts };
}

function keyOf(after: readonly WayId[]): string {
  return after.join(" ");
}
