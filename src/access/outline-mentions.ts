import { GivenNames } from "#access/given-names.ts";
import type { Chain } from "#access/chains.ts";
import { mentionsIn, type PlacedChain } from "#access/mention-survey.ts";
import type { OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import { HandedWriter, type Mentioned } from "#access/outline-hands.ts";
import { partOf, writeWays } from "#access/outline-ways.ts";
import { type PartingWays, waysThrough } from "#access/ways.ts";
import type { Node } from "#model/document.ts";
import { endOf } from "#model/location.ts";
import type { ExpressionId, FunctionOutline, Mention } from "#model/module-outline.ts";

/** What one function mentions at most. */
const mostMentions = 400;

type Said = Pick<FunctionOutline, "mentions" | "ends" | "isInline" | "hands" | "ways">;

/** Says of the functions of an outline what they mention, and of those that are mentioned so, and so on. */
export function writeMentions(builder: OutlineBuilder, writer: ExpressionWriter): void {
  if (builder.functionNodes().length === 0) return;
  const mentions = new MentionWriter(builder, writer);
  const done = new Set<Node>();
  for (
    let open = builder.functionNodes();
    open.length > 0;
    open = builder.functionNodes().filter((node) => !done.has(node))
  ) {
    const written = open.map((node) => [node, mentions.saidOf(node)] as const);
    builder.settle();
    for (const [node, said] of written) {
      done.add(node);
      builder.mention(builder.function(node), said);
    }
  }
}

class MentionWriter {
  readonly #builder: OutlineBuilder;
  readonly #writer: ExpressionWriter;
  readonly #given: GivenNames;
  readonly #mentioned: ReturnType<typeof mentionsIn>;
  readonly #inline: ReadonlySet<Node>;
  readonly #hands: HandedWriter;
  readonly #roots = new Map<string, ExpressionId>();

  constructor(builder: OutlineBuilder, writer: ExpressionWriter) {
    const { document, names, survey } = builder.source;
    const given = new GivenNames(names, survey);
    this.#builder = builder;
    this.#writer = writer;
    this.#given = given;
    this.#mentioned = mentionsIn(document.root, { names, survey, given, isPython: document.syntax === "python" });
    this.#inline = new Set([...this.#mentioned.values()].flatMap(({ lambdas }) => lambdas));
    this.#hands = new HandedWriter({ builder, writer, given });
  }

  /** What a function mentions, and what those within it do that nobody calls by a name. */
  saidOf(node: Node): Said {
    const ways = this.#mentioned.get(node)?.parts ? waysThrough(node, this.#given) : undefined;
    const found = this.#mentionsOf(node, ways);
    const mentions = found.map(({ mention }) => mention);
    const handed = this.#hands.write(found);
    return {
      ...(mentions.length > 0 && { mentions }),
      ...(mentions.length > 0 && { ends: found.map(({ nodes }) => this.#firstEnd(nodes)) }),
      ...(handed.length > 0 && { hands: handed }),
      ...(ways && { ways: writeWays(ways, { builder: this.#builder, writer: this.#writer, found }) }),
      ...(this.#inline.has(node) && { isInline: true }),
    };
  }

  #firstEnd(nodes: readonly Node[]): number {
    return Math.min(...nodes.map((node) => endOf(this.#builder.region(node))));
  }

  #mentionsOf(node: Node, ways: PartingWays | undefined): readonly Mentioned[] {
    const found = new Map<string, Mentioned>();
    const waiting = [node];
    for (let at = waiting.pop(); at && found.size < mostMentions; at = waiting.pop()) {
      const named = this.#mentioned.get(at);
      if (named?.draws) continue;
      for (const chain of named?.chains ?? []) this.#add(chain, ways, found);
      for (const lambda of named?.lambdas ?? []) {
        // What parts by itself is told by itself.
        if (this.#mentioned.get(lambda)?.parts) this.#builder.function(lambda);
        if (!this.#builder.isKnownFunction(lambda)) waiting.push(lambda);
      }
    }
    return [...found.values()].slice(0, mostMentions);
  }

  #add(chain: PlacedChain, ways: PartingWays | undefined, found: Map<string, Mentioned>): void {
    const mention: Mention = [this.#rootOf(chain), ...chain.path];
    const key = JSON.stringify(mention);
    const known = found.get(key) ?? { mention, nodes: [], parts: new Set() };
    found.set(key, known);
    known.nodes.push(chain.node);
    known.parts.add(ways && partOf(chain.node, ways));
  }

  /** One expression for all that stands for the same. */
  #rootOf({ root }: Chain): ExpressionId {
    const builder = this.#builder;
    const owner = builder.ownerOf(root);
    const variable = root.kind === "name" && !owner ? builder.variable(root) : undefined;
    if (root.kind !== "name") return this.#writer.write(root);
    const key = owner ? `${String(root.value)} ${builder.class(owner)}` : String(variable ?? root.value);
    const known = this.#roots.get(key) ?? this.#writer.write(root);
    this.#roots.set(key, known);
    return known;
  }
}
