import { constantOf } from "#access/outline-expressions.ts";
import type { Document, Node } from "#model/document.ts";
import { fileOffset } from "#model/document.ts";
import { type LineStarts, regionAt } from "#model/location.ts";
import type { Entry, Expression, ExpressionId, ModuleOutline } from "#model/module-outline.ts";

/** Values of a document that are kept; of a larger one, nothing is said of those behind. */
const mostExpressions = 200_000;

/** A document of data as a module that is its data: what a program gets that imports or reads it. */
export function outlineOfData(document: Document, lines: LineStarts): ModuleOutline {
  const expressions: Expression[] = [];
  const add = (expression: Expression): ExpressionId => expressions.push(expression) - 1;
  const region = (node: Node) =>
    regionAt(lines, { start: fileOffset(document, node.start), end: fileOffset(document, node.end) });
  const value = write(document.root);
  return {
    language: "script",
    expressions,
    variables: [],
    functions: [],
    classes: [],
    calls: [],
    mutations: [],
    exports: [{ name: "module.exports", value }],
    exportsAllOf: [],
    importsAllOf: [],
  };

  /** As deep as documents are read at all. */
  function write(node: Node): ExpressionId {
    if (expressions.length >= mostExpressions) return add({ kind: "unknown" });
    switch (node.kind) {
      case "mapping":
        return add({ kind: "object", entries: node.children.flatMap(entry), region: region(node) });
      case "sequence":
        return add({
          kind: "list",
          items: node.children.map((item) => ({ value: write(item) })),
          region: region(node),
        });
      case "string":
      case "number":
      case "boolean":
      case "null":
        return add(constantOf(node, region(node)));
      default:
        return add({ kind: "unknown", region: region(node) });
    }
  }

  function entry({ children: [key, held] }: Node): Entry[] {
    if (key?.value === undefined || !held) return [];
    return [{ key: add({ kind: "constant", value: String(key.value), region: region(key) }), value: write(held) }];
  }
}
