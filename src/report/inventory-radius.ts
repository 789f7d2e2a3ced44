import { blastRadii, type BlastRadius } from "#graph/blast-radius.ts";
import type { Fact, FactId, FactKind } from "#model/fact.ts";
import type { Report } from "#model/report.ts";
import { anchorParts } from "#report/agent-view.ts";
import { wrapText } from "#report/display-width.ts";
import { factText, type FactText } from "#report/fact-text.ts";
import { rowOf, textLimit, type Frame } from "#report/inventory-rows.ts";
import { shorten, visible } from "#report/visible.ts";

/** Blast radii that are told, and those who share one that are named. */
const mostTold = 100;
const mostNamed = 6;

/** Kinds of starts, in the order in which a reviewer asks for them. */
const order: readonly FactKind[] = ["principal", "trigger", "tool", "credential"];

/** What agents, triggers, tools and credentials reach, with and without passing a gate; those with one radius together. */
export function radiusLines(report: Report, frame: Frame): string[][] {
  const facts = new Map(report.facts.map((fact) => [fact.id, fact]));
  const kindOf = ({ from }: BlastRadius) => order.indexOf(facts.get(from)?.kind ?? "credential");
  const radii = blastRadii(report)
    .filter(({ open, gated }) => open.length + gated.length > 0)
    .sort((one, other) => kindOf(one) - kindOf(other));
  const groups = new Map<string, BlastRadius[]>();
  for (const radius of radii) {
    const key = JSON.stringify([radius.gates, radius.open, radius.gated]);
    const same = groups.get(key);
    if (same) same.push(radius);
    else groups.set(key, [radius]);
  }
  if (groups.size === 0) return [];
  const title = frame.style.strong(`BLAST RADIUS (${groups.size})`);
  const told = [...groups.values()].slice(0, mostTold).map((same) => groupLines(same, facts, frame));
  const left = groups.size - told.length;
  return [
    [title],
    ...told,
    ...(left > 0 ? [[frame.style.faint(`  and ${left} more; --format json has them all`)]] : []),
  ];
}

function groupLines(same: readonly BlastRadius[], facts: ReadonlyMap<FactId, Fact>, frame: Frame): string[] {
  const { gates, open, gated, complete } = same[0]!;
  const texts = (ids: readonly FactId[]) => ids.flatMap((id) => (facts.has(id) ? [factText(facts.get(id)!)] : []));
  const names = same.slice(0, mostNamed).map(({ from }) => nameOf(facts.get(from)));
  const more = same.length > mostNamed ? [`and ${same.length - mostNamed} more`] : [];
  const passed = [...new Set([...gates, ...gated.flatMap((found) => found.gates)])];
  return [
    ...wrapText([...names, ...more].join(", "), frame.width - 2).map((line) => `  ${frame.style.secondary(line)}`),
    ...rowOf("without a gate", texts(open), frame),
    ...rowOf("behind a gate", texts(gated.map(({ id }) => id)), frame),
    ...rowOf("gates", texts(passed), frame),
    ...(complete ? [] : rowOf("", [calm("and what is beyond: there is more than is told here")], frame)),
  ];
}

function nameOf(fact: Fact | undefined): string {
  if (!fact) return "";
  const { name } = anchorParts(fact.anchor);
  const text = fact.kind === "principal" ? `agent ${visible(name)}` : `${fact.kind} ${factText(fact).text}`;
  return shorten(text, textLimit);
}

function calm(text: string): FactText {
  return { text, alarming: false };
}
