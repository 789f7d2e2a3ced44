import type { Fact, FactId, FactKind, FactOf } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import type { Report, Reporter } from "#model/report.ts";
import { anchorParts, factsOf, neighbours } from "#report/agent-view.ts";
import { fitText, textWidth, wrapText } from "#report/display-width.ts";
import type { FactText } from "#report/fact-text.ts";
import { factText } from "#report/fact-text.ts";
import { radiusLines } from "#report/inventory-radius.ts";
import { rowOf, textLimit, type Frame } from "#report/inventory-rows.ts";
import { problemLines } from "#report/pretty-problems.ts";
import { styleOf } from "#report/pretty-style.ts";
import { inventoryLine } from "#report/shown.ts";
import { placeOf, shorten, visible, withoutCommands } from "#report/visible.ts";

const widest = 100;
const narrowest = 40;

/** Anchor types in the order in which a reviewer asks for them; all others follow by name. */
const sections: readonly (readonly [type: string, title: string])[] = [
  ["agent", "agents"],
  ["server", "servers"],
  ["skill", "skills"],
  ["command", "commands"],
  ["plugin", "plugins"],
  ["marketplace", "marketplaces"],
  ["workflow", "workflows"],
  ["instructions", "instructions"],
  ["policy", "policies"],
  ["package", "packages"],
];

/** The rows of one anchor, in the order in which authority flows. */
const rows: readonly (readonly [kind: FactKind, label: string])[] = [
  ["trigger", "started by"],
  ["tool", "tools"],
  ["credential", "credentials"],
  ["grant", "grants"],
  ["token", "tokens"],
  ["identity", "identities"],
  ["effect", "effects"],
  ["gate", "gates"],
  ["log", "logs"],
  ["opaque", "not understood"],
];

/** For people: everything with a name of its own, what it is, what starts it, what it holds, reaches and asks for. */
export const inventoryTable: Reporter = (report, options) => {
  const style = styleOf(options);
  const width = Math.max(narrowest, Math.min(widest, options.width));
  const blocks = [
    wrapText(inventoryLine(report.facts) ?? "no agents, tools or credentials", width).map((line) => style.strong(line)),
    ...sectionBlocks(report, { style, width }),
    ...radiusLines(report, { style, width }),
  ];
  const problems = problemLines(report.problems, { style, width });
  if (problems.length > 0) blocks.push(problems);
  return withoutCommands(`${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`);
};

function sectionBlocks(report: Report, frame: Frame): string[][] {
  const near = neighbours(report.facts, report.edges);
  const used = usedPrincipals(report);
  const byType = new Map<string, Map<string, Fact[]>>();
  for (const fact of report.facts) {
    const { type } = anchorParts(fact.anchor);
    const anchors = byType.get(type) ?? new Map<string, Fact[]>();
    byType.set(type, anchors);
    const group = anchors.get(fact.anchor);
    if (group) group.push(fact);
    else anchors.set(fact.anchor, [fact]);
  }
  const blocks: string[][] = [];
  for (const [type, title] of orderedTypes(byType.keys())) {
    const anchors = [...(byType.get(type) ?? [])].sort(([left], [right]) => compareText(left, right));
    blocks.push([frame.style.strong(`${visible(shorten(title, textLimit)).toUpperCase()} (${anchors.length})`)]);
    for (const [anchor, own] of anchors) {
      const uses = own.flatMap(({ id }) => used.get(id) ?? []);
      blocks.push(anchorLines({ anchor, own, uses, facts: withNeighbours(own, near) }, frame));
    }
  }
  return blocks;
}

/** The principals that each principal uses or delegates to. */
function usedPrincipals({ facts, edges }: Report): Map<FactId, FactOf<"principal">[]> {
  const principals = new Map(factsOf(facts, "principal").map((fact) => [fact.id, fact]));
  const used = new Map<FactId, FactOf<"principal">[]>();
  for (const { from, to } of edges) {
    const target = principals.get(to);
    if (!target || !principals.has(from)) continue;
    const known = used.get(from);
    if (known) known.push(target);
    else used.set(from, [target]);
  }
  return used;
}

/** The facts of an anchor and those that its principals and tools are directly related to, but not other principals. */
function withNeighbours(own: readonly Fact[], near: (id: FactId) => readonly Fact[]): Fact[] {
  const owners = own.filter(({ kind }) => kind === "principal" || kind === "tool");
  const related = owners.flatMap(({ id }) => near(id)).filter(({ kind }) => kind !== "principal");
  return [...new Set([...own, ...related])];
}

function orderedTypes(types: Iterable<string>): (readonly [type: string, title: string])[] {
  const present = new Set(types);
  const known = sections.filter(([type]) => present.delete(type));
  const others = [...present].sort(compareText).map((type) => [type, type === "" ? "other" : type] as const);
  return [...known, ...others];
}

/** A thing with a name of its own. */
interface Entry {
  readonly anchor: string;
  readonly own: readonly Fact[];
  readonly uses: readonly FactOf<"principal">[];
  /** Its own facts and those of its neighbours. */
  readonly facts: readonly Fact[];
}

function anchorLines(entry: Entry, frame: Frame): string[] {
  const principals = factsOf(entry.own, "principal");
  const { type } = anchorParts(entry.anchor);
  const kinds = principals.map((fact) => factText(fact)).filter(({ text }) => text !== "");
  const lines = [...titleLines(entry, frame), ...rowOf("is", kinds, frame)];
  lines.push(...rowOf("uses", entry.uses.map(usedText), frame));
  for (const [kind, label] of rows) {
    const texts = factsOf(entry.facts, kind).map((fact) => factText(fact as Fact));
    const none = kind === "gate" && type === "agent" && texts.length === 0;
    lines.push(...rowOf(label, none ? [{ text: "none", alarming: false }] : texts, frame));
  }
  return lines;
}

function usedText({ anchor }: FactOf<"principal">): FactText {
  return { text: visible(shorten(anchor, textLimit)), alarming: false };
}

/** The name and where it is written, on one line if they fit. */
function titleLines({ anchor, own }: Entry, frame: Frame): string[] {
  const { style, width } = frame;
  const [fact] = [...factsOf(own, "principal"), ...own];
  const [place, ...others] = fact?.locations ?? [];
  const name = fitText(visible(shorten(anchorParts(anchor).name, textLimit)), width - 2) || "(no name)";
  const where = place ? placeOf(place) + (others.length > 0 ? ` +${others.length}` : "") : "";
  const gap = width - 2 - textWidth(name) - textWidth(where);
  const title = `  ${style.secondary(name)}`;
  if (where !== "" && gap >= 2) return [title + " ".repeat(gap) + style.faint(where)];
  return [title, ...(where === "" ? [] : rowOf("at", [{ text: where, alarming: false }], frame))];
}
