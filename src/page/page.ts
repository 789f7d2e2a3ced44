import { drawingOf } from "#graph/drawing.ts";
import type { DrawableGraph, DrawnNode } from "#model/drawing.ts";
import { fillControls } from "#page/controls.ts";
import { button, byId, element } from "#page/dom.ts";
import { draw } from "#page/draw.ts";
import { isNarrow, noFilter, passing, type Filter } from "#page/filter.ts";
import { showPanel, type Chosen } from "#page/panel.ts";
import { radiusIn, type Radius } from "#page/radius.ts";
import { filterTables, linkTables, openTarget } from "#page/tables.ts";

/** Anchors and facts of one anchor that come with each wish for more. */
const step = 24;

const zooms = [0.4, 0.55, 0.7, 0.85, 1, 1.25, 1.5] as const;

/** The drawing and what stands beside it: keeps what the reader chose, and draws anew when that changes. */
export class Page {
  private readonly graph: DrawableGraph;
  private readonly radius: (from: readonly number[]) => Radius;
  private readonly bar = element("div", { class: "toolbar", role: "toolbar", "aria-label": "Drawing" });
  private readonly open = new Set<number>();
  private readonly wanted = new Set<number>();
  private readonly room = { mostAnchors: 24, mostTriggers: 16, mostSystems: 20, mostFacts: 30 };
  private filter: Filter = noFilter;
  private zoom: number | undefined;
  private chosen: (Chosen & { readonly id: string }) | undefined;

  constructor(graph: DrawableGraph) {
    this.graph = graph;
    this.radius = radiusIn(graph);
  }

  /** Draws for the first time, and listens from then on. */
  start(): void {
    byId("canvas").before(this.bar);
    fillControls(byId("filters"), this.graph, (filter) => {
      this.filter = filter;
      filterTables(this.graph, isNarrow(filter) ? passing(this.graph, filter) : undefined);
      this.show();
    });
    linkTables((fact) => {
      this.pick(fact);
      byId("graph").scrollIntoView({ block: "start" });
    });
    byId("graph").addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.chosen) this.clear();
    });
    addEventListener("hashchange", openTarget);
    let width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth !== width) this.show();
      width = innerWidth;
    });
    this.show();
    // Of a tall drawing the middle is seen first, where it begins on the left.
    const first = byId("canvas").querySelector<HTMLElement>(".node");
    byId("canvas").scrollTop = first ? first.offsetTop - byId("canvas").clientHeight / 3 : 0;
    if (location.hash !== "") openTarget();
  }

  private show(focus?: string): void {
    const { graph, open, wanted, chosen, zoom } = this;
    const passes = isNarrow(this.filter) ? passing(graph, this.filter) : () => true;
    const drawing = drawingOf(graph, { open, wanted, passes, ...this.room });
    const radius = chosen && this.radius(chosen.facts);
    const look = { ...(zoom !== undefined && { zoom }), ...(chosen && radius && { chosen: chosen.id, radius }) };
    const toggle = (anchor: number | undefined) => this.toggle(anchor);
    const hands = { choose: (node: DrawnNode) => this.choose(node), toggle: ({ anchor }: DrawnNode) => toggle(anchor) };
    const buttons = draw(byId("canvas"), drawing, graph, { look, hands });
    if (drawing.nodes.length === 0)
      byId("canvas").append(element("p", { class: "faint" }, "There is nothing to draw."));
    this.fillBar(drawing.left);
    const panelHands = { pick: (fact: number) => this.pick(fact), toggle, clear: () => this.clear() };
    showPanel(byId("panel"), graph, panelHands, chosen && radius && { chosen, radius });
    const pick = buttons.get(focus ?? "");
    pick?.focus({ preventScroll: true });
    if (pick) reveal(byId("canvas"), pick);
  }

  private fillBar(left: number): void {
    const zoomBy = (by: number) => () => {
      const now = zooms.findIndex((zoom) => zoom >= (this.zoom ?? zooms[3]));
      this.zoom = zooms[Math.min(zooms.length - 1, Math.max(0, now + by))]!;
      this.show();
    };
    const more = () => {
      this.room.mostAnchors += step;
      this.show();
    };
    this.bar.replaceChildren(
      button("−", { "aria-label": "Smaller" }, zoomBy(-1)),
      button("+", { "aria-label": "Larger" }, zoomBy(1)),
      ...(left > 0 ? [button(`${left} not drawn: show more`, {}, more)] : []),
    );
  }

  private choose({ id, title, detail, facts, anchor, open, role }: DrawnNode): void {
    if (role === "more") {
      this.room.mostFacts += step;
      this.show();
      return;
    }
    const chosen = { id, title, detail, facts: startsOf(this.graph, facts) };
    this.chosen = anchor === undefined ? chosen : { ...chosen, anchor, open: open === true };
    this.show(id);
  }

  private toggle(anchor: number | undefined): void {
    if (anchor === undefined) return;
    if (!this.open.delete(anchor)) this.open.add(anchor);
    if (this.chosen?.anchor === anchor) this.chosen = { ...this.chosen, open: this.open.has(anchor) };
    this.show(`a${anchor}`);
  }

  /** A fact by itself: its anchor is opened, so that it has a box. */
  private pick(fact: number): void {
    const { anchor, kind, text } = this.graph.facts[fact]!;
    const { name, type } = this.graph.anchors[anchor]!;
    this.wanted.add(anchor);
    if (kind === "principal") {
      const open = this.open.has(anchor);
      this.chosen = { id: `a${anchor}`, title: name, detail: type, facts: [fact], anchor, open };
    } else {
      if (kind !== "trigger") this.open.add(anchor);
      const id = kind === "trigger" ? `t:${text}` : `f${fact}`;
      this.chosen = { id, title: text, detail: `${kind} of ${name}`, facts: [fact] };
    }
    this.show(this.chosen.id);
  }

  private clear(): void {
    const focus = this.chosen?.id;
    this.chosen = undefined;
    this.show(focus);
  }
}

/** Scrolls a drawing, and not the page, so that a box is seen: in the middle, where it was not seen at all. */
function reveal(canvas: HTMLElement, box: HTMLElement): void {
  const frame = canvas.getBoundingClientRect();
  const { top, bottom, left, right } = box.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) canvas.scrollTop += (top + bottom - frame.top - frame.bottom) / 2;
  if (left < frame.left || right > frame.right) canvas.scrollLeft += (left + right - frame.left - frame.right) / 2;
}

/** What a box reaches begins with who acts there, where somebody does. */
function startsOf({ facts }: DrawableGraph, of: readonly number[]): readonly number[] {
  const actors = of.filter((fact) => facts[fact]!.kind === "principal");
  return actors.length > 0 ? actors : of;
}
