import type { Document, Node } from "#model/document.ts";
import { walk } from "#model/tree.ts";

/** One line for each node below the root, indented by depth: kind, label in angle brackets, value as JSON. */
export function outline({ root }: Document): string[] {
  const lines: string[] = [];
  const visit = (node: Node, depth: number): void => {
    const label = node.label === undefined ? "" : `<${node.label}>`;
    const value = node.value === undefined ? "" : ` ${JSON.stringify(node.value)}`;
    lines.push(`${"  ".repeat(depth)}${node.kind}${label}${value}`);
    for (const child of node.children) visit(child, depth + 1);
  };
  for (const child of root.children) visit(child, 0);
  return lines;
}

/** The data a tree stands for; mappings are lists of pairs, so that no key is lost and none is a property name. */
export function dataOf(node: Node): unknown {
  if (node.kind === "mapping") return { pairs: node.children.map((pair) => pair.children.map(dataOf)) };
  return node.kind === "sequence" || node.kind === "stream" ? node.children.map(dataOf) : node.value;
}

/** The same for a value that JSON can hold. */
export function pairsOfValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pairsOfValue);
  if (typeof value !== "object" || value === null) return value;
  return { pairs: Object.entries(value).map(([key, item]) => [key, pairsOfValue(item)]) };
}

/** What each node of a kind looks like in the source. */
export function slices(document: Document, kind: Node["kind"]): string[] {
  return [...walk(document.root)]
    .filter((node) => node.kind === kind)
    .map(({ start, end }) => document.text.slice(start, end));
}

/** Kinds of the problems, in order. */
export function kinds(document: Document): string[] {
  return document.problems.map(({ kind }) => kind);
}

/** The text that a problem points at. */
export function pointedAt(document: Document, index = 0): string {
  const region = document.problems[index]?.region;
  if (!region) return "";
  const lines = document.text.split(/\r\n|\r|\n/);
  const line = lines[region.startLine - 1] ?? "";
  return line.slice(region.startColumn - 1, region.endLine === region.startLine ? region.endColumn - 1 : undefined);
}
