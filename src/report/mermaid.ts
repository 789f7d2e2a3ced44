import { drawingOf } from "#graph/drawing.ts";
import type { DrawableGraph, Drawing, DrawnLink, DrawnNode, DrawnRole } from "#model/drawing.ts";
import type { Reporter } from "#model/report.ts";
import { drawableGraph } from "#report/drawable.ts";
import { counted } from "#report/shown.ts";
import { shorten } from "#report/visible.ts";

/** UTF-16 units of a label: longer ones push everything else off the page. */
const labelLimit = 60;

/** Boxes and lines of a chart that a reader finds a way through, and that renderers draw. */
const mostNodes = 120;
const mostLinks = 240;

/** How much is drawn, from all to the most telling part. */
const sizes = [
  { mostAnchors: 60, mostFacts: 20, mostTriggers: 30, mostSystems: 30 },
  { mostAnchors: 40, mostFacts: 10, mostTriggers: 20, mostSystems: 20 },
  { mostAnchors: 20, mostFacts: 5, mostTriggers: 12, mostSystems: 12 },
  { mostAnchors: 10, mostFacts: 3, mostTriggers: 8, mostSystems: 8 },
];

/** The graph as a flowchart in Mermaid's notation: triggers, agents and what else acts, tools, systems; gates on lines. */
export const mermaid: Reporter = (report) => {
  const graph = drawableGraph(report);
  const { nodes, links, left } = fitting(graph);
  const numbers = new Map(nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const name = (id: string) => numbers.get(id) ?? "n0";
  const drawn = links.slice(0, mostLinks);
  const missing = [
    ...(left > 0 ? [counted(left, "more thing with a name", "more things with a name")] : []),
    ...(links.length > drawn.length ? [counted(links.length - drawn.length, "more line")] : []),
  ];
  const lines = [
    "flowchart LR",
    ...nodes.map((node) => `  ${name(node.id)}${shapeOf(node)}`),
    ...drawn.map((link) => `  ${name(link.from)} -->${gateLabel(link, graph)} ${name(link.to)}`),
    ...(nodes.length === 0 ? [`  n0${shape("principal", "no agents, tools or credentials")}`] : []),
    ...(missing.length > 0 ? [`  n0${shape("more", `too large to draw: ${missing.join(", ")}`)}`] : []),
    ...classLines(
      "agent",
      "stroke-width:3px",
      nodes.filter(({ role }) => role === "agent").map(({ id }) => name(id)),
    ),
    ...classLines(
      "alarming",
      "stroke:#c0362c",
      nodes.filter(({ alarming }) => alarming).map(({ id }) => name(id)),
    ),
  ];
  return `${lines.join("\n")}\n`;
};

function classLines(word: string, style: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`  classDef ${word} ${style}`, `  class ${names.join(",")} ${word}`];
}

/** As much of the graph as a chart holds. */
function fitting(graph: DrawableGraph): Drawing {
  const open = new Set(graph.anchors.keys());
  let drawing: Drawing = { nodes: [], links: [], left: 0 };
  for (const size of sizes) {
    const kinds = new Set(["tool"] as const);
    drawing = drawingOf(graph, { ...size, open, wanted: new Set(), passes: () => true, kinds });
    if (drawing.nodes.length <= mostNodes && drawing.links.length <= mostLinks) break;
  }
  return drawing;
}

function shapeOf({ role, title, detail }: DrawnNode): string {
  return shape(role, role === "agent" || role === "principal" ? `${short(title)} (${short(detail)})` : short(title));
}

const frames: Readonly<Record<DrawnRole, readonly [open: string, close: string]>> = {
  trigger: ["([", "])"],
  agent: ["[", "]"],
  principal: ["[", "]"],
  fact: ["(", ")"],
  system: ["[[", "]]"],
  more: ["[/", "/]"],
};

function shape(role: DrawnRole, text: string): string {
  const [open, close] = frames[role];
  return `${open}"${labelOf(text)}"${close}`;
}

function gateLabel({ gates, openCount, gatedCount }: DrawnLink, graph: DrawableGraph): string {
  if (gatedCount === 0) return "";
  const [first = "", ...others] = gates.map((gate) => graph.facts[gate]?.text ?? "");
  const gate = `gate: ${short(first)}${others.length > 0 ? ` and ${others.length} more` : ""}`;
  const partly = openCount > 0 ? ` (before ${gatedCount} of ${gatedCount + openCount})` : "";
  return `|"${labelOf(gate + partly)}"|`;
}

function short(text: string): string {
  return shorten(text, labelLimit);
}

/**
 * A label that says nothing but itself: whatever could end it, or be read as a comment, a tag, a link or a formula, is
 * written by its number, which renderers turn into the character after they have read the chart.
 */
function labelOf(text: string): string {
  const shown = text === "" ? "(empty)" : text;
  return shown.replace(/[^\p{L}\p{N} ·.,:()/_-]|\/\/|www\./gu, (part) =>
    Array.from(part, (character) => `#${character.codePointAt(0)!};`).join(""),
  );
}
