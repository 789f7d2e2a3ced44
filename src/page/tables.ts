import type { DrawableGraph } from "#model/drawing.ts";
import { button, byId } from "#page/dom.ts";

/** Groups that are unfolded by themselves when so few are left. */
const mostUnfolded = 5;

/** Shows the rows of the facts that pass, and says how many these are. */
export function filterTables(graph: DrawableGraph, passes: ((fact: number) => boolean) | undefined): void {
  const left = new Map<number, number>();
  for (const [index, { anchor }] of graph.facts.entries()) {
    const hides = passes !== undefined && !passes(index);
    const row = document.getElementById(`fact-${index}`);
    if (row && row.hidden !== hides) row.hidden = hides;
    if (!hides) left.set(anchor, (left.get(anchor) ?? 0) + 1);
  }
  for (const anchor of graph.anchors.keys()) {
    const group = document.getElementById(`anchor-${anchor}`) as HTMLDetailsElement | null;
    if (!group) continue;
    group.hidden = !left.has(anchor);
    if (passes && left.has(anchor) && left.size <= mostUnfolded) group.open = true;
  }
  const count = [...left.values()].reduce((sum, number) => sum + number, 0);
  byId("matches").textContent = passes ? `${count} of ${graph.facts.length} facts match.` : "";
}

/** Adds to each group, when it is first opened, what leads from its rows to the drawing. */
export function linkTables(show: (fact: number) => void): void {
  const fill = (group: HTMLDetailsElement) => {
    if (!group.open || group.dataset["linked"] !== undefined) return;
    group.dataset["linked"] = "";
    for (const row of group.querySelectorAll<HTMLTableRowElement>("tr[id]")) {
      const name = row.querySelector("th");
      const number = Number(row.id.slice("fact-".length));
      const kind = name?.textContent ?? "";
      if (!name || ["gate", "log", "opaque"].includes(kind)) continue;
      const what = row.cells[1]?.textContent ?? "";
      name.replaceChildren(
        button(kind, { class: "entry", "aria-label": `${kind} ${what}: show in the graph` }, () => show(number)),
      );
    }
  };
  for (const group of document.querySelectorAll<HTMLDetailsElement>("details.anchor")) {
    group.addEventListener("toggle", () => fill(group));
    fill(group);
  }
}

/** Opens what a link leads into. */
export function openTarget(): void {
  const target = document.getElementById(location.hash.slice(1));
  const group = target?.closest("details");
  if (group) group.open = true;
  target?.scrollIntoView({ block: "center" });
}
