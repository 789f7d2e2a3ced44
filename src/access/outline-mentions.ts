import { GivenNames } from "#access/given-names.ts";
import { type Chain, mentionsIn, type PlacedChain } from "#access/mention-survey.ts";
import type { OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import { HandedWriter, type Mentioned } from "#access/outline-hands.ts";
import { partOf, writeWays } from "#access/outline-ways.ts";
import { type PartingWays, waysThrough } from "#access/ways.ts";
import type { Node } from "#model/document.ts";
import type { ExpressionId, FunctionOutline, Mention } from "#model/module-outline.ts";

/** What one function mentions at most. */
const mostMentions = 400;

type Said = Pick<FunctionOutline, "mentions" | "isInline" | "hands" | "ways">;

/** Says of the functions of an outline what they mention, and of those that are mentioned so, and so on. */
export function writeMentions(builder: OutlineBuilder, writer: ExpressionWriter): void {
  const { document, names, survey } = builder.source;
  if (builder.functionNodes().length === 0) return;
  const given = new GivenNames(names, survey);
  const mentioned = mentionsIn(document.root, { names, survey, given, isPython: document.syntax === "python" });
  const inline = new Set([...mentioned.values()].flatMap(({ lambdas }) => lambdas));
  const roots = new Map<string, ExpressionId>();
  const hands = new HandedWriter({ builder, writer, given });
  const done = new Set<Node>();
  for (
    let open = builder.functionNodes();
    open.length > 0;
    open = builder.functionNodes().filter((node) => !done.has(node))
  ) {
    const written = open.map((node) => [node, saidOf(node)] as const);
    builder.settle();
    for (const [node, said] of written) {
      done.add(node);
      builder.mention(builder.function(node), { ...said, ...(inline.has(node) && { isInline: true }) });
    }
  }

  /** What a function mentions, and what those within it do that nobody calls by a name. */
  function saidOf(node: Node): Said {
    const ways = mentioned.get(node)?.parts ? waysThrough(node, given) : undefined;
    const found = mentionsOf(node, ways);
    const mentions = found.map(({ mention }) => mention);
    const handed = hands.write(found);
    return {
      ...(mentions.length > 0 && { mentions }),
      ...(handed.length > 0 && { hands: handed }),
      ...(ways && { ways: writeWays(ways, { builder, writer, found }) }),
    };
  }

  function mentionsOf(node: Node, ways: PartingWays | undefined): readonly Mentioned[] {
    const found = new Map<string, Mentioned>();
    const waiting = [node];
    for (let at = waiting.pop(); at && found.size < mostMentions; at = waiting.pop()) {
      const named = mentioned.get(at);
      if (named?.draws) continue;
      for (const chain of named?.chains ?? []) add(chain);
      for (const lambda of named?.lambdas ?? []) {
        // What parts by itself is told by itself.
        if (mentioned.get(lambda)?.parts) builder.function(lambda);
        if (!builder.isKnownFunction(lambda)) waiting.push(lambda);
      }
    }
    return [...found.values()].slice(0, mostMentions);

    function add(chain: PlacedChain): void {
      const mention: Mention = [rootOf(chain), ...chain.path];
      const key = JSON.stringify(mention);
      const known = found.get(key) ?? { mention, nodes: [], parts: new Set() };
      found.set(key, known);
      known.nodes.push(chain.node);
      known.parts.add(ways && partOf(chain.node, ways));
    }
  }

  /** One expression for all that stands for the same. */
  function rootOf({ root }: Chain): ExpressionId {
    const owner = builder.ownerOf(root);
    const variable = root.kind === "name" && !owner ? builder.variable(root) : undefined;
    if (root.kind !== "name") return writer.write(root);
    const key = owner ? `${String(root.value)} ${builder.class(owner)}` : String(variable ?? root.value);
    const known = roots.get(key);
    if (known !== undefined) return known;
    const made = writer.write(root);
    roots.set(key, made);
    return made;
  }
}
