import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from "@dagrejs/dagre";
import type { DrawableGraph, Drawing, DrawnLink } from "#model/drawing.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a box stands: its upper left corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A line: the points that it goes by, and where its gates are written. */
export interface Line {
  readonly link: DrawnLink;
  readonly points: readonly Point[];
  readonly gate?: Box & { readonly text: string };
}

/** Where everything stands. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: readonly Line[];
}

/** Sizes in CSS pixels: of a box, of a letter of a gate's label, and of the room between. */
export interface Sizes {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  readonly gateLetters: number;
}

const letter = 6.8;
const gateHeight = 20;
const margin = 12;

/**
 * Puts a drawing on a plane, from left to right: triggers first, systems last, and every line takes the room that its
 * gates need.
 */
export function layoutOf(drawing: Drawing, graph: DrawableGraph, sizes: Sizes): Layout {
  const plane = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  plane.setGraph({ rankdir: "LR", nodesep: 14, edgesep: 8, ranksep: sizes.gap, marginx: margin, marginy: margin });
  for (const { id } of drawing.nodes) plane.setNode(id, { width: sizes.width, height: sizes.height });
  const texts = drawing.links.map((link) => gateText(link, graph, sizes.gateLetters));
  const columns = columnsOf(drawing);
  for (const [index, { from, to }] of drawing.links.entries()) {
    const width = texts[index] === "" ? 0 : texts[index]!.length * letter + 18;
    const minlen = Math.max(1, (columns.get(to) ?? 0) - (columns.get(from) ?? 0));
    plane.setEdge(from, to, { width, height: width === 0 ? 0 : gateHeight, labelpos: "c", minlen });
  }
  alignRoots(plane, drawing);
  layout(plane);
  const boxes = new Map(drawing.nodes.map(({ id }) => [id, boxOf(plane.node(id))]));
  const lines = drawing.links.map((link, index): Line => {
    const edge = plane.edge(link.from, link.to);
    const text = texts[index]!;
    return {
      link,
      points: fromSideToSide(edge.points ?? [], { from: boxes.get(link.from)!, to: boxes.get(link.to)! }, text === ""),
      ...(text !== "" && { gate: { ...boxOf(edge), text } }),
    };
  });
  const { width = 0, height = 0 } = plane.graph();
  return { width, height, boxes, lines };
}

/**
 * A line that goes to the right leaves a box on its right and enters the next on its left; from one column to the next
 * nothing is in its way.
 */
function fromSideToSide(
  points: readonly Point[],
  { from, to }: { readonly from: Box; readonly to: Box },
  isFree: boolean,
): readonly Point[] {
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  if (start.x >= end.x) return points;
  return isFree && end.x - start.x < from.width ? [start, end] : [start, ...points.slice(1, -1), end];
}

/** In which column each box stands: 0 for triggers, one more than what leads there for the rest, the last for systems. */
function columnsOf({ nodes, links }: Drawing): Map<string, number> {
  const columns = new Map(nodes.map(({ id, role }) => [id, role === "trigger" ? 0 : 1]));
  const systems = new Set(nodes.flatMap(({ id, role }) => (role === "system" ? [id] : [])));
  // Where things lead round in a circle, nothing moves further than there are steps.
  for (let step = 0; step < mostColumns; step++) {
    let moved = false;
    for (const { from, to } of links) {
      const column = (columns.get(from) ?? 0) + 1;
      if (systems.has(to) || column <= (columns.get(to) ?? 0) || column > mostColumns) continue;
      columns.set(to, column);
      moved = true;
    }
    if (!moved) break;
  }
  const last = Math.max(1, ...columns.values()) + 1;
  for (const id of systems) columns.set(id, last);
  return columns;
}

const mostColumns = 8;

/** Keeps what nothing leads to out of the column of the triggers: a box that is not drawn stands there before it. */
function alignRoots(plane: Graph<GraphLabel, NodeLabel, EdgeLabel>, { nodes, links }: Drawing): void {
  const led = new Set(links.map(({ to }) => to));
  const roots = nodes.filter(({ id, role }) => role !== "trigger" && !led.has(id));
  if (roots.length === 0) return;
  plane.setNode("spine", { width: 0, height: 0 });
  for (const { id } of roots) plane.setEdge("spine", id, { weight: 0, minlen: 1, width: 0, height: 0 });
}

interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

function boxOf({ x = 0, y = 0, width = 0, height = 0 }: Place): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** What is written on a line: the first gate, and whether all of what the line leads to is behind one. */
function gateText({ gates, openCount, gatedCount }: DrawnLink, graph: DrawableGraph, letters: number): string {
  if (gatedCount === 0) return "";
  if (openCount > 0) return `gate, ${gatedCount} of ${gatedCount + openCount}`;
  const [first = "", ...others] = gates.map((gate) => graph.facts[gate]!.text.replace(/ \(.*/s, ""));
  const more = others.length > 0 ? ` +${others.length}` : "";
  return (first.length > letters ? `${first.slice(0, letters)}…` : first) + more;
}

/** The path of a line through its points, without corners. */
export function pathOf(points: readonly Point[]): string {
  const [start, ...rest] = points;
  if (!start) return "";
  let path = `M${round(start.x)} ${round(start.y)}`;
  let last = start;
  for (const point of rest) {
    const middle = (last.x + point.x) / 2;
    path += `C${round(middle)} ${round(last.y)} ${round(middle)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    last = point;
  }
  return path;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
