import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";

/** The mapping of a Markdown document's front matter, if it has one. */
export function frontMatterOf(document: Document): Node | undefined {
  const first = document.root.children[0];
  return first?.kind === "mapping" ? first : undefined;
}

/** The mark of code that runs before the model sees the text: a command of the artifact, whatever the prose around says. */
const runsItself = "!";

/** Records every fenced block of a Markdown document as an embedded document of its language, and what runs by itself. */
export function recordFences(document: Document, owner: TextOwner, record: Recorder): void {
  for (const node of document.root.children) {
    if (node.kind === "fence" && node.label !== undefined && node.label !== "") {
      record.embed(embeddingOf(document, node, node.label === runsItself ? "bash" : node.label), owner);
    }
    if (node.kind !== "sentence") continue;
    for (const span of node.children) {
      if (span.label === `${runsItself}code`) record.embed(embeddingOf(document, span, "bash"), owner);
    }
  }
}
