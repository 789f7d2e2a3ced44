import type { DrawableFact, DrawableGraph } from "#model/drawing.ts";
import { button, element } from "#page/dom.ts";
import { endsAmong, type Radius } from "#page/radius.ts";

/** What was chosen: a box, or one fact of it. */
export interface Chosen {
  readonly title: string;
  readonly detail: string;
  readonly facts: readonly number[];
  readonly anchor?: number;
  readonly open?: boolean;
}

/** What the panel lets a reader do. */
export interface PanelHands {
  readonly pick: (fact: number) => void;
  readonly toggle: (anchor: number) => void;
  readonly clear: () => void;
}

/** Entries of one list. */
const mostEntries = 60;

/** Says what is chosen, what it reaches with and without passing a gate, and what leads to it. */
export function showPanel(
  panel: HTMLElement,
  graph: DrawableGraph,
  hands: PanelHands,
  state?: { readonly chosen: Chosen; readonly radius: Radius },
): void {
  if (!state) {
    panel.replaceChildren(...introduction());
    return;
  }
  const { chosen, radius } = state;
  const open = endsAmong(graph, radius.open);
  const gated = endsAmong(graph, radius.gated.keys());
  const sources = [...radius.sources].filter((fact) => isSource(graph.facts[fact]!));
  const before = [...new Set(chosen.facts.flatMap((fact) => graph.facts[fact]!.gates))];
  const list = (title: string, facts: readonly number[], kind: string, gates?: Radius["gated"]) =>
    listOf({ title, facts, kind, ...(gates && { gates }) }, graph, hands);
  panel.replaceChildren(
    element("h3", {}, chosen.title),
    element("p", { class: "faint" }, chosen.detail),
    actions(chosen, hands),
    ...(before.length > 0 ? [gatesOf(before, graph)] : []),
    list("Reached without a gate", open, "open"),
    list("Reached only behind a gate", gated, "gated", radius.gated),
    list("What leads here", sources, "source"),
    ...(radius.complete ? [] : [element("p", { class: "faint" }, "It reaches more than is told here.")]),
  );
}

function introduction(): HTMLElement[] {
  return [
    element("h3", {}, "Blast radius"),
    element("p", {}, "Choose a box: what it reaches stands out, with and without passing a gate."),
    element(
      "ul",
      { class: "legend" },
      legendEntry("open", "reached without a gate"),
      legendEntry("gated", "reached only behind a gate"),
      legendEntry("source", "leads to what is chosen"),
      legendEntry("alarming", "a reviewer should look twice"),
    ),
    element(
      "p",
      { class: "faint" },
      "Keys: arrows go from box to box, Enter chooses, o opens or closes, Escape lets go.",
    ),
  ];
}

function legendEntry(kind: string, text: string): HTMLElement {
  return element("li", {}, element("span", { class: `key is-${kind}`, "aria-hidden": "true" }), text);
}

function actions({ anchor, open, facts }: Chosen, hands: PanelHands): HTMLElement {
  const row = element("p", { class: "actions" });
  if (anchor !== undefined) row.append(button(open === true ? "Close" : "Open", {}, () => hands.toggle(anchor)));
  const [first] = facts;
  const target = anchor === undefined ? (first === undefined ? undefined : `fact-${first}`) : `anchor-${anchor}`;
  if (target !== undefined) row.append(element("a", { href: `#${target}` }, "In the table"));
  row.append(button("Let go", {}, hands.clear));
  return row;
}

function gatesOf(gates: readonly number[], graph: DrawableGraph): HTMLElement {
  const texts = gates.map((gate) => graph.facts[gate]!.text).join("; ");
  return element("p", {}, element("strong", {}, "Gates before it: "), texts);
}

/** One list of the panel. */
interface List {
  readonly title: string;
  readonly facts: readonly number[];
  readonly kind: string;
  /** The gates passed on the way to each. */
  readonly gates?: Radius["gated"];
}

function listOf({ title, facts, kind, gates }: List, graph: DrawableGraph, { pick }: PanelHands): HTMLElement {
  const items = facts.slice(0, mostEntries).map((number) => {
    const fact = graph.facts[number]!;
    const entry = button(fact.text || "(no name)", { class: "entry" }, () => pick(number));
    const passed = (gates?.get(number) ?? []).map((gate) => graph.facts[gate]!.text).join("; ");
    const about = passed === "" ? fact.kind : `${fact.kind}, behind ${passed}`;
    return element(
      "li",
      { class: fact.alarming ? "is-alarming" : undefined },
      entry,
      " ",
      element("span", { class: "faint" }, about),
    );
  });
  const more = facts.length - items.length;
  if (more > 0) items.push(element("li", { class: "faint" }, `and ${more} more`));
  const heading = element(
    "h4",
    {},
    element("span", { class: `key is-${kind}`, "aria-hidden": "true" }),
    title,
    " ",
    element("span", { class: "count" }, String(facts.length)),
  );
  return element("div", { class: "reach" }, heading, ...(items.length > 0 ? [element("ul", {}, ...items)] : []));
}

function isSource({ kind, agent }: DrawableFact): boolean {
  return kind === "trigger" || kind === "tool" || (kind === "principal" && agent === true);
}
