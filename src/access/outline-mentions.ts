import { type Chain, mentionsIn } from "#access/mention-survey.ts";
import type { OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import type { Node } from "#model/document.ts";
import type { ExpressionId, Mention } from "#model/module-outline.ts";

/** What one function mentions at most. */
const mostMentions = 400;

/** Says of the functions of an outline what they mention, and of those that are mentioned so, and so on. */
export function writeMentions(builder: OutlineBuilder, writer: ExpressionWriter): void {
  const { document, names, survey } = builder.source;
  if (builder.functionNodes().length === 0) return;
  const mentioned = mentionsIn(document.root, { names, survey, isPython: document.syntax === "python" });
  const inline = new Set([...mentioned.values()].flatMap(({ lambdas }) => lambdas));
  const roots = new Map<string, ExpressionId>();
  const done = new Set<Node>();
  for (
    let open = builder.functionNodes();
    open.length > 0;
    open = builder.functionNodes().filter((node) => !done.has(node))
  ) {
    const written = open.map((node) => [node, mentionsOf(node)] as const);
    builder.settle();
    for (const [node, mentions] of written) {
      done.add(node);
      builder.mention(builder.function(node), {
        ...(mentions.length > 0 && { mentions }),
        ...(inline.has(node) && { isInline: true }),
      });
    }
  }

  /** What a function mentions, and what those within it do that nobody calls by a name. */
  function mentionsOf(node: Node): readonly Mention[] {
    const found = new Map<string, Mention>();
    const waiting = [node];
    for (let at = waiting.pop(); at && found.size < mostMentions; at = waiting.pop()) {
      const named = mentioned.get(at);
      if (named?.draws) continue;
      for (const chain of named?.chains ?? []) {
        const of = rootOf(chain);
        found.set(JSON.stringify([of, ...chain.path]), [of, ...chain.path]);
      }
      waiting.push(...(named?.lambdas ?? []).filter((lambda) => !builder.isKnownFunction(lambda)));
    }
    return [...found.values()].slice(0, mostMentions);
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
