import { expect, test } from "vitest";
import { drawingOf } from "#graph/drawing.ts";
import { layoutOf, type Box } from "#page/layout.ts";
import { drawableGraph } from "#report/drawable.ts";
import { largeSurface } from "../report/large-surface.ts";
import { surface } from "../report/sample-report.ts";

const sizes = { width: 196, height: 46, gap: 52, gateLetters: 26 };

function laidOut(graph: ReturnType<typeof drawableGraph>, open: readonly number[]) {
  const drawing = drawingOf(graph, {
    open: new Set(open),
    wanted: new Set(),
    passes: () => true,
    mostAnchors: 24,
    mostTriggers: 16,
    mostSystems: 20,
    mostFacts: 30,
  });
  return { drawing, layout: layoutOf(drawing, graph, sizes) };
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width - 0.5 &&
    other.x < one.x + one.width - 0.5 &&
    one.y < other.y + other.height - 0.5 &&
    other.y < one.y + one.height - 0.5
  );
}

const cases = [
  ["a small surface", drawableGraph(surface()), []],
  ["a small surface, opened", drawableGraph(surface()), [0, 1, 2, 3, 4]],
  ["3,000 facts", drawableGraph(largeSurface(3000)), []],
  ["3,000 facts, some opened", drawableGraph(largeSurface(3000)), [0, 1]],
] as const;

test.each(cases)("no box or label lies on another one: %s", (_, graph, open) => {
  const { layout } = laidOut(graph, open);
  const boxes = [...layout.boxes.values(), ...layout.lines.flatMap(({ gate }) => gate ?? [])];
  for (const [index, box] of boxes.entries())
    for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
});

test.each(cases)("triggers stand left of all, systems right of all: %s", (_, graph, open) => {
  const { drawing, layout } = laidOut(graph, open);
  const columns = (role: string) =>
    drawing.nodes.filter((node) => node.role === role).map(({ id }) => layout.boxes.get(id)!.x);
  const between = drawing.nodes
    .filter(({ role }) => role !== "trigger" && role !== "system")
    .map(({ id }) => layout.boxes.get(id)!.x);
  expect(Math.max(...columns("trigger"))).toBeLessThan(Math.min(...between));
  expect(Math.min(...columns("system"))).toBeGreaterThan(Math.max(...between));
});

test("what is drawn is bounded, however large the surface", () => {
  const { drawing } = laidOut(drawableGraph(largeSurface(10_000)), []);
  expect(drawing.nodes.length).toBeLessThanOrEqual(24 + 17 + 21);
  expect(drawing.left).toBeGreaterThan(400);
});
