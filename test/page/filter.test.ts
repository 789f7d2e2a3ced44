import { expect, test } from "vitest";
import { noFilter, passing, type Filter } from "#page/filter.ts";
import { endsAmong, radiusIn } from "#page/radius.ts";
import { drawableGraph } from "#report/drawable.ts";
import { surface } from "../report/sample-report.ts";

const graph = drawableGraph(surface());
const texts = (filter: Partial<Filter>) => {
  const passes = passing(graph, { ...noFilter, ...filter });
  return graph.facts.filter((_, index) => passes(index)).map(({ kind, text }) => `${kind} ${text}`);
};
const anchor = (name: string) => graph.anchors.findIndex((one) => one.name === name);

test("an empty filter leaves everything in", () => {
  expect(texts({})).toHaveLength(graph.facts.length);
});

test("an agent is what hangs on it, what it reaches, what starts it and what restrains it", () => {
  expect(texts({ agent: String(anchor("refund-bot")) })).toEqual([
    "effect deploy production",
    "effect exec curl (fetched, then obeyed)",
    "grant stripe: everything (admin)",
    "principal openclaw, every tool of its parent",
    "tool pdf",
    "trigger discord by anyone",
    "trigger every 30m by itself",
  ]);
});

test("authority, lifetime and words narrow together, whatever the case", () => {
  expect(texts({ authority: "user" })).toEqual(["credential GITHUB_TOKEN (env, long-lived)"]);
  expect(texts({ lifetime: "long-lived", search: "github_TOKEN env" })).toHaveLength(1);
  expect(texts({ lifetime: "long-lived", search: "stripe" })).toEqual([]);
});

test("confidence is the least that is shown", () => {
  expect(texts({ confidence: "very-high" })).toHaveLength(graph.facts.length);
  const less = { ...graph, facts: graph.facts.map((fact) => ({ ...fact, confidence: "low" as const })) };
  expect(less.facts.filter((_, index) => passing(less, { ...noFilter, confidence: "medium" })(index))).toEqual([]);
});

test("a radius tells both ways", () => {
  const of = (kind: string, text: string) =>
    graph.facts.findIndex((fact) => fact.kind === kind && fact.text.startsWith(text));
  const { open, sources } = radiusIn(graph)([of("tool", "pdf")]);
  expect(endsAmong(graph, open)).toEqual([of("effect", "exec curl")]);
  expect([...sources].map((index) => graph.facts[index]!.kind).sort()).toEqual(["principal", "trigger", "trigger"]);
});
